//! The documentation of services: models that are committed do not carry it, botocore does.

use std::path::Path;

use serde_json::{Map, Value};
use tinsmith_codegen::traits::ids;

use crate::botocore::wheel::Source;
use crate::import::import;

/// Whether the text of a model carries documentation.
pub fn is_in(model: &[u8]) -> bool {
    contains(model, ids::DOCUMENTATION.as_bytes())
}

fn contains(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}

/// Whether the text of a model may be that of a service of AWS.
pub fn is_of_aws(model: &[u8]) -> bool {
    contains(model, b"\"com.amazonaws.")
}

/// botocore's name of the service that a model describes, where its shapes are those that an import makes.
pub(crate) fn service_name(model: &Value) -> Option<String> {
    let shapes = model.get("shapes").and_then(Value::as_object)?;
    let (id, _) = shapes.iter().find(|(_, shape)| shape.get("type").is_some_and(|kind| kind == "service"))?;
    let (namespace, _) = id.split_once('#')?;
    namespace.strip_prefix("com.amazonaws.").map(str::to_owned)
}

/// Adds the documentation of botocore to a model that carries none, by shape id and member.
///
/// # Errors
///
/// What cannot be read or imported.
pub fn add(model: &mut Value, botocore: Option<&Path>) -> Result<(), String> {
    let (Some(botocore), Some(name)) = (botocore, service_name(model)) else { return Ok(()) };
    let files = Source::open(botocore).and_then(|mut source| source.service(&name));
    let files = files.map_err(|error| format!("taking documentation: {error}"))?;
    let documented = import(&files, true).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(|problem| format!("taking documentation: {problem}")).collect();
        problems.join("\n")
    })?;
    merge(model, &documented);
    Ok(())
}

/// Copies documentation to where there is none.
fn merge(model: &mut Value, documented: &Value) {
    for_each_shape(model, |id, shape| {
        let Some(other) = documented.get("shapes").and_then(|shapes| shapes.get(id)) else { return };
        copy(shape, other);
        for (name, member) in shape.get_mut("members").and_then(Value::as_object_mut).into_iter().flatten() {
            if let Some(other) = other.get("members").and_then(|members| members.get(name)) {
                copy(member, other);
            }
        }
    });
}

fn copy(to: &mut Value, from: &Value) {
    let text = from.get("traits").and_then(|traits| traits.get(ids::DOCUMENTATION));
    if let (Some(text), Some(to)) = (text, to.as_object_mut())
        && let Some(traits) = to.entry("traits").or_insert_with(|| Map::new().into()).as_object_mut()
    {
        traits.entry(ids::DOCUMENTATION).or_insert_with(|| text.clone());
    }
}

/// Removes what documentation a model carries.
pub fn remove(model: &mut Value) {
    let strip = |of: &mut Value| {
        if let Some(traits) = of.get_mut("traits").and_then(Value::as_object_mut) {
            traits.remove(ids::DOCUMENTATION);
        }
    };
    for_each_shape(model, |_, shape| {
        strip(shape);
        shape
            .get_mut("members")
            .and_then(Value::as_object_mut)
            .into_iter()
            .flatten()
            .for_each(|(_, member)| strip(member));
    });
}

fn for_each_shape(model: &mut Value, mut work: impl FnMut(&str, &mut Value)) {
    for (id, shape) in model.get_mut("shapes").and_then(Value::as_object_mut).into_iter().flatten() {
        work(id, shape);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{merge, remove};

    #[test]
    fn what_a_model_says_itself_stays() {
        let docs = |text: &str| json!({"smithy.api#documentation": text});
        let mut model = json!({"shapes": {
            "a#One": {"type": "structure", "members": {
                "own": {"target": "smithy.api#String", "traits": docs("ours")},
                "bare": {"target": "smithy.api#String"},
            }},
            "a#Other": {"type": "string"},
        }});
        let plain = model.clone();
        let documented = json!({"shapes": {
            "a#One": {"traits": docs("of one"), "members": {"own": {"traits": docs("theirs")}, "bare": {"traits": docs("bare")}}},
            "a#Elsewhere": {"traits": docs("nobody")},
        }});
        merge(&mut model, &documented);
        assert_eq!(
            model,
            json!({"shapes": {
                "a#One": {"type": "structure", "traits": docs("of one"), "members": {
                    "own": {"target": "smithy.api#String", "traits": docs("ours")},
                    "bare": {"target": "smithy.api#String", "traits": docs("bare")},
                }},
                "a#Other": {"type": "string"},
            }})
        );

        remove(&mut model);
        for place in ["/shapes/a#One", "/shapes/a#One/members/own", "/shapes/a#One/members/bare"] {
            assert_eq!(model.pointer(&format!("{place}/traits")), Some(&json!({})), "{place}");
        }
        assert_eq!(model["shapes"]["a#Other"], plain["shapes"]["a#Other"]);
    }
}
