//! Structures and errors.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::docs::{deprecated, docs};
use super::member_schema::{float, member, xml_namespace};
use super::types::{parameter, ty};
use super::{ident, plain};
use crate::model::Simple;
use crate::plan::{DefaultValue, ErrorPlan, Kind, MemberPlan, Presence, StructurePlan, Type, XmlNamespace};

/// The file of a structure.
pub fn structure(module: &Ident, plan: &StructurePlan) -> TokenStream {
    let name = ident(&plan.name);
    let documentation = docs(&plan.docs);
    let deprecation = deprecated(plan.deprecated.as_ref());
    let fields = plan.members.iter().map(|member| field(module, member));
    let all_optional = plan.members.iter().all(|member| matches!(member.presence, Presence::Optional));
    // A stream can be neither copied nor compared.
    let streams = plan.members.iter().any(|member| member.schema.streaming);
    let derives = (!streams).then(|| quote!(#[derive(Clone)]));
    let equality = (!streams).then(|| equality(&name));
    let default = (all_optional && !streams).then(|| default(&name));
    let inherent = inherent(module, plan);
    let error = plan.error.is_some().then(|| error(&name));
    let credentials = carries_credentials(plan).then(|| credentials(&name));
    let submodules: Vec<Ident> = submodules(plan).iter().map(|name| plain(name)).collect();
    let modeled = submodules.is_empty().then(|| modeled(module, &name.to_token_stream(), plan));
    let debug = debug(&name);
    let imports = submodules.is_empty().then(|| {
        quote!(
            use tinsmith_runtime::{schema, value};
        )
    });
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

fn field(module: &Ident, plan: &MemberPlan) -> TokenStream {
    let name = ident(&plan.name);
    let documentation = docs(&plan.docs);
    let deprecation = deprecated(plan.deprecated.as_ref());
    let inner = ty(module, &plan.ty);
    let ty = if matches!(plan.presence, Presence::Optional) { quote!(Option<#inner>) } else { inner };
    quote! {
        #documentation
        #deprecation
        pub #name: #ty,
    }
}

fn inherent(module: &Ident, plan: &StructurePlan) -> TokenStream {
    let name = ident(&plan.name);
    let required: Vec<&MemberPlan> =
        plan.members.iter().filter(|member| matches!(member.presence, Presence::Required)).collect();
    let (mut parameters, mut values) = (Vec::new(), Vec::new());
    for member in &required {
        let field = ident(&member.name);
        let (taken, value) = parameter(module, &member.ty, &field);
        parameters.push(quote!(#field: #taken));
        let as_it_is = field == value.to_string();
        values.push(if as_it_is { quote!(#field) } else { quote!(#field: #value) });
    }
    let made = if required.is_empty() {
        quote!(tinsmith_runtime::Modeled::empty())
    } else {
        let rest = plan.members.iter().filter(|member| !matches!(member.presence, Presence::Required));
        values.extend(rest.map(|member| absent(module, member)));
        quote!(Self { #(#values),* })
    };
    let constructor_docs = if required.is_empty() {
        " With nothing set."
    } else {
        " With what the model requires; everything else is not set."
    };
    let setters = if plan.members.len() > MEMBERS_IN_A_FILE { Vec::new() } else { setters(module, plan) };
    quote! {
        impl #name {
            #[doc = #constructor_docs]
            #[inline]
            pub fn new(#(#parameters),*) -> Self {
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
    let files = optional(plan).count().div_ceil(MEMBERS_IN_A_FILE);
    std::iter::once("members".to_owned()).chain((1..=files).map(|number| format!("setters_{number}"))).collect()
}

/// The file of one of them.
pub fn submodule(module: &Ident, plan: &StructurePlan, position: usize) -> TokenStream {
    let name = ident(&plan.name);
    let path = quote!(crate::#module::#name);
    let Some(before) = position.checked_sub(1) else {
        let modeled = modeled(module, &path, plan);
        return quote! {
            use tinsmith_runtime::{schema, value};

            #modeled
        };
    };
    let members = optional(plan).skip(before * MEMBERS_IN_A_FILE).take(MEMBERS_IN_A_FILE);
    let setters = members.map(|member| setter(module, member));
    quote!(impl #path { #(#setters)* })
}

fn optional(plan: &StructurePlan) -> impl Iterator<Item = &MemberPlan> {
    plan.members.iter().filter(|member| !matches!(member.presence, Presence::Required))
}

fn setters(module: &Ident, plan: &StructurePlan) -> Vec<TokenStream> {
    optional(plan).map(|member| setter(module, member)).collect()
}

fn setter(module: &Ident, plan: &MemberPlan) -> TokenStream {
    let (field, method) = (ident(&plan.name), ident(&plan.method));
    let (taken, value) = parameter(module, &plan.ty, &plain("value"));
    let set = match (&plan.presence, &plan.ty) {
        (Presence::Optional, Type::List(_)) => quote!(tinsmith_runtime::generated::set_list(&mut self.#field, value)),
        (Presence::Optional, Type::Map(_)) => quote!(tinsmith_runtime::generated::set_map(&mut self.#field, value)),
        (Presence::Optional, Type::Sensitive(inner)) if matches!(**inner, Type::List(_) | Type::Map(_)) => {
            quote!(self.#field = Some(#value))
        }
        (Presence::Optional, _) => quote!(tinsmith_runtime::generated::set(&mut self.#field, value)),
        _ => quote!(self.#field = #value),
    };
    let documentation = format!(" Sets [`{0}`](Self::{0}).", plan.name.plain());
    let deprecation = deprecated(plan.deprecated.as_ref());
    quote! {
        #[doc = #documentation]
        #deprecation
        #[inline]
        pub fn #method(mut self, value: #taken) -> Self {
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

fn modeled(module: &Ident, name: &TokenStream, plan: &StructurePlan) -> TokenStream {
    let schema = schema(plan);
    let empty = plan.members.iter().map(|member| absent(module, member));
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
fn absent(module: &Ident, plan: &MemberPlan) -> TokenStream {
    let field = ident(&plan.name);
    let value = match &plan.presence {
        Presence::Required => quote!(value::Value::empty()),
        Presence::Optional => quote!(None),
        Presence::Default(default) => default_value(module, &plan.ty, default),
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

fn default_value(module: &Ident, ty: &Type, default: &DefaultValue) -> TokenStream {
    if let Type::Sensitive(inner) = ty {
        let value = default_value(module, inner, default);
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
            let (ty, variant) = (ident(ty), ident(variant));
            quote!(crate::#module::#ty::#variant)
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
