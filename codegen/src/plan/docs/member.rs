//! Members: what they are on the wire, and what may be in them.

use super::super::{Binding, DefaultValue, Presence};
use super::super::{Kind, MemberSchema};
use super::{of_traits, summary};
use crate::docs::code_span;
use crate::model::{Member, Model, Simple};
use crate::traits::default::enum_value;
use crate::traits::ids;

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
