//! Types, and how setters and constructors take them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::scope::Scope;
use crate::plan::Type;

/// The type as it stands in a field.
pub fn ty(scope: &Scope<'_>, of: &Type) -> TokenStream {
    match of {
        Type::Boolean => quote!(bool),
        Type::Byte => quote!(i8),
        Type::Short => quote!(i16),
        Type::Integer => quote!(i32),
        Type::Long => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::BigNumber => scope.runtime("BigNumber"),
        Type::String => quote!(String),
        Type::Blob => scope.runtime("Blob"),
        Type::ByteStream => scope.runtime("ByteStream"),
        Type::Timestamp => scope.runtime("Timestamp"),
        Type::Document => scope.runtime("Document"),
        Type::Unit => quote!(()),
        Type::Structure(name) | Type::Enum(name) => scope.shape(name),
        Type::List(element) => {
            let element = ty(scope, element);
            quote!(Vec<#element>)
        }
        Type::Map(value) => {
            let value = ty(scope, value);
            quote!(std::collections::HashMap<String, #value>)
        }
        Type::Optional(inner) => {
            let inner = ty(scope, inner);
            quote!(Option<#inner>)
        }
        Type::Sensitive(inner) => {
            let (sensitive, inner) = (scope.runtime("Sensitive"), ty(scope, inner));
            quote!(#sensitive<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = ty(scope, inner);
            quote!(Box<#inner>)
        }
    }
}

/// How an argument is taken.
pub struct Argument {
    /// The type of the parameter.
    pub ty: TokenStream,
    /// Whether that has the type parameter for its form in it.
    pub has_form: bool,
    /// The value of the member, made of the parameter.
    pub value: TokenStream,
}

/// The argument of this name for a member that must be there.
pub fn argument(scope: &Scope<'_>, of: &Type, name: &Ident, form: &Ident) -> Argument {
    let plainly = |ty, value| Argument { ty, has_form: false, value };
    match of {
        _ if is_exact(of) => plainly(ty(scope, of), quote!(#name)),
        // Elements that nothing else turns into: so the type of an empty list is known.
        Type::List(element) if is_exact(element) => {
            let (element, list) = (ty(scope, element), scope.generated("list"));
            plainly(quote!(impl IntoIterator<Item = #element>), quote!(#list(#name)))
        }
        _ if is_collection(of) => {
            let (of, taken, made) = (ty(scope, of), scope.runtime("IntoCollection"), scope.generated("collection"));
            Argument { ty: quote!(impl #taken<#of, #form>), has_form: true, value: quote!(#made(#name)) }
        }
        _ => {
            let ty = ty(scope, of);
            plainly(quote!(impl Into<#ty>), quote!(#name.into()))
        }
    }
}

/// How an optional member is set: what its setter takes, and the statement with `value` for that.
pub fn optional_argument(scope: &Scope<'_>, of: &Type, field: &Ident) -> Argument {
    let set = |name| {
        let set = scope.generated(name);
        quote!(#set(&mut self.#field, value))
    };
    match of {
        Type::Boxed(inner) => {
            let (taken, inner) = (scope.runtime("IntoBoxed"), ty(scope, inner));
            Argument { ty: quote!(impl #taken<#inner>), has_form: false, value: set("set_boxed") }
        }
        _ if is_exact(of) => {
            let ty = ty(scope, of);
            Argument { ty: quote!(impl Into<Option<#ty>>), has_form: false, value: quote!(self.#field = value.into()) }
        }
        _ => {
            let (taken, set) = if is_collection(of) {
                (scope.runtime("IntoOptionalCollection"), set("set_collection"))
            } else {
                (scope.runtime("IntoOptional"), set("set"))
            };
            let of = ty(scope, of);
            Argument { ty: quote!(impl #taken<#of, Form>), has_form: true, value: set }
        }
    }
}

/// Whether nothing but the type itself turns into it, or nothing that is worth a longer signature.
fn is_exact(of: &Type) -> bool {
    matches!(
        of,
        Type::Boolean
            | Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::Float
            | Type::Double
            | Type::Unit
            | Type::Structure(_)
    )
}

fn is_collection(of: &Type) -> bool {
    match of {
        Type::List(_) | Type::Map(_) => true,
        Type::Sensitive(inner) => is_collection(inner),
        _ => false,
    }
}
