//! The errors of a service as one enum.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::plan::Plan;

/// The file of the service's exception and error.
pub fn exception(module: &TokenStream, plan: &Plan) -> TokenStream {
    let names: Vec<TokenStream> = plan
        .exceptions
        .iter()
        .map(|exception| {
            let name = ident(&exception.name);
            quote!(#module::#name)
        })
        .collect();
    let variants: Vec<Ident> = plan.exceptions.iter().map(|exception| ident(&exception.variant)).collect();
    let docs = plan.exceptions.iter().map(|exception| format!(" `{}` on the wire.", exception.code));
    let indices: Vec<Literal> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let title = format!(" The errors that the model of {} knows.", plan.service.sdk_id);
    let error = format!(" What a call of {} fails with.", plan.service.sdk_id);
    let (shared, exclusive, made, index) = if variants.is_empty() {
        (quote!(match *self {}), quote!(match *self {}), quote!(None), quote!(_index))
    } else {
        (
            quote!(match self { #(Self::#variants(error) => &**error,)* }),
            quote!(match self { #(Self::#variants(error) => &mut **error,)* }),
            quote!(Some(match index { #(#indices => Self::#variants(value::Value::empty()),)* _ => return None })),
            quote!(index),
        )
    };
    let import = (!variants.is_empty()).then(|| {
        quote!(
            use tinsmith_runtime::value;
        )
    });
    quote! {
        #import

        #[doc = #error]
        pub type Error = tinsmith_runtime::Error<Exception>;

        #[doc = #title]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Exception {
            #(#[doc = #docs] #variants(Box<#names>),)*
        }

        impl std::fmt::Display for Exception {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                tinsmith_runtime::generated::display_error(tinsmith_runtime::Exception::structure(self), f)
            }
        }

        impl std::error::Error for Exception {}

        impl tinsmith_runtime::Exception for Exception {
            const SCHEMAS: &'static [&'static tinsmith_runtime::Schema] = &[#(<#names as tinsmith_runtime::Modeled>::SCHEMA),*];

            #[inline]
            fn empty(#index: usize) -> Option<Self> {
                #made
            }

            #[inline]
            fn structure(&self) -> &dyn tinsmith_runtime::Structure {
                #shared
            }

            #[inline]
            fn structure_mut(&mut self) -> &mut dyn tinsmith_runtime::Structure {
                #exclusive
            }
        }
    }
}
