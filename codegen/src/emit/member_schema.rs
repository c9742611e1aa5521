//! Static descriptions of members.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::plain;
use crate::model::Simple;
use crate::plan::{Binding, Constraints, Kind, MemberSchema, TimestampFormat, XmlNamespace, XmlTraits};

/// A `Member`: its kind, then its traits as a chain.
pub fn member(schema: &MemberSchema) -> TokenStream {
    let name = &schema.name;
    let element = schema.element.as_deref().map(member);
    let key = schema.key.as_deref().map(member);
    let base = match (key, element) {
        (Some(key), Some(value)) => quote!(schema::Member::map(#name, &#key, &#value)),
        (None, Some(element)) => quote!(schema::Member::list(#name, &#element)),
        _ => {
            let constructor = plain(constructor(schema.kind));
            quote!(schema::Member::#constructor(#name))
        }
    };
    let flags = [
        ("required", schema.required),
        ("sensitive", schema.sensitive),
        ("sparse", schema.sparse),
        ("idempotency_token", schema.idempotency_token),
        ("host_label", schema.host_label),
        ("streaming", schema.streaming),
        ("requires_length", schema.requires_length),
    ];
    let mut traits: Vec<TokenStream> = flags
        .into_iter()
        .filter(|(_, set)| *set)
        .map(|(flag, _)| {
            let flag = plain(flag);
            quote!(.#flag())
        })
        .collect();
    if schema.binding != Binding::Body {
        let location = location(&schema.binding);
        traits.push(quote!(.at(schema::Location::#location)));
    }
    if let Some(name) = &schema.json_name {
        traits.push(quote!(.with_json_name(#name)));
    }
    traits.extend(xml(&schema.xml));
    if let Some(format) = schema.timestamp_format {
        let format = plain(match format {
            TimestampFormat::DateTime => "DateTime",
            TimestampFormat::HttpDate => "HttpDate",
            TimestampFormat::EpochSeconds => "EpochSeconds",
        });
        traits.push(quote!(.with_timestamp_format(tinsmith_runtime::timestamp::TimestampFormat::#format)));
    }
    if let Some(media_type) = &schema.media_type {
        traits.push(quote!(.with_media_type(#media_type)));
    }
    traits.extend(constraints(&schema.constraints));
    quote!(#base #(#traits)*)
}

/// The runtime's constructor of a member of this kind.
fn constructor(kind: Kind) -> &'static str {
    match kind {
        Kind::Simple(Simple::Blob) => "blob",
        Kind::Simple(Simple::Boolean) => "boolean",
        Kind::Simple(Simple::String) => "string",
        Kind::Simple(Simple::Byte) => "byte",
        Kind::Simple(Simple::Short) => "short",
        Kind::Simple(Simple::Integer) => "integer",
        Kind::Simple(Simple::Long) => "long",
        Kind::Simple(Simple::Float) => "float",
        Kind::Simple(Simple::Double) => "double",
        Kind::Simple(Simple::BigInteger) => "big_integer",
        Kind::Simple(Simple::BigDecimal) => "big_decimal",
        Kind::Simple(Simple::Timestamp) => "timestamp",
        Kind::Simple(Simple::Document) => "document",
        Kind::Enum => "string_enum",
        Kind::IntEnum => "int_enum",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Structure => "structure",
        Kind::Union => "union",
    }
}

fn location(binding: &Binding) -> TokenStream {
    match binding {
        Binding::Body => quote!(Body),
        Binding::Label => quote!(Label),
        Binding::Query(name) => quote!(Query(#name)),
        Binding::QueryParams => quote!(QueryParams),
        Binding::Header(name) => quote!(Header(#name)),
        Binding::PrefixHeaders(prefix) => quote!(PrefixHeaders(#prefix)),
        Binding::Payload => quote!(Payload),
        Binding::ResponseCode => quote!(ResponseCode),
    }
}

fn xml(xml: &XmlTraits) -> Vec<TokenStream> {
    let mut traits = Vec::new();
    if let Some(name) = &xml.name {
        traits.push(quote!(.with_xml_name(#name)));
    }
    if let Some(namespace) = &xml.namespace {
        let namespace = xml_namespace(namespace);
        traits.push(quote!(.with_xml_namespace(#namespace)));
    }
    if xml.attribute {
        traits.push(quote!(.xml_attribute()));
    }
    if xml.flattened {
        traits.push(quote!(.xml_flattened()));
    }
    traits
}

/// An `XmlNamespace`.
pub fn xml_namespace(namespace: &XmlNamespace) -> TokenStream {
    let uri = &namespace.uri;
    let prefix = namespace.prefix.as_ref().map(|prefix| quote!(.with_prefix(#prefix)));
    quote!(tinsmith_runtime::schema::XmlNamespace::new(#uri) #prefix)
}

fn constraints(constraints: &Constraints) -> Vec<TokenStream> {
    let Constraints { length_min, length_max, range_min, range_max, .. } = constraints;
    let mut traits = Vec::new();
    if length_min.is_some() || length_max.is_some() {
        let integer = |bound: &Option<u64>| option(bound.map(Literal::u64_unsuffixed).map(|bound| quote!(#bound)));
        let (min, max) = (integer(length_min), integer(length_max));
        traits.push(quote!(.with_length(#min, #max)));
    }
    if range_min.is_some() || range_max.is_some() {
        let (min, max) = (option(range_min.map(float)), option(range_max.map(float)));
        traits.push(quote!(.with_range(#min, #max)));
    }
    traits
}

/// A float literal that reads back to the same bits.
pub fn float(value: f64) -> TokenStream {
    if value.is_finite() {
        let digits = Literal::f64_unsuffixed(value.abs());
        if value.is_sign_negative() { quote!(-#digits) } else { quote!(#digits) }
    } else if value.is_nan() {
        quote!(f64::NAN)
    } else if value > 0.0 {
        quote!(f64::INFINITY)
    } else {
        quote!(f64::NEG_INFINITY)
    }
}

/// `Some(…)` or `None`.
pub fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}
