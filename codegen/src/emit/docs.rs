//! Documentation and deprecation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::is_control;

/// A `///` line for each line.
pub fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|text| line(text));
    quote!(#(#[doc = #lines])*)
}

/// The text of one `///` or `//!`: comments of Rust cannot have all characters.
pub fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_control(c) { ' ' } else { c }).collect();
    if text.is_empty() { text } else { format!(" {text}") }
}

/// `#[deprecated]`, where there is a note.
pub fn deprecated(note: Option<&String>) -> TokenStream {
    note.map(|note| quote!(#[deprecated(note = #note)])).unwrap_or_default()
}
