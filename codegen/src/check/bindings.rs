//! HTTP bindings: <https://smithy.io/2.0/spec/http-bindings.html>. That members have one place each is proved in `wire`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::binding::bound_by;
use super::places::{operations, place, shapes, shown};
use super::uri;
use crate::model::{Body, Member, Model, Shape, ShapeId, Simple};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;

/// Headers that the signer, the transport or a proxy owns.
const RESTRICTED: &[&str] = &[
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "www-authenticate",
    "x-forwarded-for",
];

/// Reports operations without a method and URI, bindings of members that cannot be bound so, and members of one body name.
pub fn check_bindings(model: &Model, selection: &Selection, http_bindings: bool, problems: &mut Problems) {
    for (id, shape, operation) in operations(model, selection) {
        match shape.traits.get(ids::HTTP) {
            Some(http) => check_http(id, http, problems),
            None if http_bindings => problems.push(
                Problem::new(id, "the operation has no method and URI, which the protocol needs", "add the trait")
                    .about_trait(ids::HTTP),
            ),
            None => {}
        }
        for member in model.shapes.get(&operation.input).map(Shape::members).unwrap_or_default() {
            check_input_member(&operation.input, member, problems);
        }
    }
    for (id, shape) in shapes(model, selection) {
        for member in shape.all_members() {
            for trait_id in bound_by(member) {
                check_target(model, id, shape, member, trait_id, problems);
            }
        }
        if let Body::Structure(members) | Body::Union(members) = &shape.body {
            check_body_names(id, members, problems);
        }
    }
}

fn check_http(id: &ShapeId, http: &Value, problems: &mut Problems) {
    let mut report = |reason: String, hint: &str| problems.push(Problem::new(id, reason, hint).about_trait(ids::HTTP));
    let method = http.get("method").and_then(Value::as_str).unwrap_or_default();
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') {
        let method = shown(http.get("method").unwrap_or(&Value::Null));
        report(format!("its method {method} is not a method of HTTP"), "write `\"method\": \"POST\"`, or another one");
    }
    match http.get("uri").and_then(Value::as_str).map(uri::parse) {
        Some(Ok(_)) => {}
        Some(Err(reasons)) => {
            for reason in reasons {
                report(reason, "a URI is like `/things/{Thing}/parts/{Path+}?kind=part`");
            }
        }
        None => report("it has no URI".to_owned(), "write `\"uri\": \"/\"`, or another one"),
    }
    if let Some(code) = http.get("code").filter(|code| !code.as_u64().is_some_and(|code| (100..=599).contains(&code))) {
        report(format!("its status {} is not one of HTTP", shown(code)), "leave it out, or write 200");
    }
}

fn check_input_member(input: &ShapeId, member: &Member, problems: &mut Problems) {
    let text = |trait_id: &str| member.traits.get(trait_id).and_then(Value::as_str);
    if member.traits.contains_key(ids::HTTP_LABEL) && !member.traits.contains_key(ids::REQUIRED) {
        let reason = "it is bound to a label, but not required";
        let hint = "put `smithy.api#required` on it: without it there is no URI";
        problems.push(Problem::new(place(input, member), reason, hint).about_trait(ids::HTTP_LABEL));
    }
    if let Some(header) = text(ids::HTTP_HEADER)
        .filter(|header| RESTRICTED.iter().any(|restricted| restricted.eq_ignore_ascii_case(header)))
    {
        let reason = format!("the header `{header}` belongs to the client");
        let hint = "bind it to another header, or take the member out with an overlay";
        problems.push(Problem::new(place(input, member), reason, hint).about_trait(ids::HTTP_HEADER));
    }
}

fn check_target(model: &Model, id: &ShapeId, shape: &Shape, member: &Member, trait_id: &str, problems: &mut Problems) {
    let mut report = |reason: String, hint: &str| {
        problems.push(Problem::new(place(id, member), reason, hint).about_trait(trait_id));
    };
    if !matches!(shape.body, Body::Structure(_)) {
        return report("only members of structures are bound to HTTP messages".to_owned(), "take the trait off");
    }
    let Some(target) = model.shapes.get(&member.target) else {
        if member.target.is_unit() {
            report("`smithy.api#Unit` cannot be bound to an HTTP message".to_owned(), "take the trait off");
        }
        return;
    };
    let list_of = |test: fn(&Shape) -> bool| match &target.body {
        Body::List(element) => model.shapes.get(&element.target).is_some_and(test),
        _ => false,
    };
    let map_of = |test: &dyn Fn(&Shape) -> bool| match &target.body {
        Body::Map(key, value) => {
            model.shapes.get(&key.target).is_some_and(is_string) && model.shapes.get(&value.target).is_some_and(test)
        }
        _ => false,
    };
    let string_list = |value: &Shape| match &value.body {
        Body::List(element) => model.shapes.get(&element.target).is_some_and(is_string),
        _ => is_string(value),
    };
    let (legal, expected) = match trait_id {
        ids::HTTP_LABEL => (is_scalar(target), "a string, number, boolean, timestamp or enum"),
        ids::HTTP_QUERY | ids::HTTP_HEADER => (
            is_scalar(target) || list_of(is_scalar),
            "a string, number, boolean, timestamp or enum, or a list of these",
        ),
        ids::HTTP_QUERY_PARAMS => (map_of(&string_list), "a map of strings, or of lists of strings"),
        ids::HTTP_PREFIX_HEADERS => (map_of(&is_string), "a map of strings"),
        ids::HTTP_RESPONSE_CODE => (matches!(target.body, Body::Simple(Simple::Integer)), "an integer"),
        _ => (is_payload(target), "a blob, string, enum, document, structure, union, list or map"),
    };
    if !legal {
        let reason = format!("`{}` is not {expected}", member.target);
        report(reason, "take the trait off, or bind the member to another place");
    }
}

fn is_string(shape: &Shape) -> bool {
    matches!(shape.body, Body::Simple(Simple::String) | Body::Enum(_))
}

fn is_scalar(shape: &Shape) -> bool {
    match shape.body {
        Body::Simple(simple) => !matches!(simple, Simple::Blob | Simple::Document),
        Body::Enum(_) | Body::IntEnum(_) => true,
        _ => false,
    }
}

fn is_payload(shape: &Shape) -> bool {
    match shape.body {
        Body::Simple(simple) => matches!(simple, Simple::Blob | Simple::String | Simple::Document),
        Body::Enum(_) | Body::List(_) | Body::Map(..) | Body::Structure(_) | Body::Union(_) => true,
        _ => false,
    }
}

/// Reports members that JSON or XML would write under one name.
fn check_body_names(id: &ShapeId, members: &[Member], problems: &mut Problems) {
    for trait_id in [ids::JSON_NAME, ids::XML_NAME] {
        let mut taken: BTreeMap<(bool, &str), &str> = BTreeMap::new();
        for member in members.iter().filter(|member| bound_by(member).next().is_none()) {
            let name = member.traits.get(trait_id).and_then(Value::as_str).unwrap_or(&member.name);
            let attribute = trait_id.ends_with("xmlName") && member.traits.contains_key(ids::XML_ATTRIBUTE);
            if let Some(other) = taken.insert((attribute, name), &member.name) {
                let reason = format!("`{other}` has the name `{name}` on the wire too");
                let problem = Problem::new(place(id, member), reason, "give one of them another name");
                problems.push(problem.about_trait(trait_id));
            }
        }
    }
}
