//! Models of any size, to see how generation grows.

use serde_json::{Map, Value, json};

/// A model of one operation whose input reaches `structures` structures: a tree, each with its two children, five members
/// of simple types and a list.
pub(super) fn model(structures: usize) -> Value {
    let mut shapes = Map::new();
    let id = |name: &str| format!("example.growth#{name}");
    let reference = |name: &str| json!({"target": id(name)});
    shapes.insert(
        id("Growth"),
        json!({
            "type": "service",
            "version": "2020-01-01",
            "operations": [reference("MakeThing")],
            "traits": {"aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": {"name": "growth"}},
        }),
    );
    shapes.insert(
        id("MakeThing"),
        json!({"type": "operation", "input": reference("MakeThingInput"), "output": reference("MakeThingOutput")}),
    );
    let root = json!({"thing": reference("Thing0")});
    shapes.insert(
        id("MakeThingInput"),
        json!({"type": "structure", "members": root, "traits": {"smithy.api#input": {}}}),
    );
    shapes.insert(
        id("MakeThingOutput"),
        json!({"type": "structure", "members": {}, "traits": {"smithy.api#output": {}}}),
    );
    shapes.insert(id("Names"), json!({"type": "list", "member": {"target": "smithy.api#String"}}));
    for index in 0..structures {
        let mut members = json!({
            "name": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
            "description": {"target": "smithy.api#String", "traits": {"smithy.api#length": {"min": 1, "max": 64}}},
            "size": {"target": "smithy.api#Integer"},
            "enabled": {"target": "smithy.api#Boolean"},
            "created": {"target": "smithy.api#Timestamp"},
            "names": reference("Names"),
        });
        for (member, child) in [("left", 2 * index + 1), ("right", 2 * index + 2)] {
            if child < structures {
                members[member] = reference(&format!("Thing{child}"));
            }
        }
        shapes.insert(id(&format!("Thing{index}")), json!({"type": "structure", "members": members}));
    }
    json!({"smithy": "2.0", "shapes": shapes})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_structure_is_reached_once() {
        let model = model(7).to_string();
        for index in 1..7 {
            let reference = format!("{{\"target\":\"example.growth#Thing{index}\"}}");
            assert_eq!(model.matches(&reference).count(), 1, "Thing{index}");
        }
        assert!(!model.contains("Thing7"));
    }
}
