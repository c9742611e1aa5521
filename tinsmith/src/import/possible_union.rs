//! Structures that may be unions: older descriptions of botocore do not say so.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// A structure that may be a union.
#[derive(Debug, Clone, PartialEq)]
pub struct PossibleUnion {
    /// Its shape id.
    pub id: String,
    /// The overlay that makes it one.
    pub overlay: Value,
}

/// The structures of a model that require nothing and hold themselves in a list or map, as trees of one value out of
/// several do. Whether one member is set at a time, as in a union, its documentation says.
#[must_use]
pub fn possible_unions(model: &Value) -> Vec<PossibleUnion> {
    let Some(shapes) = model.get("shapes").and_then(Value::as_object) else { return Vec::new() };
    let messages = messages(shapes);
    let may_be = shapes.iter().filter(|(id, shape)| !messages.contains(id.as_str()) && may_be_union(shapes, id, shape));
    may_be.map(|(id, shape)| PossibleUnion { id: id.clone(), overlay: overlay(id, shape) }).collect()
}

impl PossibleUnion {
    /// A note for whoever imports the model.
    #[must_use]
    pub fn note(&self) -> String {
        format!(
            "`{}` requires nothing and holds itself; botocore does not say whether it is a union\n  hint: if its \
             documentation says that one member is set at a time, put this into the overlay:\n{:#}",
            self.id, self.overlay
        )
    }
}

fn may_be_union(shapes: &Map<String, Value>, id: &str, shape: &Value) -> bool {
    let members: Vec<&Value> = members(shape).collect();
    let is_required = |member: &&Value| member.pointer("/traits/smithy.api#required").is_some();
    let holds_itself = |member: &&Value| {
        let target = target(member).and_then(|target| shapes.get(target));
        let elements =
            target.into_iter().flat_map(|target| ["member", "value"].into_iter().filter_map(|of| target.get(of)));
        elements.into_iter().any(|element| self::target(element) == Some(id))
    };
    kind(shape) == Some("structure")
        && members.len() > 1
        && !members.iter().any(is_required)
        && members.iter().any(holds_itself)
}

/// Inputs, outputs and errors, which are no values.
fn messages(shapes: &Map<String, Value>) -> BTreeSet<&str> {
    let operations = shapes.values().filter(|shape| kind(shape) == Some("operation"));
    let messages = operations.flat_map(|operation| ["input", "output"].into_iter().filter_map(|of| operation.get(of)));
    let errors = shapes.iter().filter(|(_, shape)| shape.pointer("/traits/smithy.api#error").is_some());
    messages.filter_map(target).chain(errors.map(|(id, _)| id.as_str())).collect()
}

fn overlay(id: &str, shape: &Value) -> Value {
    let mut union = shape.clone();
    union["type"] = "union".into();
    json!({"shapes": {id: {"reason": "One member is set at a time.", "shape": union}}})
}

fn kind(shape: &Value) -> Option<&str> {
    shape.get("type").and_then(Value::as_str)
}

fn members(shape: &Value) -> impl Iterator<Item = &Value> {
    shape.get("members").and_then(Value::as_object).into_iter().flat_map(Map::values)
}

fn target(of: &Value) -> Option<&str> {
    of.get("target").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_several_kinds_may_be_a_union() {
        let text = json!({"target": "smithy.api#String"});
        let model = json!({"smithy": "2.0", "shapes": {
            "a#Value": {"type": "structure", "members": {"S": text, "L": {"target": "a#Values"}, "M": {"target": "a#ValueMap"}}},
            "a#Values": {"type": "list", "member": {"target": "a#Value"}},
            "a#ValueMap": {"type": "map", "key": text, "value": {"target": "a#Value"}},
            "a#Named": {"type": "structure", "members": {
                "Name": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
                "Children": {"target": "a#NamedList"},
            }},
            "a#NamedList": {"type": "list", "member": {"target": "a#Named"}},
            "a#Plain": {"type": "structure", "members": {"one": text, "other": text}},
        }});
        let found = possible_unions(&model);
        assert_eq!(found.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), ["a#Value"]);

        let mut mended = model.clone();
        tinsmith_codegen::merge_overlay(&mut mended, &found[0].overlay).expect("the overlay applies");
        assert_eq!(mended["shapes"]["a#Value"]["type"], "union");
        assert_eq!(possible_unions(&mended), []);
    }
}
