//! Authentication schemes.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::AuthOptionPlan;

/// The options as a static list.
pub fn auth_options(options: &[AuthOptionPlan]) -> TokenStream {
    let options = options.iter().map(|option| {
        let scheme = ident(&option.scheme);
        let properties = option.properties.iter().map(|(name, value)| quote!((#name, #value)));
        quote! {
            tinsmith_runtime::generated::AuthOption::new(&tinsmith_runtime::generated::auth::#scheme, &[#(#properties),*])
        }
    });
    quote!(&[#(#options),*])
}
