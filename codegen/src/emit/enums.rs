//! Enums of strings and integers.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::{deprecated, docs};
use super::{ident, plain};
use crate::plan::EnumPlan;

/// The file of a string enum.
pub fn string_enum(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let definition =
        definition(plan, &plain("as_str"), &quote!(String), " A value that the model does not know, as it is.");
    let variants: Vec<Ident> = plan.values.iter().map(|value| ident(&value.name)).collect();
    let values: Vec<&str> = plan.values.iter().map(|value| value.value.as_str().unwrap_or_default()).collect();
    quote! {
        use tinsmith_runtime::value;

        #definition

        impl #name {
            #[doc = " All values that the model knows."]
            pub const VALUES: &'static [&'static str] = &[#(#values),*];

            #[doc = " The value on the wire."]
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(value.to_owned()),
                }
            }
        }

        impl From<String> for #name {
            #[inline]
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl value::StringEnum for #name {
            #[inline]
            fn as_str(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn set(&mut self, value: &str) {
                *self = Self::from(value);
            }
        }

        impl value::Value for #name {
            #[inline]
            fn empty() -> Self {
                Self::Unknown(String::new())
            }

            #[inline]
            fn view(&self) -> value::View<'_> {
                value::View::String(self.as_str())
            }

            #[inline]
            fn slot(&mut self) -> value::Slot<'_> {
                value::Slot::Enum(self)
            }
        }
    }
}

/// The file of an integer enum.
pub fn int_enum(plan: &EnumPlan) -> TokenStream {
    let name = ident(&plan.name);
    let definition = definition(plan, &plain("value"), &quote!(i32), " A value that the model does not know.");
    let variants: Vec<Ident> = plan.values.iter().map(|value| ident(&value.name)).collect();
    let values: Vec<TokenStream> = plan
        .values
        .iter()
        .map(|value| {
            let value = value.value.as_i64().unwrap_or_default();
            let digits = Literal::u64_unsuffixed(value.unsigned_abs());
            if value < 0 { quote!(-#digits) } else { quote!(#digits) }
        })
        .collect();
    quote! {
        use tinsmith_runtime::value;

        #definition

        impl #name {
            #[doc = " All values that the model knows."]
            pub const VALUES: &'static [i32] = &[#(#values),*];

            #[doc = " The value on the wire."]
            #[inline]
            #[must_use]
            pub fn value(&self) -> i32 {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl From<i32> for #name {
            #[inline]
            fn from(value: i32) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        impl value::IntEnum for #name {
            #[inline]
            fn value(&self) -> i32 {
                self.value()
            }

            #[inline]
            fn set(&mut self, value: i32) {
                *self = Self::from(value);
            }
        }

        impl value::Value for #name {
            #[inline]
            fn empty() -> Self {
                Self::from(0)
            }

            #[inline]
            fn view(&self) -> value::View<'_> {
                value::View::Integer(self.value().into())
            }

            #[inline]
            fn slot(&mut self) -> value::Slot<'_> {
                value::Slot::IntEnum(self)
            }
        }
    }
}

/// The enum, equal where it is the same on the wire: so structures compare their members as well.
fn definition(plan: &EnumPlan, wire: &Ident, unknown: &TokenStream, unknown_docs: &str) -> TokenStream {
    let name = ident(&plan.name);
    let documentation = docs(&plan.docs);
    let deprecation = deprecated(plan.deprecated.as_ref());
    let variants = plan.values.iter().map(|value| {
        let (name, documentation) = (ident(&value.name), docs(&value.docs));
        let deprecation = deprecated(value.deprecated.as_ref());
        quote!(#documentation #deprecation #name,)
    });
    quote! {
        #documentation
        #deprecation
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = #unknown_docs]
            Unknown(#unknown),
        }

        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                PartialEq::eq(&self.#wire(), &other.#wire())
            }
        }

        impl Eq for #name {}

        impl std::hash::Hash for #name {
            #[inline]
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.#wire().hash(state);
            }
        }
    }
}
