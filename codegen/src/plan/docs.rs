//! Documentation, built from facts of the model.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::Context;
use super::member_schema::{Kind, MemberSchema};
use super::presence::Presence;
use crate::check::Binding;
use crate::docs::{code_span, to_markdown};
use crate::model::{Body, Member, Model, Operation, Shape, ShapeId, Simple, Traits};
use crate::names::{exception_name, method_name};
use crate::select::Selection;
use crate::traits::default::{DefaultValue, enum_value};
use crate::traits::ids;

/// The summary and the documentation that traits carry, as lines of Markdown.
pub fn of_traits(traits: &Traits) -> Vec<String> {
    let text = |trait_id: &str| traits.get(trait_id).and_then(Value::as_str);
    let mut lines = Vec::new();
    if let Some(summary) = text(ids::SUMMARY) {
        lines.extend(to_markdown(summary));
    }
    if let Some(documentation) = text(ids::DOCUMENTATION) {
        separate(&mut lines);
        lines.extend(to_markdown(documentation));
    }
    lines
}

/// An empty line between paragraphs.
pub fn separate(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
}

/// The wire name and constraints of a member, in one line, then what the model says of it.
pub fn member(model: &Model, member: &Member, schema: &MemberSchema, presence: &Presence) -> Vec<String> {
    let mut facts = vec![code_span(schema.json_name.as_ref().unwrap_or(&schema.name))];
    if let Some(place) = place(&schema.binding) {
        facts.push(place);
    }
    match presence {
        Presence::Required => facts.push("required".to_owned()),
        Presence::Default(value) => facts.extend(default(value)),
        Presence::Optional => {
            if let Some(value) = member.traits.get(ids::DEFAULT).filter(|value| !value.is_null()) {
                facts.push(format!("the service takes {} where it is absent", code_span(&value.to_string())));
            }
        }
    }
    if schema.idempotency_token {
        facts.push("filled with a random token when absent".to_owned());
    }
    facts.extend(constraints(schema));
    if schema.requires_length {
        facts.push("of a length that is known before it is sent".to_owned());
    }
    if schema.sensitive {
        facts.push("never printed".to_owned());
    }
    let mut lines = vec![format!("{}.", facts.join("; "))];
    let mut own = of_traits(&member.traits);
    if own.is_empty() {
        own = model.shapes.get(&member.target).map(|target| summary(&target.traits)).unwrap_or_default();
    }
    if !own.is_empty() {
        lines.push(String::new());
        lines.extend(own);
    }
    lines
}

fn summary(traits: &Traits) -> Vec<String> {
    traits.get(ids::SUMMARY).and_then(Value::as_str).map(to_markdown).unwrap_or_default()
}

fn place(binding: &Binding) -> Option<String> {
    Some(match binding {
        Binding::Body => return None,
        Binding::Label => "in the path".to_owned(),
        Binding::Query(name) => format!("query parameter {}", code_span(name)),
        Binding::QueryParams => "query parameters".to_owned(),
        Binding::Header(name) => format!("header {}", code_span(name)),
        Binding::PrefixHeaders(prefix) => format!("headers that begin with {}", code_span(prefix)),
        Binding::Payload => "the whole body".to_owned(),
        Binding::ResponseCode => "the status of the response".to_owned(),
    })
}

fn default(value: &DefaultValue) -> Option<String> {
    Some(match value {
        DefaultValue::Empty => return None,
        DefaultValue::Boolean(value) => format!("`{value}` unless set"),
        DefaultValue::Integer(value) | DefaultValue::Timestamp(value) => format!("`{value}` unless set"),
        DefaultValue::Float(value) => format!("`{value:?}` unless set"),
        DefaultValue::String(value) => format!("{} unless set", code_span(&format!("{value:?}"))),
        DefaultValue::Blob(bytes) => format!("{} bytes unless set", bytes.len()),
        DefaultValue::Variant(ty, variant) => format!("`{}::{}` unless set", ty.as_str(), variant.as_str()),
        DefaultValue::Document(value) => format!("{} unless set", code_span(&value.to_string())),
    })
}

fn constraints(schema: &MemberSchema) -> Vec<String> {
    let constraints = &schema.constraints;
    let (one, many) = match schema.kind {
        Kind::Simple(Simple::String) | Kind::Enum => ("character", "characters"),
        Kind::Simple(Simple::Blob) => ("byte", "bytes"),
        Kind::Map => ("entry", "entries"),
        _ => ("element", "elements"),
    };
    let unit = |count: u64| if count == 1 { one } else { many };
    let mut facts = Vec::new();
    match (constraints.length_min, constraints.length_max) {
        (Some(min), Some(max)) if min == max => facts.push(format!("{min} {}", unit(min))),
        (Some(min), Some(max)) => facts.push(format!("{min} to {max} {}", unit(max))),
        (Some(min), None) => facts.push(format!("at least {min} {}", unit(min))),
        (None, Some(max)) => facts.push(format!("at most {max} {}", unit(max))),
        (None, None) => {}
    }
    match (constraints.range_min, constraints.range_max) {
        (Some(min), Some(max)) => facts.push(format!("{min} to {max}")),
        (Some(min), None) => facts.push(format!("at least {min}")),
        (None, Some(max)) => facts.push(format!("at most {max}")),
        (None, None) => {}
    }
    if let Some(pattern) = constraints.pattern.as_ref().filter(|pattern| pattern.len() <= 100) {
        facts.push(format!("pattern {}", code_span(pattern)));
    }
    facts
}

/// What the model says of the service, else its name and version.
pub fn service(shape: &Shape, sdk_id: &str, version: &str) -> Vec<String> {
    let mut lines = of_traits(&shape.traits);
    if lines.is_empty() {
        let title = shape.traits.get(ids::TITLE).and_then(Value::as_str).unwrap_or(sdk_id);
        lines.extend(to_markdown(&format!("{title}, version {version}.")));
    }
    lines
}

/// What the model says of an operation, where it is on the wire, and its errors.
pub fn operation(context: &Context<'_>, id: &ShapeId, shape: &Shape, operation: &Operation) -> Vec<String> {
    let mut lines = of_traits(&shape.traits);
    if lines.is_empty() {
        lines.push(format!("`{}`.", id.name()));
    }
    if let Some(http) = shape.traits.get(ids::HTTP) {
        let text = |name| http.get(name).and_then(Value::as_str).unwrap_or_default();
        separate(&mut lines);
        lines.push(format!("`{} {}`", text("method"), text("uri")));
    }
    let mut errors: Vec<&ShapeId> = operation.errors.iter().collect();
    errors.sort();
    errors.dedup();
    if !errors.is_empty() {
        separate(&mut lines);
        lines.extend(["# Errors".to_owned(), String::new()]);
        let variant = |error: &ShapeId| {
            let name = exception_name(context.names.of(error).plain());
            format!("[`{0}`](crate::{1}::Exception::{0})", name.as_str(), context.module)
        };
        let list: Vec<String> = errors.into_iter().map(variant).collect();
        lines.push(format!("{}.", list.join(", ")));
    }
    if let Some(reference) = context.reference {
        separate(&mut lines);
        lines.push(format!("[Reference]({})", reference.replace("{}", id.name())));
    }
    lines
}

/// What refers to a shape, as it is shown.
pub type Uses = Vec<String>;

/// What the model says of a shape, its kind and name, and what refers to it.
pub fn shape(id: &ShapeId, shape: &Shape, uses: Option<&Uses>) -> Vec<String> {
    let mut lines = of_traits(&shape.traits);
    let kind = match &shape.body {
        Body::Structure(_) if shape.traits.contains_key(ids::ERROR) => "error",
        Body::Structure(_) => "structure",
        Body::Union(_) => "union",
        _ => "enum",
    };
    separate(&mut lines);
    lines.push(format!("The {kind} `{}`.", id.name()));
    if let Some(uses) = uses {
        lines.push(String::new());
        lines.push(format!("Used by {}.", uses.join(", ")));
    }
    lines
}

/// The value of an enum on the wire, then what the model says of it.
pub fn value(member: &Member) -> Vec<String> {
    let value = enum_value(member);
    let mut lines = vec![format!("{}.", code_span(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)))];
    let own = of_traits(&member.traits);
    if !own.is_empty() {
        lines.push(String::new());
        lines.extend(own);
    }
    lines
}

/// For every shape, what refers to it: operations first, then types; a long list is shortened.
pub fn uses(context: &Context<'_>, selection: &Selection) -> BTreeMap<ShapeId, Uses> {
    const SHOWN: usize = 8;
    let model = context.model;
    let mut uses: BTreeMap<ShapeId, BTreeSet<(u8, String)>> = BTreeMap::new();
    for id in &selection.operations {
        let Some(operation) = model.operation(id) else { continue };
        for target in operation.errors.iter().chain([&operation.input, &operation.output]) {
            let method = method_name(id.name());
            let link = format!("[`{0}`](crate::{1}::Client::{0})", method.plain(), context.module);
            uses.entry(target.clone()).or_default().insert((0, link));
        }
    }
    for id in &selection.shapes {
        for member in model.shapes.get(id).into_iter().flat_map(Shape::all_members) {
            uses.entry(member.target.clone()).or_default().insert((1, format!("`{}`", id.name())));
        }
    }
    let shorten = |all: BTreeSet<(u8, String)>| {
        let count = all.len();
        let mut shown: Vec<String> = all.into_iter().take(SHOWN).map(|(_, name)| name).collect();
        if count > SHOWN {
            shown.push(format!("and {} more", count - SHOWN));
        }
        shown
    };
    uses.into_iter().map(|(id, all)| (id, shorten(all))).collect()
}
