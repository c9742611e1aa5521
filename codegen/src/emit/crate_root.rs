//! The root of the generated crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::plain;

/// `lib.rs`: one module a service, behind the feature of its name.
pub fn crate_root<'a>(modules: impl Iterator<Item = &'a String>) -> TokenStream {
    let services = modules.map(|module| {
        let (feature, module) = (module.trim_start_matches("r#"), plain(module));
        quote!(#[cfg(feature = #feature)] #[rustfmt::skip] pub mod #module;)
    });
    quote! {
        #![doc = " Clients of AWS services. Each service stands behind the feature of its name."]
        #![forbid(unsafe_code)]
        #![allow(
            deprecated,
            missing_docs,
            clippy::all,
            reason = "members that a service deprecates are generated all the same; names and documentation follow the model"
        )]

        #[rustfmt::skip]
        pub mod partitions;
        #(#services)*

        pub use tinsmith_runtime as runtime;
        pub use tinsmith_runtime::{Config, Shape};
    }
}
