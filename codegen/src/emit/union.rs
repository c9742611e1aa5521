//! Unions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::{deprecated, docs};
use super::ident;
use super::member_schema::member;
use super::scope::{Scope, form};
use super::structure::{debug, equality, with_traits};
use super::types::{argument, ty};
use crate::plan::{MemberPlan, UnionPlan};

/// The file of a union.
pub fn union(module: &TokenStream, plan: &UnionPlan) -> TokenStream {
    let scope = &Scope::new(module, Some(&plan.name));
    scope.runtime_module("schema");
    scope.runtime_module("value");
    let name = ident(&plan.name);
    let documentation = docs(&plan.docs);
    let deprecation = deprecated(plan.deprecated.as_ref());
    let variants = plan.variants.iter().map(|variant| {
        let (name, documentation, ty) = (ident(&variant.name), docs(&variant.docs), ty(scope, &variant.ty));
        let deprecation = deprecated(variant.deprecated.as_ref());
        quote!(#documentation #deprecation #name(#ty),)
    });
    let variants: Vec<TokenStream> = variants.collect();
    let constructors: Vec<TokenStream> = plan.variants.iter().map(|variant| constructor(scope, variant)).collect();
    let id = &plan.id;
    let members = plan.variants.iter().map(|variant| member(&variant.schema));
    let base = quote!(schema::Schema::union(#id, &[#(#members),*]));
    let schema = with_traits(base, plan.xml_name.as_ref(), plan.xml_namespace.as_ref(), None);
    let modeled = modeled(&name, &plan.variants, &schema);
    let (debug, equality) = (debug(&name), equality(&name));
    let imports = scope.imports();
    quote! {
        #imports

        #documentation
        #deprecation
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A member that the model does not know, by its name; it can be received, not sent."]
            Unknown(String),
        }

        impl #name {
            #(#constructors)*
        }

        #modeled
        #debug
        #equality
    }
}

fn constructor(scope: &Scope<'_>, plan: &MemberPlan) -> TokenStream {
    let (variant, method) = (ident(&plan.name), ident(&plan.method));
    let form = form(None);
    let taken = argument(scope, &plan.ty, &super::plain("value"), &form);
    let (ty, made, form) = (taken.ty, taken.value, taken.has_form.then(|| quote!(<#form>)));
    // Names without letters are the same in both cases.
    let kind = if plan.name == plan.method { "variant@" } else { "" };
    let documentation = format!(" Holds [`{0}`]({kind}Self::{0}).", plan.name.plain());
    let deprecation = deprecated(plan.deprecated.as_ref());
    quote! {
        #[doc = #documentation]
        #deprecation
        #[inline]
        #[must_use]
        pub fn #method #form(value: #ty) -> Self {
            Self::#variant(#made)
        }
    }
}

fn modeled(name: &Ident, variants: &[MemberPlan], schema: &TokenStream) -> TokenStream {
    let names: Vec<Ident> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let indices: Vec<Literal> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    quote! {
        impl tinsmith_runtime::Modeled for #name {
            const SCHEMA: &'static schema::Schema = &#schema;

            #[inline]
            fn empty() -> Self {
                Self::Unknown(String::new())
            }

            #[inline]
            fn member(&self, index: usize) -> Option<value::View<'_>> {
                Some(match (index, self) {
                    #((#indices, Self::#names(value)) => value::Value::view(value),)*
                    _ => return None,
                })
            }

            #[inline]
            fn member_mut(&mut self, index: usize) -> Option<value::Slot<'_>> {
                match (index, &*self) {
                    #((#indices, Self::#names(_)))|* => {}
                    #((#indices, _) => *self = Self::#names(value::Value::empty()),)*
                    _ => return None,
                }
                Some(match self {
                    #(Self::#names(value) => value::Value::slot(value),)*
                    Self::Unknown(_) => return None,
                })
            }

            #[inline]
            fn unknown_member(&self) -> Option<&str> {
                match self {
                    Self::Unknown(name) => Some(name),
                    _ => None,
                }
            }

            #[inline]
            fn set_unknown_member(&mut self, name: &str) {
                *self = Self::Unknown(name.to_owned());
            }
        }
    }
}
