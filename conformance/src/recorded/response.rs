//! Responses that a second client read: what our client must make of them.

use serde_json::{Map, Value, json};

use crate::Difference;
use crate::compare::values;
use crate::protocol_tests::response::{members, unexpected};

/// What the client has to do for a response with an output.
pub fn output(recorded: &Value, settings: &Map<String, Value>) -> Value {
    json!({ "settings": unchecked(settings), "response": recorded["response"], "expected": recorded["output"] })
}

/// What the client has to do for a response with an error.
pub fn error(recorded: &Value, settings: &Map<String, Value>) -> Value {
    let error = &recorded["error"];
    json!({
        "settings": unchecked(settings),
        "response": recorded["response"],
        "expected": if error["shape"].is_null() { &Value::Null } else { &error["fields"] },
        "exception": error["shape"],
    })
}

/// The request is as small as can be, and need not keep the model's constraints.
fn unchecked(settings: &Map<String, Value>) -> Map<String, Value> {
    let mut settings = settings.clone();
    settings.insert("validation".to_owned(), false.into());
    settings
}

/// Compares an output with the recorded one.
pub fn judge_output(recorded: &Value, outcome: &Value) -> Vec<Difference> {
    match outcome.get("output") {
        Some(output) => members("output", recorded.get("output"), outcome, output),
        None => vec![unexpected("an output", outcome)],
    }
}

/// Compares an error with the recorded one: code, message, the modeled error and its members.
pub fn judge_error(recorded: &Value, outcome: &Value) -> Vec<Difference> {
    let Some(error) = outcome.get("error") else {
        return vec![unexpected("an error", outcome)];
    };
    let expected = &recorded["error"];
    let shape = error["shape"].as_str().map(|id| id.rsplit('#').next().unwrap_or(id));
    let mut differences = Vec::new();
    for (name, actual) in [("code", &error["code"]), ("shape", &shape.into()), ("message", &error["message"])] {
        differences.extend(values::differences(name, &expected[name], actual));
    }
    if shape.is_some() {
        // That client leaves the message out of the members where it comes under another name than the member's.
        let body = recorded["response"]["body"].as_str().unwrap_or_default();
        let mut fields = error["fields"].clone();
        if let Some(fields) = fields.as_object_mut() {
            fields.retain(|name, value| {
                let is_message = name.eq_ignore_ascii_case("message") && *value == expected["message"];
                let is_named = [format!("<{name}>"), format!("\"{name}\"")].iter().any(|text| body.contains(text));
                !is_message || is_named
            });
        }
        differences.extend(members("fields", expected.get("fields"), outcome, &fields));
    }
    differences
}
