use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::context::Context;
use super::dialect;
use super::node::Node;
use super::protocol::Protocol;
use super::shape::timestamp_format;

/// The members of a structure or union, in botocore's order, which is the order on the wire.
pub(super) fn members(context: &Context<'_>, shape: &Node<'_>, is_union: bool) -> Value {
    let required = shape.texts("required");
    let payload = shape.text("payload");
    let members = shape.children("members");
    for name in required.iter().copied().chain(payload) {
        if !members.iter().any(|(member, _)| *member == name) {
            shape.problem(
                format!("`required` or `payload` names `{name}`, which is no member"),
                "is the file complete?",
            );
        }
    }
    members
        .into_iter()
        .filter_map(|(name, member)| {
            let mut traits = member_traits(context, name, &member, is_union);
            if required.contains(&name) && !is_union {
                traits.insert(ids::REQUIRED.to_owned(), json!({}));
            }
            if payload == Some(name) {
                traits.insert(ids::HTTP_PAYLOAD.to_owned(), json!({}));
            }
            Some((name.to_owned(), reference(context, &member, traits)?))
        })
        .collect::<Map<_, _>>()
        .into()
}

/// `member` of a list, `key` or `value` of a map.
pub(super) fn element(context: &Context<'_>, shape: &Node<'_>, key: &str) -> Option<Value> {
    let Some(member) = shape.child(key) else {
        shape.problem(format!("`{key}` is missing"), "is the file complete?");
        return None;
    };
    member.expect(&dialect::MEMBER);
    let mut traits = Map::new();
    context.describe(&member, &mut traits);
    let own_name = if key == "member" { "member" } else { key };
    if let Some(name) = member.text("locationName").filter(|name| *name != own_name)
        && context.protocol.is_xml()
    {
        traits.insert(ids::XML_NAME.to_owned(), name.into());
    }
    reference(context, &member, traits)
}

fn reference(context: &Context<'_>, member: &Node<'_>, traits: Map<String, Value>) -> Option<Value> {
    let target = if member.flag("jsonvalue") { context.names.json_value.as_str() } else { context.target(member)? };
    let mut out = Map::new();
    out.insert("target".to_owned(), target.into());
    context.finish(&mut out, traits);
    Some(out.into())
}

fn member_traits(context: &Context<'_>, name: &str, member: &Node<'_>, is_union: bool) -> Map<String, Value> {
    member.expect(&dialect::MEMBER);
    let mut traits = Map::new();
    context.describe(member, &mut traits);
    for (key, id) in [
        ("eventheader", ids::EVENT_HEADER),
        ("eventpayload", ids::EVENT_PAYLOAD),
        ("hostLabel", ids::HOST_LABEL),
        ("idempotencyToken", ids::IDEMPOTENCY_TOKEN),
        ("xmlAttribute", ids::XML_ATTRIBUTE),
    ] {
        if member.flag(key) {
            traits.insert(id.to_owned(), json!({}));
        }
    }
    if member.flag("box") && !is_union && context.has_zero_value(member) {
        traits.insert(ids::DEFAULT.to_owned(), Value::Null);
    }
    if let Some(parameter) = member.map.get("contextParam") {
        traits.insert(ids::CONTEXT_PARAM.to_owned(), parameter.clone());
    }
    if let Some(format) = timestamp_format(member) {
        traits.insert(ids::TIMESTAMP_FORMAT.to_owned(), format);
    }
    match member.text("location") {
        Some(location) => http_binding(context, name, member, location, &mut traits),
        None => wire_name(context, name, member, &mut traits),
    }
    traits
}

fn http_binding(context: &Context<'_>, name: &str, member: &Node<'_>, location: &str, traits: &mut Map<String, Value>) {
    let wire = member.text("locationName").unwrap_or(name);
    let (id, value) = match location {
        "uri" => (ids::HTTP_LABEL, json!({})),
        "querystring" if context.target_type(member) == Some("map") => (ids::HTTP_QUERY_PARAMS, json!({})),
        "querystring" => (ids::HTTP_QUERY, wire.into()),
        "header" => (ids::HTTP_HEADER, wire.into()),
        "headers" => (ids::HTTP_PREFIX_HEADERS, wire.into()),
        "statusCode" => (ids::HTTP_RESPONSE_CODE, json!({})),
        other => {
            member
                .problem(format!("unknown location `{other}`"), "known: uri, querystring, header, headers, statusCode");
            return;
        }
    };
    traits.insert(id.to_owned(), value);
}

fn wire_name(context: &Context<'_>, name: &str, member: &Node<'_>, traits: &mut Map<String, Value>) {
    if let Some(query_name) = member.text("queryName") {
        traits.insert(ids::EC2_QUERY_NAME.to_owned(), query_name.into());
    }
    let mut wire = member.text("locationName");
    if context.protocol.is_xml() {
        if let Some(namespace) = member.map.get("xmlNamespace") {
            traits.insert(ids::XML_NAMESPACE.to_owned(), namespace.clone());
        }
        if member.flag("flattened") || context.target_is_flattened(member) {
            traits.insert(ids::XML_FLATTENED.to_owned(), json!({}));
            // Of a flattened list, the element's name is the one on the wire.
            wire = context.element_name(member).or(wire);
        }
    }
    let Some(wire) = wire.filter(|wire| *wire != name) else {
        return;
    };
    match context.protocol {
        Protocol::RestJson => {
            traits.insert(ids::JSON_NAME.to_owned(), wire.into());
        }
        Protocol::Plain => member.problem(
            format!("`locationName` is `{wire}`, but this protocol sends members by their names"),
            "rename the member in an overlay",
        ),
        Protocol::RestXml | Protocol::Query | Protocol::Ec2 => {
            traits.insert(ids::XML_NAME.to_owned(), wire.into());
        }
    }
}
