//! Structures and errors.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::default::default_value;
use super::docs::{deprecated, docs};
use super::member_schema::{member, xml_namespace};
use super::scope::{Scope, form};
use super::types::{argument, optional_argument, ty};
use super::{ident, plain};
use crate::model::Simple;
use crate::plan::{ErrorPlan, Kind, MemberPlan, Presence, StructurePlan, XmlNamespace};

/// The file of a structure.
pub fn structure(module: &TokenStream, plan: &StructurePlan) -> TokenStream {
    let scope = &Scope::new(module, Some(&plan.name));
    let name = ident(&plan.name);
    let documentation = docs(&plan.docs);
    let deprecation = deprecated(plan.deprecated.as_ref());
    let fields = plan.members.iter().map(|member| field(scope, member)).collect::<Vec<_>>();
    let all_optional = plan.members.iter().all(|member| matches!(member.presence, Presence::Optional));
    // A stream can be neither copied nor compared.
    let streams = plan.members.iter().any(|member| member.schema.streaming);
    let derives = (!streams).then(|| quote!(#[derive(Clone)]));
    let equality = (!streams).then(|| equality(&name));
    let default = (all_optional && !streams).then(|| default(&name));
    let inherent = inherent(scope, plan);
    let error = plan.error.is_some().then(|| error(&name));
    let credentials = carries_credentials(plan).then(|| credentials(&name));
    let submodules: Vec<Ident> = submodules(plan).iter().map(|name| plain(name)).collect();
    let modeled = submodules.is_empty().then(|| modeled(scope, &name.to_token_stream(), plan));
    let debug = debug(&name);
    let imports = scope.imports();
    quote! {
        #imports

        #(mod #submodules;)*

        #documentation
        #deprecation
        #derives
        #[must_use]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        #inherent
        #modeled
        #debug
        #equality
        #default
        #error
        #credentials
    }
}

fn field(scope: &Scope<'_>, plan: &MemberPlan) -> TokenStream {
    let name = ident(&plan.name);
    let documentation = docs(&plan.docs);
    let deprecation = deprecated(plan.deprecated.as_ref());
    let inner = ty(scope, &plan.ty);
    let ty = if matches!(plan.presence, Presence::Optional) { quote!(Option<#inner>) } else { inner };
    quote! {
        #documentation
        #deprecation
        pub #name: #ty,
    }
}

fn inherent(scope: &Scope<'_>, plan: &StructurePlan) -> TokenStream {
    let name = ident(&plan.name);
    let required: Vec<&MemberPlan> =
        plan.members.iter().filter(|member| matches!(member.presence, Presence::Required)).collect();
    let (mut forms, mut parameters, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for member in &required {
        let (field, form) = (ident(&member.name), form(Some(forms.len() + 1)));
        let taken = argument(scope, &member.ty, &field, &form);
        let ty = taken.ty;
        parameters.push(quote!(#field: #ty));
        let value = taken.value;
        values.push(if field == value.to_string() { quote!(#field) } else { quote!(#field: #value) });
        forms.extend(taken.has_form.then_some(form));
    }
    let forms = (!forms.is_empty()).then(|| quote!(<#(#forms),*>));
    let made = if required.is_empty() {
        quote!(tinsmith_runtime::Modeled::empty())
    } else {
        let rest = plan.members.iter().filter(|member| !matches!(member.presence, Presence::Required));
        values.extend(rest.map(|member| absent(scope, member)));
        quote!(Self { #(#values),* })
    };
    let constructor_docs = if required.is_empty() {
        " With nothing set."
    } else {
        " With what the model requires; everything else is not set."
    };
    let setters = if plan.members.len() > MEMBERS_IN_A_FILE { Vec::new() } else { setters(scope, &plan.members) };
    quote! {
        impl #name {
            #[doc = #constructor_docs]
            #[inline]
            pub fn new #forms(#(#parameters),*) -> Self {
                #made
            }

            #(#setters)*
        }
    }
}

/// A structure with more members than this has its setters and accessors in files of their own: none is too long to read.
const MEMBERS_IN_A_FILE: usize = 200;

/// The modules that the structure's own file has no room for, by name.
pub fn submodules(plan: &StructurePlan) -> Vec<String> {
    if plan.members.len() <= MEMBERS_IN_A_FILE {
        return Vec::new();
    }
    let files = plan.members.len().div_ceil(MEMBERS_IN_A_FILE);
    std::iter::once("members".to_owned()).chain((1..=files).map(|number| format!("setters_{number}"))).collect()
}

/// The file of one of them.
pub fn submodule(module: &TokenStream, plan: &StructurePlan, position: usize) -> TokenStream {
    let scope = &Scope::new(module, None);
    let path = scope.path(&ident(&plan.name));
    let items = match position.checked_sub(1) {
        None => modeled(scope, &path, plan),
        Some(before) => {
            let members = plan.members.chunks(MEMBERS_IN_A_FILE).nth(before).unwrap_or_default();
            let setters = setters(scope, members);
            quote!(impl #path { #(#setters)* })
        }
    };
    let imports = scope.imports();
    quote! {
        #imports

        #items
    }
}

fn setters(scope: &Scope<'_>, members: &[MemberPlan]) -> Vec<TokenStream> {
    members.iter().map(|member| setter(scope, member)).collect()
}

fn setter(scope: &Scope<'_>, plan: &MemberPlan) -> TokenStream {
    let (field, method, form) = (ident(&plan.name), ident(&plan.method), form(None));
    let (taken, set) = if matches!(plan.presence, Presence::Optional) {
        let taken = optional_argument(scope, &plan.ty, &field);
        let set = taken.value.clone();
        (taken, set)
    } else {
        let taken = argument(scope, &plan.ty, &plain("value"), &form);
        let value = &taken.value;
        let set = quote!(self.#field = #value);
        (taken, set)
    };
    let (ty, form) = (taken.ty, taken.has_form.then(|| quote!(<#form>)));
    let documentation = format!(" Sets [`{0}`](Self::{0}).", plan.name.plain());
    let deprecation = deprecated(plan.deprecated.as_ref());
    quote! {
        #[doc = #documentation]
        #deprecation
        #[inline]
        pub fn #method #form(mut self, value: #ty) -> Self {
            #set;
            self
        }
    }
}

fn schema(plan: &StructurePlan) -> TokenStream {
    let id = &plan.id;
    let members = plan.members.iter().map(|plan| member(&plan.schema));
    let base = quote!(schema::Schema::structure(#id, &[#(#members),*]));
    with_traits(base, plan.xml_name.as_ref(), plan.xml_namespace.as_ref(), plan.error.as_ref())
}

/// A schema with the traits that stand on the shape itself.
pub fn with_traits(
    base: TokenStream,
    xml_name: Option<&String>,
    namespace: Option<&XmlNamespace>,
    error: Option<&ErrorPlan>,
) -> TokenStream {
    let xml_name = xml_name.map(|name| quote!(.with_xml_name(#name)));
    let namespace = namespace.map(xml_namespace).map(|namespace| quote!(.with_xml_namespace(#namespace)));
    let error = error.map(|ErrorPlan { code, retryable, throttling }| {
        let retries = match (retryable, throttling) {
            (_, true) => Some(quote!(.throttling())),
            (true, false) => Some(quote!(.retryable())),
            (false, false) => None,
        };
        quote!(.with_error(schema::ErrorTraits::new(#code) #retries))
    });
    quote!(#base #xml_name #namespace #error)
}

fn modeled(scope: &Scope<'_>, name: &TokenStream, plan: &StructurePlan) -> TokenStream {
    scope.runtime_module("schema");
    scope.runtime_module("value");
    let schema = schema(plan);
    let empty = plan.members.iter().map(|member| absent(scope, member));
    let fields: Vec<Ident> = plan.members.iter().map(|member| ident(&member.name)).collect();
    let indices: Vec<Literal> = (0..fields.len()).map(Literal::usize_unsuffixed).collect();
    let index = if fields.is_empty() { plain("_index") } else { plain("index") };
    let (shared, exclusive) = if fields.is_empty() {
        (quote!(None), quote!(None))
    } else {
        (
            quote!(Some(match index { #(#indices => value::Value::view(&self.#fields),)* _ => return None })),
            quote!(Some(match index { #(#indices => value::Value::slot(&mut self.#fields),)* _ => return None })),
        )
    };
    quote! {
        impl tinsmith_runtime::Modeled for #name {
            const SCHEMA: &'static schema::Schema = &#schema;

            #[inline]
            fn empty() -> Self {
                Self { #(#empty,)* }
            }

            #[inline]
            fn member(&self, #index: usize) -> Option<value::View<'_>> {
                #shared
            }

            #[inline]
            fn member_mut(&mut self, #index: usize) -> Option<value::Slot<'_>> {
                #exclusive
            }
        }
    }
}

/// A field as it is before anything is set.
fn absent(scope: &Scope<'_>, plan: &MemberPlan) -> TokenStream {
    let field = ident(&plan.name);
    let value = match &plan.presence {
        Presence::Required => quote!(value::Value::empty()),
        Presence::Optional => quote!(None),
        Presence::Default(default) => default_value(scope, &plan.ty, default),
    };
    quote!(#field: #value)
}

/// Not derived: that would be a function as long as the structure once more.
fn default(name: &Ident) -> TokenStream {
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self {
                tinsmith_runtime::Modeled::empty()
            }
        }
    }
}

/// What structures and unions print: the runtime redacts.
pub fn debug(name: &Ident) -> TokenStream {
    quote! {
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                tinsmith_runtime::generated::debug(self, f)
            }
        }
    }
}

/// Not derived: a function as long as the structure once more.
pub fn equality(name: &Ident) -> TokenStream {
    quote! {
        impl PartialEq for #name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                tinsmith_runtime::generated::equal(self, other)
            }
        }
    }
}

/// Whether it has an access key, its secret and a session token, by the names that AWS's services give them.
fn carries_credentials(plan: &StructurePlan) -> bool {
    let has = |names: &[&str]| {
        let is_one = |member: &&MemberPlan| names.iter().any(|name| member.schema.name.eq_ignore_ascii_case(name));
        let member = plan.members.iter().find(is_one);
        member.is_some_and(|member| matches!(member.schema.kind, Kind::Simple(Simple::String)))
    };
    has(&["accessKeyId"]) && has(&["secretAccessKey", "secretKey"]) && has(&["sessionToken"])
}

/// Into what clients sign with.
fn credentials(name: &Ident) -> TokenStream {
    quote! {
        impl TryFrom<&#name> for tinsmith_runtime::credentials::Credentials {
            type Error = tinsmith_runtime::credentials::CredentialsError;

            #[inline]
            fn try_from(carrier: &#name) -> Result<Self, Self::Error> {
                tinsmith_runtime::generated::credentials(carrier)
            }
        }
    }
}

fn error(name: &Ident) -> TokenStream {
    quote! {
        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                tinsmith_runtime::generated::display_error(self, f)
            }
        }

        impl std::error::Error for #name {}
    }
}
