//! What may refer to what, and traits on shapes that they say nothing about.

use serde_json::Value;

use super::places::{place, shapes, shown};
use crate::model::{Body, Member, Model, Shape, ShapeId, Simple};
use crate::names::Names;
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::default::{default_value, enum_value};
use crate::traits::ids;

/// Reports inputs, outputs, errors, elements, keys and members of a kind that they cannot be of. Shapes that are not there
/// have been reported.
pub fn check_kinds(model: &Model, selection: &Selection, problems: &mut Problems) {
    check_operations(model, selection, problems);
    let names = Names::new(model, &selection.service, &selection.shapes);
    for (id, shape) in shapes(model, selection) {
        check_shape(model, id, shape, problems);
        for member in shape.all_members() {
            check_member(model, id, shape, member, problems);
            check_default(model, &names, id, member, problems);
        }
    }
}

fn check_operations(model: &Model, selection: &Selection, problems: &mut Problems) {
    for id in &selection.operations {
        let Some(operation) = model.operation(id) else {
            if !model.shapes.contains_key(id) {
                continue;
            }
            let reason = format!("`{}` has it among its operations, but it is none", selection.service);
            problems.push(Problem::new(id, reason, "correct the list of operations"));
            continue;
        };
        for (role, target) in [("input", &operation.input), ("output", &operation.output)] {
            if model.shapes.contains_key(target) && !is_structure(model, target) {
                let reason = format!("its {role} `{target}` is not a structure");
                problems.push(Problem::new(id, reason, "write a structure that has it as a member"));
            }
        }
        for error in &operation.errors {
            let Some(target) = model.shapes.get(error) else { continue };
            if !is_structure(model, error) || !target.traits.contains_key(ids::ERROR) {
                let reason = format!("its error `{error}` is not a structure with the trait `smithy.api#error`");
                problems.push(Problem::new(id, reason, "add the trait, or take it out of the errors"));
            }
        }
    }
}

fn is_structure(model: &Model, id: &ShapeId) -> bool {
    model.shapes.get(id).is_some_and(|shape| matches!(shape.body, Body::Structure(_)))
}

fn check_shape(model: &Model, id: &ShapeId, shape: &Shape, problems: &mut Problems) {
    let mut report = |reason: &str, hint: &str, trait_id: Option<&str>| {
        let problem = Problem::new(id, reason, hint);
        problems.push(match trait_id {
            Some(trait_id) => problem.about_trait(trait_id),
            None => problem,
        });
    };
    let has = |trait_id: &str| shape.traits.contains_key(trait_id);
    match &shape.body {
        Body::Map(key, _) => {
            let key = model.shapes.get(&key.target).map(|key| &key.body);
            if !matches!(key, None | Some(Body::Simple(Simple::String) | Body::Enum(_))) {
                report("its keys are not strings", "keys of maps are strings or enums of strings", None);
            }
        }
        Body::Union(members) if members.is_empty() => report("the union has no members", "add one", None),
        Body::Enum(members) | Body::IntEnum(members) if members.is_empty() => {
            report("the enum has no values", "add one, or make it a string or an integer", None);
        }
        _ => {}
    }
    if has(ids::SPARSE) && !matches!(shape.body, Body::List(_) | Body::Map(..)) {
        report("only lists and maps can be sparse", "take the trait off", Some(ids::SPARSE));
    }
    if has(ids::STREAMING) && !matches!(shape.body, Body::Simple(Simple::Blob) | Body::Union(_)) {
        report("only blobs and unions are streamed", "take the trait off", Some(ids::STREAMING));
    }
    if let Body::Enum(members) | Body::IntEnum(members) = &shape.body {
        check_values(id, members, matches!(shape.body, Body::Enum(_)), problems);
    }
}

fn check_values(id: &ShapeId, members: &[Member], strings: bool, problems: &mut Problems) {
    let mut taken: std::collections::BTreeMap<String, &str> = std::collections::BTreeMap::new();
    for member in members {
        let value = enum_value(member);
        let legal =
            if strings { value.is_string() } else { value.as_i64().is_some_and(|value| i32::try_from(value).is_ok()) };
        let mut report = |reason: String, hint: &str| {
            problems.push(Problem::new(place(id, member), reason, hint).about_trait(ids::ENUM_VALUE));
        };
        if !legal {
            let kind = if strings { "a string" } else { "an integer of 32 bits" };
            report(format!("its value {} is not {kind}", shown(&value)), "give each value of the enum its trait");
        } else if let Some(other) = taken.insert(value.to_string(), &member.name) {
            report(format!("its value {} is that of `{other}` too", shown(&value)), "take one of them out");
        }
    }
}

fn check_member(model: &Model, id: &ShapeId, shape: &Shape, member: &Member, problems: &mut Problems) {
    let mut report = |reason: String, hint: &str, trait_id: Option<&str>| {
        let problem = Problem::new(place(id, member), reason, hint);
        problems.push(match trait_id {
            Some(trait_id) => problem.about_trait(trait_id),
            None => problem,
        });
    };
    if member.target.is_unit() {
        if !matches!(shape.body, Body::Union(_) | Body::Enum(_) | Body::IntEnum(_)) {
            report(
                "it is of `smithy.api#Unit`, as only variants of unions are".to_owned(),
                "give it another shape",
                None,
            );
        }
        return;
    }
    // Missing targets are reported where references are resolved.
    let Some(target) = model.shapes.get(&member.target) else { return };
    if matches!(target.body, Body::Service(_) | Body::Resource(_) | Body::Operation(_)) {
        let reason = format!("it is of `{}`, which is no shape of data", member.target);
        return report(reason, "give it a simple shape, a list, map, structure or union", None);
    }
    let has = |trait_id: &str| member.traits.contains_key(trait_id);
    let simple = match &target.body {
        Body::Simple(simple) => Some(*simple),
        Body::Enum(_) => Some(Simple::String),
        Body::IntEnum(_) => Some(Simple::Integer),
        _ => None,
    };
    let collection = matches!(target.body, Body::List(_) | Body::Map(..));
    let rules: [(&str, bool, &str); 5] = [
        (
            ids::XML_ATTRIBUTE,
            simple.is_some_and(|simple| simple != Simple::Document),
            "only simple shapes are attributes of XML",
        ),
        (ids::XML_FLATTENED, collection, "only lists and maps are flattened"),
        (ids::IDEMPOTENCY_TOKEN, simple == Some(Simple::String), "only strings are idempotency tokens"),
        (ids::HOST_LABEL, simple == Some(Simple::String), "only strings are labels of a host name"),
        (ids::TIMESTAMP_FORMAT, simple == Some(Simple::Timestamp), "only timestamps have a format"),
    ];
    for (trait_id, legal, reason) in rules {
        if has(trait_id) && !legal {
            report(reason.to_owned(), "take the trait off", Some(trait_id));
        }
    }
}

/// How deep the default of a document may be nested.
const MAX_DOCUMENT: usize = 16;

fn check_default(model: &Model, names: &Names, id: &ShapeId, member: &Member, problems: &mut Problems) {
    let Some(value) = member.traits.get(ids::DEFAULT).filter(|value| !value.is_null()) else { return };
    let known = member.target.is_unit() || model.shapes.contains_key(&member.target);
    if known && default_value(model, names, member, value).is_none() || deeper(value, MAX_DOCUMENT) {
        let reason = format!("`{}` cannot have the default {}", member.target, shown(value));
        let hint =
            "a default is a simple value of the shape, or an empty list or map; timestamps are whole epoch seconds";
        problems.push(Problem::new(place(id, member), reason, hint).about_trait(ids::DEFAULT));
    }
}

fn deeper(value: &Value, levels: usize) -> bool {
    let Some(inner) = levels.checked_sub(1) else { return true };
    match value {
        Value::Array(elements) => elements.iter().any(|element| deeper(element, inner)),
        Value::Object(entries) => entries.values().any(|entry| deeper(entry, inner)),
        _ => false,
    }
}
