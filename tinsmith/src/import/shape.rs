use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::context::Context;
use super::dialect;
use super::exception;
use super::member;
use super::names;
use super::node::Node;
use super::problem::NEWER;

/// The Smithy shape of a botocore shape.
pub(super) fn shape(context: &Context<'_>, name: &str, shape: &Node<'_>) -> Option<Value> {
    shape.expect(&dialect::SHAPE);
    let mut traits = common_traits(context, shape);
    let mut out = Map::new();
    let kind = kind(shape)?;
    out.insert("type".to_owned(), kind.into());
    match kind {
        "structure" | "union" => {
            out.insert("members".to_owned(), member::members(context, shape, kind == "union"));
            structure_traits(context, name, shape, &mut traits);
        }
        "list" => {
            out.insert("member".to_owned(), member::element(context, shape, "member")?);
        }
        "map" => {
            out.insert("key".to_owned(), member::element(context, shape, "key")?);
            out.insert("value".to_owned(), member::element(context, shape, "value")?);
        }
        "enum" => {
            out.insert("members".to_owned(), enum_members(shape));
        }
        _ => {}
    }
    context.finish(&mut out, traits);
    Some(Value::Object(out))
}

fn kind(shape: &Node<'_>) -> Option<&'static str> {
    let kind = match shape.required_text("type")? {
        "structure" if shape.flag("document") => "document",
        "structure" if shape.flag("union") || shape.flag("eventstream") => "union",
        "structure" => "structure",
        "string" if shape.map.contains_key("enum") => "enum",
        "string" => "string",
        "list" => "list",
        "map" => "map",
        "blob" => "blob",
        "boolean" => "boolean",
        "integer" => "integer",
        "long" => "long",
        "float" => "float",
        "double" => "double",
        "timestamp" => "timestamp",
        other => {
            shape.problem(format!("unknown type `{other}`"), NEWER);
            return None;
        }
    };
    Some(kind)
}

fn common_traits(context: &Context<'_>, shape: &Node<'_>) -> Map<String, Value> {
    let mut traits = Map::new();
    context.describe(shape, &mut traits);
    for (key, id) in [
        ("sensitive", ids::SENSITIVE),
        ("sparse", ids::SPARSE),
        ("streaming", ids::STREAMING),
        ("eventstream", ids::STREAMING),
        ("requiresLength", ids::REQUIRES_LENGTH),
    ] {
        if shape.flag(key) {
            traits.insert(id.to_owned(), json!({}));
        }
    }
    if let Some(pattern) = shape.text("pattern") {
        traits.insert(ids::PATTERN.to_owned(), pattern.into());
    }
    if let Some(format) = timestamp_format(shape) {
        traits.insert(ids::TIMESTAMP_FORMAT.to_owned(), format);
    }
    // The values of an enum are known, so that their length says nothing.
    let keys: &[&str] = if shape.map.contains_key("enum") { &[] } else { &["min", "max"] };
    let bounds: Map<String, Value> =
        keys.iter().filter_map(|key| Some(((*key).to_owned(), shape.map.get(*key)?.clone()))).collect();
    if !bounds.is_empty() {
        let id = match shape.text("type") {
            Some("integer" | "long" | "float" | "double") => ids::RANGE,
            _ => ids::LENGTH,
        };
        traits.insert(id.to_owned(), bounds.into());
    }
    traits
}

pub(super) fn timestamp_format(node: &Node<'_>) -> Option<Value> {
    let format = match node.text("timestampFormat")? {
        "iso8601" => "date-time",
        "unixTimestamp" => "epoch-seconds",
        "rfc822" => "http-date",
        other => {
            node.problem(format!("unknown timestampFormat `{other}`"), "known: iso8601, unixTimestamp, rfc822");
            return None;
        }
    };
    Some(format.into())
}

fn structure_traits(context: &Context<'_>, name: &str, shape: &Node<'_>, traits: &mut Map<String, Value>) {
    if shape.flag("exception") || shape.map.contains_key("error") {
        exception::traits(context, name, shape, traits);
    }
    if context.protocol.is_xml() {
        if let Some(xml_name) = shape.text("locationName") {
            traits.insert(ids::XML_NAME.to_owned(), xml_name.into());
        }
        if let Some(namespace) = shape.map.get("xmlNamespace") {
            traits.insert(ids::XML_NAMESPACE.to_owned(), namespace.clone());
        }
    }
    traits.extend(context.body_traits(name));
}

fn enum_members(shape: &Node<'_>) -> Value {
    let values = shape.texts("enum");
    names::enum_members(&values)
        .into_iter()
        .zip(values)
        .map(|(name, value)| {
            (
                name,
                json!({
                    "target": "smithy.api#Unit",
                    "traits": {ids::ENUM_VALUE: value},
                }),
            )
        })
        .collect::<Map<_, _>>()
        .into()
}
