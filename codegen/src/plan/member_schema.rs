//! What the runtime is told of a member.

use serde_json::Value;

use crate::check::Binding;
use crate::model::{Body, Member, Model, Shape, Simple, Traits};
use crate::traits::ids;

/// The traits of a member and of the shape that it targets, as the runtime's `Member` has them.
#[derive(Debug, Default, PartialEq)]
pub struct MemberSchema {
    pub name: String,
    pub kind: Kind,
    pub required: bool,
    pub sensitive: bool,
    pub sparse: bool,
    pub idempotency_token: bool,
    pub host_label: bool,
    pub streaming: bool,
    pub requires_length: bool,
    pub binding: Binding,
    pub json_name: Option<String>,
    pub xml: XmlTraits,
    pub timestamp_format: Option<TimestampFormat>,
    pub media_type: Option<String>,
    pub element: Option<Box<MemberSchema>>,
    pub key: Option<Box<MemberSchema>>,
    pub constraints: Constraints,
}

/// The kind of shape that a member targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    Simple(Simple),
    Enum,
    IntEnum,
    List,
    Map,
    #[default]
    Structure,
    Union,
}

/// `smithy.api#timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    DateTime,
    HttpDate,
    EpochSeconds,
}

/// Traits of the XML serialization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlTraits {
    pub name: Option<String>,
    pub namespace: Option<XmlNamespace>,
    pub attribute: bool,
    pub flattened: bool,
}

/// `smithy.api#xmlNamespace`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlNamespace {
    pub uri: String,
    pub prefix: Option<String>,
}

/// Constraint traits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    pub length_min: Option<u64>,
    pub length_max: Option<u64>,
    pub range_min: Option<f64>,
    pub range_max: Option<f64>,
    pub pattern: Option<String>,
}

/// Gathers what the runtime needs to know of a member.
pub fn member_schema(model: &Model, member: &Member) -> MemberSchema {
    let target = model.shapes.get(&member.target);
    let on_target = |trait_id: &str| target.and_then(|shape| shape.traits.get(trait_id));
    let on_member = |trait_id: &str| member.traits.get(trait_id);
    let either = |trait_id: &str| on_member(trait_id).or_else(|| on_target(trait_id));
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let (element, key) = match target.map(|shape| &shape.body) {
        Some(Body::List(element)) => (Some(Box::new(member_schema(model, element))), None),
        Some(Body::Map(key, value)) => {
            (Some(Box::new(member_schema(model, value))), Some(Box::new(member_schema(model, key))))
        }
        _ => (None, None),
    };
    MemberSchema {
        name: member.name.clone(),
        kind: kind(target),
        required: on_member(ids::REQUIRED).is_some(),
        sensitive: on_target(ids::SENSITIVE).is_some(),
        sparse: on_target(ids::SPARSE).is_some(),
        idempotency_token: on_member(ids::IDEMPOTENCY_TOKEN).is_some(),
        host_label: on_member(ids::HOST_LABEL).is_some(),
        streaming: on_target(ids::STREAMING).is_some(),
        requires_length: on_target(ids::REQUIRES_LENGTH).is_some(),
        binding: Binding::Body,
        json_name: text(on_member(ids::JSON_NAME)),
        xml: XmlTraits {
            name: xml_name_of(&member.traits),
            namespace: xml_namespace_of(&member.traits),
            attribute: on_member(ids::XML_ATTRIBUTE).is_some(),
            flattened: on_member(ids::XML_FLATTENED).is_some(),
        },
        timestamp_format: either(ids::TIMESTAMP_FORMAT).and_then(timestamp_format),
        media_type: text(on_target(ids::MEDIA_TYPE)),
        element,
        key,
        constraints: Constraints {
            length_min: bound(either(ids::LENGTH), "min").and_then(|bound| bound.as_u64()),
            length_max: bound(either(ids::LENGTH), "max").and_then(|bound| bound.as_u64()),
            range_min: bound(either(ids::RANGE), "min").and_then(|bound| bound.as_f64()),
            range_max: bound(either(ids::RANGE), "max").and_then(|bound| bound.as_f64()),
            pattern: text(either(ids::PATTERN)),
        },
    }
}

fn bound(constraint: Option<&Value>, name: &str) -> Option<serde_json::Number> {
    constraint?.get(name)?.as_number().cloned()
}

fn kind(target: Option<&Shape>) -> Kind {
    match target.map(|shape| &shape.body) {
        Some(Body::Simple(simple)) => Kind::Simple(*simple),
        Some(Body::Enum(_)) => Kind::Enum,
        Some(Body::IntEnum(_)) => Kind::IntEnum,
        Some(Body::List(_)) => Kind::List,
        Some(Body::Map(..)) => Kind::Map,
        Some(Body::Union(_)) => Kind::Union,
        _ => Kind::Structure,
    }
}

/// `smithy.api#xmlName` of a shape.
pub fn xml_name_of(traits: &Traits) -> Option<String> {
    traits.get(ids::XML_NAME).and_then(Value::as_str).map(str::to_owned)
}

/// `smithy.api#xmlNamespace` of a shape or member.
pub fn xml_namespace_of(traits: &Traits) -> Option<XmlNamespace> {
    traits.get(ids::XML_NAMESPACE).and_then(xml_namespace)
}

fn xml_namespace(value: &Value) -> Option<XmlNamespace> {
    let prefix = value.get("prefix").and_then(Value::as_str).map(str::to_owned);
    Some(XmlNamespace { uri: value.get("uri")?.as_str()?.to_owned(), prefix })
}

fn timestamp_format(value: &Value) -> Option<TimestampFormat> {
    match value.as_str()? {
        "date-time" => Some(TimestampFormat::DateTime),
        "http-date" => Some(TimestampFormat::HttpDate),
        "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
        _ => None,
    }
}
