//! `smithy.test#httpResponseTests`: <https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html>.

use serde_json::{Value, json};

use super::request;
use crate::Difference;
use crate::compare::values;

/// What the client has to do for a case; `exception` is the error shape that carries it.
pub fn exercise(test: &Value, exception: Option<&str>) -> Value {
    let mut settings = request::settings(test);
    settings.insert("endpoint".to_owned(), "https://example.com".into());
    // The request is as small as can be, and need not keep the model's constraints.
    settings.insert("validation".to_owned(), false.into());
    json!({
        "settings": settings,
        "response": { "status": test.get("code"), "headers": test.get("headers"), "body": test.get("body") },
        "expected": test.get("params"),
        "exception": exception,
    })
}

/// Compares an output with what the case says of it.
pub fn judge_output(test: &Value, outcome: &Value) -> Vec<Difference> {
    match outcome.get("output") {
        Some(output) => members("output", test.get("params"), outcome, output),
        None => vec![unexpected("an output", outcome)],
    }
}

/// Compares an exception with what the case says of it. `test` is the case with the error's shape id as `shape`.
pub fn judge_exception(test: &Value, outcome: &Value) -> Vec<Difference> {
    let shape = test.get("shape").and_then(Value::as_str).unwrap_or_default();
    let error = outcome.get("error").unwrap_or(&Value::Null);
    if error.get("shape").and_then(Value::as_str) != Some(shape) {
        return vec![unexpected(shape, outcome)];
    }
    let fields = error.get("fields").unwrap_or(&Value::Null);
    let mut differences = members("exception", test.get("params"), outcome, fields);
    let text = |value: &Value| value.as_str().unwrap_or("nothing is there").to_owned();
    if let Some(code) = test.pointer("/vendorParams/code") {
        differences.extend(Difference::between("code", &text(code), &text(error.get("code").unwrap_or(&Value::Null))));
    }
    differences.extend(values::missing("status", test.get("code").unwrap_or(&Value::Null), &error["status"]));
    differences
}

/// The members must be those that the case names, and beside them only what the type holds without being told.
pub fn members(what: &str, params: Option<&Value>, outcome: &Value, actual: &Value) -> Vec<Difference> {
    let typed = outcome.get("expected").unwrap_or(&Value::Null);
    let mut differences = values::differences(what, typed, actual);
    if differences.is_empty()
        && let Some(params) = params.filter(|params| !params.is_null())
    {
        differences = values::missing(what, params, actual);
    }
    differences
}

/// The difference that another kind of result is.
pub fn unexpected(expected: &str, outcome: &Value) -> Difference {
    let actual = outcome.get("error").or(outcome.get("output")).unwrap_or(outcome);
    Difference { what: "result".to_owned(), expected: expected.to_owned(), actual: actual.to_string() }
}
