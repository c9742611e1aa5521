use serde_json::{Map, Value, json};

pub(super) type Shapes = Map<String, Value>;
pub(super) type Traits = Map<String, Value>;

/// The shape `namespace#Shape`, or its member `namespace#Shape$member`.
pub(super) fn find<'a>(shapes: &'a mut Shapes, target: &str) -> Option<&'a mut Value> {
    let Some((id, member)) = target.split_once('$') else {
        return shapes.get_mut(target).filter(|shape| shape.is_object());
    };
    let shape = shapes.get_mut(id)?;
    let kind = shape.get("type").and_then(Value::as_str).unwrap_or_default();
    let member = match (kind, member) {
        ("list" | "set", "member") | ("map", "key" | "value") => shape.get_mut(member),
        _ => shape.get_mut("members")?.get_mut(member),
    };
    member.filter(|member| member.is_object())
}

/// Whether that changed the shape.
pub(super) fn set_trait(shape: &mut Value, id: &str, value: &Value) -> bool {
    let Some(shape) = shape.as_object_mut() else {
        return false;
    };
    let traits = shape.entry("traits").or_insert_with(|| json!({}));
    let Some(traits) = traits.as_object_mut() else {
        return false;
    };
    traits.insert(id.to_owned(), value.clone()).as_ref() != Some(value)
}

/// Puts traits on the members of structures that target a shape, where there is no such trait yet.
pub(super) fn add_to_members(shapes: &mut Shapes, target: &str, traits: &Traits) {
    for shape in shapes.values_mut() {
        if shape.get("type").and_then(Value::as_str) != Some("structure") {
            continue;
        }
        let members = shape.get_mut("members").and_then(Value::as_object_mut);
        for member in members.into_iter().flat_map(Map::values_mut) {
            if member.get("target").and_then(Value::as_str) != Some(target) {
                continue;
            }
            for (id, value) in traits {
                let old = member.get("traits").and_then(|traits| traits.get(id));
                if old.is_none() {
                    set_trait(member, id, value);
                }
            }
        }
    }
}
