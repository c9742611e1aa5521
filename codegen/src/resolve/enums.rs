//! Strings with the `enum` trait of Smithy 1.0, as enums.

use serde_json::Value;

use crate::model::{Body, Member, Model, ShapeId, Simple, Traits};
use crate::problem::{Problem, Problems};
use crate::traits::ids;

pub(super) fn from_strings(model: &mut Model, problems: &mut Problems) {
    for (id, shape) in &mut model.shapes {
        let Body::Simple(Simple::String) = shape.body else { continue };
        let Some(definitions) = shape.traits.remove(ids::ENUM) else { continue };
        match members(&definitions) {
            Some(members) => shape.body = Body::Enum(members),
            None => problems.push(
                Problem::new(
                    id,
                    "it is not an array of objects with `value`",
                    "write each value as {\"value\": \"…\"}",
                )
                .about_trait(ids::ENUM),
            ),
        }
    }
}

fn members(definitions: &Value) -> Option<Vec<Member>> {
    definitions.as_array()?.iter().map(member).collect()
}

fn member(definition: &Value) -> Option<Member> {
    let value = definition.get("value")?.as_str()?;
    let name = match definition.get("name").and_then(Value::as_str) {
        Some(name) => name.to_owned(),
        None => synthesize(value),
    };
    let mut traits = Traits::new();
    traits.insert(ids::ENUM_VALUE.to_owned(), Value::from(value));
    if definition.get("deprecated").and_then(Value::as_bool) == Some(true) {
        traits.insert(ids::DEPRECATED.to_owned(), Value::Object(serde_json::Map::new()));
    }
    if let Some(documentation) = definition.get("documentation") {
        traits.insert(ids::DOCUMENTATION.to_owned(), documentation.clone());
    }
    Some(Member { name, target: ShapeId::prelude("Unit"), traits })
}

/// A name for a value without one: the value with everything but letters and digits as underscores.
fn synthesize(value: &str) -> String {
    let name: String =
        value.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '_' }).collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}
