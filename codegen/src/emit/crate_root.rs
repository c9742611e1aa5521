//! The root of the generated crate, and the module that stands in its place in a crate of somebody else's.

use proc_macro2::TokenStream;
use quote::quote;

use super::plain;

/// `lib.rs`: one module a service, behind the feature of its name, and the partitions where services of AWS are among them.
pub fn crate_root<'a>(modules: impl Iterator<Item = &'a String>, partitions: bool) -> TokenStream {
    let services = modules.map(|module| {
        let (feature, module) = (module.trim_start_matches("r#"), plain(module));
        quote!(#[cfg(feature = #feature)] #[rustfmt::skip] pub mod #module;)
    });
    let partitions = partitions_module(partitions);
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

/// `mod.rs` of a module: the same without features, which are the crate's that it is part of.
pub fn module_root<'a>(modules: impl Iterator<Item = &'a String>, partitions: bool) -> TokenStream {
    let modules = modules.map(|module| plain(module));
    let partitions = partitions_module(partitions);
    quote! {
        #![doc = " Clients of services."]
        #![forbid(unsafe_code)]
        #![allow(
            dead_code,
            deprecated,
            missing_docs,
            unused_imports,
            clippy::all,
            reason = "all that a model has is generated, whoever takes it; names and documentation follow the model"
        )]

        #partitions
        #(#[rustfmt::skip] pub mod #modules;)*
    }
}

fn partitions_module(partitions: bool) -> Option<TokenStream> {
    partitions.then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod partitions;
        }
    })
}
