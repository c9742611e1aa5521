//! Authentication schemes.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::scope::Scope;
use crate::plan::AuthOptionPlan;

/// The options as a static list.
pub fn auth_options(scope: &Scope<'_>, options: &[AuthOptionPlan]) -> TokenStream {
    if options.is_empty() {
        return quote!(&[]);
    }
    let (option, auth) = (scope.runtime("AuthOption"), scope.generated("auth"));
    let options = options.iter().map(|plan| {
        let scheme = ident(&plan.scheme);
        let properties = plan.properties.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(#option::new(&#auth::#scheme, &[#(#properties),*]))
    });
    quote!(&[#(#options),*])
}
