//! Types, and how setters and constructors take them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;
use crate::plan::Type;

/// The type as it stands in a field.
pub fn ty(module: &Ident, of: &Type) -> TokenStream {
    match of {
        Type::Boolean => quote!(bool),
        Type::Byte => quote!(i8),
        Type::Short => quote!(i16),
        Type::Integer => quote!(i32),
        Type::Long => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::BigNumber => quote!(tinsmith_runtime::types::BigNumber),
        Type::String => quote!(String),
        Type::Blob => quote!(tinsmith_runtime::types::Blob),
        Type::ByteStream => quote!(tinsmith_runtime::types::ByteStream),
        Type::Timestamp => quote!(tinsmith_runtime::timestamp::Timestamp),
        Type::Document => quote!(tinsmith_runtime::types::Document),
        Type::Unit => quote!(()),
        Type::Structure(name) | Type::Enum(name) => {
            let name = ident(name);
            quote!(crate::#module::#name)
        }
        Type::List(element) => {
            let element = ty(module, element);
            quote!(Vec<#element>)
        }
        Type::Map(value) => {
            let value = ty(module, value);
            quote!(std::collections::HashMap<String, #value>)
        }
        Type::Optional(inner) => {
            let inner = ty(module, inner);
            quote!(Option<#inner>)
        }
        Type::Sensitive(inner) => {
            let inner = ty(module, inner);
            quote!(tinsmith_runtime::types::Sensitive<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = ty(module, inner);
            quote!(Box<#inner>)
        }
    }
}

/// How a parameter of this name takes a value of the type, and the expression that makes the type of it.
pub fn parameter(module: &Ident, of: &Type, name: &Ident) -> (TokenStream, TokenStream) {
    match of {
        Type::Boolean
        | Type::Byte
        | Type::Short
        | Type::Integer
        | Type::Long
        | Type::Float
        | Type::Double
        | Type::Unit => (ty(module, of), quote!(#name)),
        Type::Structure(_) => (ty(module, of), quote!(#name)),
        Type::List(element) => {
            let element = ty(module, element);
            (quote!(impl IntoIterator<Item = impl Into<#element>>), quote!(tinsmith_runtime::generated::list(#name)))
        }
        Type::Map(value) => {
            let value = ty(module, value);
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#value>)>),
                quote!(tinsmith_runtime::generated::map(#name)),
            )
        }
        Type::Sensitive(inner) if matches!(**inner, Type::List(_) | Type::Map(_)) => {
            let (parameter, value) = parameter(module, inner, name);
            (parameter, quote!(tinsmith_runtime::types::Sensitive::new(#value)))
        }
        _ => {
            let ty = ty(module, of);
            (quote!(impl Into<#ty>), quote!(#name.into()))
        }
    }
}
