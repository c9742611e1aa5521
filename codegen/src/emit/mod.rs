//! From a plan to tokens; nothing here can fail. One file per construct, nothing per protocol.

mod auth;
mod client;
mod crate_root;
mod default;
mod docs;
pub mod endpoint;
mod enums;
mod exception;
mod jmespath;
mod manifest;
mod member_schema;
mod modules;
mod operation;
mod scope;
mod service;
mod structure;
mod types;
mod union;

pub use crate_root::{crate_root, module_root};
pub use manifest::{Manifest, manifest};
pub use modules::File;
pub(crate) use modules::service_files;

use proc_macro2::Ident;

/// The identifier as a token. Names of a plan are legal by construction.
fn ident(name: &crate::names::Ident) -> Ident {
    match name.as_str().strip_prefix("r#") {
        Some(plain) => Ident::new_raw(plain, proc_macro2::Span::call_site()),
        None => Ident::new(name.as_str(), proc_macro2::Span::call_site()),
    }
}

/// A name that the generator itself chose.
fn plain(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, proc_macro2::Span::call_site()),
        None => Ident::new(name, proc_macro2::Span::call_site()),
    }
}
