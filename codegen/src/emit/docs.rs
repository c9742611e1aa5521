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
    if text.is_empty() {
        return String::new();
    }
    let mut line = String::with_capacity(1 + text.len());
    line.push(' ');
    line.push_str(text);
    if line.contains(is_control) { line.replace(is_control, " ") } else { line }
}

/// `#[deprecated]`, where there is a note.
pub fn deprecated(note: Option<&String>) -> TokenStream {
    note.map(|note| quote!(#[deprecated(note = #note)])).unwrap_or_default()
}
