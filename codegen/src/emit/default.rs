//! Values that members begin as.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use super::member_schema::float;
use super::scope::Scope;
use crate::plan::{DefaultValue, Type};

/// The default of a member of this type.
pub fn default_value(scope: &Scope<'_>, ty: &Type, default: &DefaultValue) -> TokenStream {
    if let Type::Sensitive(inner) = ty {
        let value = default_value(scope, inner, default);
        return quote!(tinsmith_runtime::types::Sensitive::new(#value));
    }
    match default {
        DefaultValue::Empty => quote!(value::Value::empty()),
        DefaultValue::Boolean(value) => quote!(#value),
        DefaultValue::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(#value)
        }
        DefaultValue::Float(value) => float(*value),
        DefaultValue::String(value) => quote!(#value.to_owned()),
        DefaultValue::Blob(bytes) => {
            let bytes = Literal::byte_string(bytes);
            match ty {
                Type::ByteStream => quote!(tinsmith_runtime::types::ByteStream::from(#bytes.as_slice())),
                _ => quote!(tinsmith_runtime::types::Blob::from(#bytes)),
            }
        }
        DefaultValue::Timestamp(seconds) => {
            let seconds = Literal::i64_unsuffixed(*seconds);
            quote!(tinsmith_runtime::timestamp::Timestamp::from_unix_seconds(#seconds))
        }
        DefaultValue::Variant(ty, variant) => {
            let (ty, variant) = (scope.shape(ty), ident(variant));
            quote!(#ty::#variant)
        }
        DefaultValue::Document(value) => document(value),
    }
}

fn document(value: &serde_json::Value) -> TokenStream {
    let document = quote!(tinsmith_runtime::types::Document);
    match value {
        serde_json::Value::Null => quote!(#document::Null),
        serde_json::Value::Bool(value) => quote!(#document::from(#value)),
        serde_json::Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(value), _) => quote!(#document::from(#value)),
            (None, Some(value)) => quote!(#document::from(#value)),
            _ => {
                let value = float(number.as_f64().unwrap_or_default());
                quote!(#document::from(#value))
            }
        },
        serde_json::Value::String(value) => quote!(#document::from(#value)),
        serde_json::Value::Array(elements) => {
            let elements = elements.iter().map(self::document);
            quote!(#document::Array(vec![#(#elements),*]))
        }
        serde_json::Value::Object(entries) if entries.is_empty() => {
            quote!(#document::Object(tinsmith_runtime::types::Object::new()))
        }
        serde_json::Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = self::document(value);
                quote!((#key, #value))
            });
            quote!(#document::Object(tinsmith_runtime::types::Object::from_iter([#(#entries),*])))
        }
    }
}
