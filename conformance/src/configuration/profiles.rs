//! Shared files to profiles and other sections.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tinsmith_runtime::profile::{FileKind, ProblemKind, ProfileFile, ProfileSet, Property, Section};

use super::object;
use crate::Difference;

/// Reads the case's `files`, `config` and `credentials`, and compares what `expect` has of sections: `profiles` with the
/// text of values, `nested` with sub-properties, `ssoSessions`, `services`, `unknown`. Names come out in small letters.
///
/// `error`: another client fails; here a problem is told of. Without it, no line may be unreadable.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let files = object(case, "files")?;
    let text = |name: &str| files.get(name).and_then(Value::as_str);
    if let Some(name) = files.keys().find(|name| !matches!(name.as_str(), "config" | "credentials")) {
        return Err(format!("`files.{name}` is not known"));
    }
    let read = [(FileKind::Config, text("config")), (FileKind::Credentials, text("credentials"))]
        .into_iter()
        .filter_map(|(kind, text)| Some(ProfileFile::parse(kind, format!("{kind:?}"), text?)));
    let set = ProfileSet::new(read);
    let expect = object(case, "expect")?;
    if expect.contains_key("error") {
        let told = if set.problems().is_empty() { "none" } else { "some" };
        return Ok(Difference::between("problems", "some", told).into_iter().collect());
    }
    let unreadable = set.problems().iter().filter(|problem| problem.kind() == ProblemKind::Unreadable);
    let unreadable: Vec<String> = unreadable.map(ToString::to_string).collect();
    let mut differences: Vec<_> = Difference::between("problems", "", &unreadable.join("\n")).into_iter().collect();
    for (what, expected) in expect {
        let (sections, value): (Vec<&Section>, fn(_) -> _) = match what.as_str() {
            "profiles" => (set.profiles().collect(), text_of),
            "nested" => (set.profiles().collect(), nested),
            "ssoSessions" => (set.sso_sessions().collect(), nested),
            "services" => (set.services_sections().collect(), nested),
            "unknown" => (set.other_sections().collect(), nested),
            other => return Err(format!("`expect.{other}` is not known")),
        };
        let actual: BTreeMap<_, _> = sections
            .into_iter()
            .map(|section| {
                let properties = section.properties().map(|(name, property)| (name.to_owned(), value(property)));
                (section.name(), Value::Object(properties.collect()))
            })
            .collect();
        let expected = lower_case(expected, 0).to_string();
        differences.extend(Difference::between(what, &expected, &lower_case(&json!(actual), 0).to_string()));
    }
    Ok(differences)
}

fn text_of(property: &Property) -> Value {
    property.value().into()
}

/// The sub-properties, where there are such, else the text.
fn nested(property: &Property) -> Value {
    let nested: Map<String, Value> =
        property.sub_properties().map(|(name, property)| (name.to_owned(), property.value().into())).collect();
    if nested.is_empty() && !property.value().starts_with('\n') {
        property.value().into()
    } else {
        Value::Object(nested)
    }
}

/// The value with the names of properties, though not of sections, in small letters, and sorted.
fn lower_case(value: &Value, depth: usize) -> Value {
    let Value::Object(entries) = value else { return value.clone() };
    let lower = |name: &String| if depth == 0 { name.clone() } else { name.to_ascii_lowercase() };
    let entries: BTreeMap<String, Value> =
        entries.iter().map(|(name, value)| (lower(name), lower_case(value, depth + 1))).collect();
    Value::Object(entries.into_iter().collect())
}
