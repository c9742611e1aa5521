//! Static descriptions of members: literals that name only what differs from a member without traits.

use proc_macro2::TokenStream;
use quote::quote;

use super::plain;
use crate::plan::{Binding, Constraints, MemberSchema, XmlNamespace, XmlTraits};

/// A `Member` literal.
pub fn member(schema: &MemberSchema) -> TokenStream {
    let mut fields = Vec::new();
    let flags = [
        ("required", schema.required),
        ("sensitive", schema.sensitive),
        ("sparse", schema.sparse),
        ("idempotency_token", schema.idempotency_token),
        ("host_label", schema.host_label),
    ];
    for (flag, _) in flags.into_iter().filter(|(_, set)| *set) {
        let flag = plain(flag);
        fields.push(quote!(#flag: true));
    }
    if schema.binding != Binding::Body {
        let location = location(&schema.binding);
        fields.push(quote!(location: #location));
    }
    if let Some(name) = &schema.json_name {
        fields.push(quote!(json_name: Some(#name)));
    }
    if schema.xml != XmlTraits::default() {
        let xml = xml(&schema.xml);
        fields.push(quote!(xml: #xml));
    }
    if let Some(format) = schema.timestamp_format {
        let format = plain(format);
        fields.push(quote!(timestamp_format: Some(tinsmith_runtime::timestamp::TimestampFormat::#format)));
    }
    if let Some(media_type) = &schema.media_type {
        fields.push(quote!(media_type: Some(#media_type)));
    }
    if let Some(element) = &schema.element {
        let element = member(element);
        fields.push(quote!(element: Some(&#element)));
    }
    if let Some(key) = schema.key.as_deref().filter(|key| !is_plain_key(key)) {
        let key = member(key);
        fields.push(quote!(key: Some(&#key)));
    }
    fields.extend(constraints(&schema.constraints));
    let (name, kind) = (&schema.name, plain(schema.kind));
    let base = quote!(schema::Member::new(#name, schema::Kind::#kind));
    if fields.is_empty() { base } else { quote!(schema::Member { #(#fields,)* ..#base }) }
}

/// Whether the key of a map is what the runtime takes where nothing is said.
fn is_plain_key(key: &MemberSchema) -> bool {
    *key == MemberSchema { name: "key".to_owned(), kind: "String", ..MemberSchema::default() }
}

fn location(binding: &Binding) -> TokenStream {
    match binding {
        Binding::Body => quote!(schema::Location::Body),
        Binding::Label => quote!(schema::Location::Label),
        Binding::Query(name) => quote!(schema::Location::Query(#name)),
        Binding::QueryParams => quote!(schema::Location::QueryParams),
        Binding::Header(name) => quote!(schema::Location::Header(#name)),
        Binding::PrefixHeaders(prefix) => quote!(schema::Location::PrefixHeaders(#prefix)),
        Binding::Payload => quote!(schema::Location::Payload),
        Binding::ResponseCode => quote!(schema::Location::ResponseCode),
    }
}

fn xml(xml: &XmlTraits) -> TokenStream {
    let mut fields = Vec::new();
    if let Some(name) = &xml.name {
        fields.push(quote!(name: Some(#name)));
    }
    if let Some(namespace) = &xml.namespace {
        let namespace = xml_namespace(namespace);
        fields.push(quote!(namespace: Some(#namespace)));
    }
    if xml.attribute {
        fields.push(quote!(attribute: true));
    }
    if xml.flattened {
        fields.push(quote!(flattened: true));
    }
    quote!(schema::Xml { #(#fields,)* ..schema::Xml::NONE })
}

/// An `XmlNamespace` literal.
pub fn xml_namespace(namespace: &XmlNamespace) -> TokenStream {
    let uri = &namespace.uri;
    let prefix = option(namespace.prefix.as_ref().map(|prefix| quote!(#prefix)));
    quote!(tinsmith_runtime::schema::XmlNamespace { uri: #uri, prefix: #prefix })
}

fn constraints(constraints: &Constraints) -> Option<TokenStream> {
    let mut fields = Vec::new();
    for (name, bound) in [("length_min", constraints.length_min), ("length_max", constraints.length_max)] {
        let name = plain(name);
        fields.extend(bound.map(proc_macro2::Literal::u64_unsuffixed).map(|bound| quote!(#name: Some(#bound))));
    }
    for (name, bound) in [("range_min", constraints.range_min), ("range_max", constraints.range_max)] {
        let name = plain(name);
        fields.extend(bound.map(float).map(|bound| quote!(#name: Some(#bound))));
    }
    let base = quote!(..schema::Constraints::NONE);
    (!fields.is_empty()).then(|| quote!(constraints: Some(&schema::Constraints { #(#fields,)* #base })))
}

/// A float literal that reads back to the same bits.
pub fn float(value: f64) -> TokenStream {
    if value.is_finite() {
        let digits = proc_macro2::Literal::f64_unsuffixed(value.abs());
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
