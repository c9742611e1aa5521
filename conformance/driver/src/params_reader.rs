//! Members of a shape from the JSON of test cases.
//!
//! Timestamps are seconds since 1970, blobs text, unions objects with one member, and `"NaN"`, `"Infinity"` and
//! `"-Infinity"` numbers. A member that no model knows is `{"$unknown": NAME}` in place of a union.

use serde_json::{Number as JsonNumber, Value as Json};
use tinsmith_runtime::Structure;
use tinsmith_runtime::schema::SchemaKind;
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::{BigNumber, Blob, Document};
use tinsmith_runtime::value::{Slot, Value};

/// Sets the members that `params` names.
///
/// # Errors
///
/// A member that the shape lacks, or a value that is none of its kind, with the path to it.
pub fn read(structure: &mut dyn Structure, params: &Json) -> Result<(), String> {
    match params {
        Json::Null => Ok(()),
        params => read_structure(structure, params, ""),
    }
}

fn read_structure(structure: &mut dyn Structure, params: &Json, path: &str) -> Result<(), String> {
    let members = params.as_object().ok_or_else(|| not("an object", params, path))?;
    let schema = structure.schema();
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        if schema.kind == SchemaKind::Union && name == "$unknown" {
            structure.set_unknown_member(value.as_str().ok_or_else(|| not("a name", value, path))?);
            continue;
        }
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let index = schema.members.iter().position(|member| member.name == name);
        let slot = index.and_then(|index| structure.member_mut(index));
        read_slot(slot.ok_or_else(|| format!("{path}: {} has no such member", schema.id))?, value, &path)?;
    }
    Ok(())
}

fn read_slot(slot: Slot<'_>, json: &Json, path: &str) -> Result<(), String> {
    match slot {
        Slot::Boolean(value) => *value = json.as_bool().ok_or_else(|| not("a boolean", json, path))?,
        Slot::Byte(value) => *value = integer(json, path)?,
        Slot::Short(value) => *value = integer(json, path)?,
        Slot::Integer(value) => *value = integer(json, path)?,
        Slot::Long(value) => *value = integer(json, path)?,
        Slot::IntEnum(value) => value.set(integer(json, path)?),
        #[expect(clippy::cast_possible_truncation, reason = "a float's test value is the nearest double")]
        Slot::Float(value) => *value = float(json, path)? as f32,
        Slot::Double(value) => *value = float(json, path)?,
        Slot::BigNumber(value) => {
            let digits = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            *value = BigNumber::new(digits).ok_or_else(|| not("a number", json, path))?;
        }
        Slot::String(value) => text(json, path)?.clone_into(value),
        Slot::Enum(value) => value.set(text(json, path)?),
        Slot::Blob(value) => *value = Blob::from(text(json, path)?),
        Slot::Stream(value) => *value = Blob::from(text(json, path)?).into_bytes().into(),
        Slot::Timestamp(value) => {
            let number = match json {
                Json::Number(number) => timestamp(number),
                _ => None,
            };
            *value = number.ok_or_else(|| not("seconds since 1970", json, path))?;
        }
        Slot::Document(value) => *value = document(json),
        Slot::List(list) => {
            list.clear();
            for (index, json) in json.as_array().ok_or_else(|| not("an array", json, path))?.iter().enumerate() {
                let path = format!("{path}[{index}]");
                let element = list.push().ok_or_else(|| format!("{path}: the list takes no element"))?;
                read_element(element, json, &path)?;
            }
        }
        Slot::Map(map) => {
            map.clear();
            for (key, json) in json.as_object().ok_or_else(|| not("an object", json, path))? {
                read_element(map.insert(key.clone()), json, &format!("{path}.{key}"))?;
            }
        }
        Slot::Structure(structure) => read_structure(structure, json, path)?,
        _ => return Err(format!("{path}: a kind of member that this command does not know")),
    }
    Ok(())
}

/// A null stays what an empty element of a sparse list or map is; a document can hold one.
fn read_element(element: &mut dyn Value, json: &Json, path: &str) -> Result<(), String> {
    if json.is_null() { Ok(()) } else { read_slot(element.slot(), json, path) }
}

fn not(what: &str, json: &Json, path: &str) -> String {
    format!("{path}: {json} is not {what}")
}

fn text<'a>(json: &'a Json, path: &str) -> Result<&'a str, String> {
    json.as_str().ok_or_else(|| not("a string", json, path))
}

fn integer<T: TryFrom<i64>>(json: &Json, path: &str) -> Result<T, String> {
    let whole = |float: f64| format!("{float:.0}").parse::<i64>().ok().filter(|_| float.fract() == 0.0);
    let number = json.as_i64().or_else(|| json.as_f64().and_then(whole));
    number.and_then(|number| number.try_into().ok()).ok_or_else(|| not("an integer of the member's size", json, path))
}

fn float(json: &Json, path: &str) -> Result<f64, String> {
    match json {
        Json::String(text) if text == "NaN" => Some(f64::NAN),
        Json::String(text) if text == "Infinity" => Some(f64::INFINITY),
        Json::String(text) if text == "-Infinity" => Some(f64::NEG_INFINITY),
        other => other.as_f64(),
    }
    .ok_or_else(|| not("a number", json, path))
}

/// Read from its digits: a double has too few for seconds and nanoseconds at once.
pub fn timestamp(number: &JsonNumber) -> Option<Timestamp> {
    let mut text = number.to_string();
    if text.contains('e') {
        text = format!("{:.9}", number.as_f64()?);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits: String = fraction.chars().chain(std::iter::repeat('0')).take(9).collect();
    let (seconds, nanos) = (whole.parse::<i64>().ok()?, digits.parse::<u32>().ok()?);
    match (whole.starts_with('-'), nanos) {
        (true, 1..) => Timestamp::new(seconds.checked_sub(1)?, 1_000_000_000 - nanos),
        _ => Timestamp::new(seconds, nanos),
    }
}

fn document(json: &Json) -> Document {
    match json {
        Json::Null => Document::Null,
        Json::Bool(value) => Document::Boolean(*value),
        Json::String(text) => Document::String(text.clone()),
        Json::Number(number) => number.to_string().parse().map_or(Document::Null, Document::Number),
        Json::Array(elements) => Document::Array(elements.iter().map(document).collect()),
        Json::Object(entries) => entries.iter().map(|(key, value)| (key.as_str(), document(value))).collect(),
    }
}
