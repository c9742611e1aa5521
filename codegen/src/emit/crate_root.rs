//! The root of the generated crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::plain;

/// `lib.rs`: one module a service, behind the feature of its name, and the partitions where services of AWS are among them.
pub fn crate_root<'a>(modules: impl Iterator<Item = &'a String>, partitions: bool) -> TokenStream {
    let services = modules.map(|module| {
        let (feature, module) = (module.trim_start_matches("r#"), plain(module));
        quote!(#[cfg(feature = #feature)] #[rustfmt::skip] pub mod #module;)
    });
    let partitions = partitions.then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod partitions;
        }
    });
    quote! {
        #![doc = " Clients of services, each behind the feature of its name."]
        #![forbid(unsafe_code)]
        #![allow(
            deprecated,
            missing_docs,
            clippy::all,
            reason = "members that a service deprecates are generated all the same; names and documentation follow the model"
        )]

        #partitions
        #(#services)*

        pub use tinsmith_runtime as runtime;
        pub use tinsmith_runtime::{Config, Shape};
    }
}
