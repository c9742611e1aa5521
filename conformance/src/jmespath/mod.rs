//! JMESPath: each expression of a compliance suite, parsed by the generator and evaluated by the runtime.

mod static_expression;

use std::path::Path;

use serde_json::{Map, Value};
use tinsmith_codegen::jmespath::parse;
use tinsmith_runtime::codec::json::read_document;
use tinsmith_runtime::jmespath::{Found, evaluate};
use tinsmith_runtime::types::Document;
use tinsmith_runtime::value::View;

use crate::{Case, Difference, files};

/// Runs every case of a file: `suites` of `given`, and `cases` with `expression` and either `result` or `error`.
///
/// Whether an error comes when parsing or when evaluating is not compared, nor is its kind.
///
/// # Errors
///
/// A file that cannot be read, or is not of this form; all problems at once.
pub fn run(set: &str, file: &Path) -> Result<Vec<Case>, String> {
    let document = files::json(file)?;
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (index, suite) in array(&document, "suites", file)?.iter().enumerate() {
        let name = suite.get("suite").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
        let given = read_document(suite.get("given").unwrap_or(&Value::Null).to_string().as_bytes())
            .map_err(|error| format!("{}: suite {name}: `given`: {error}", file.display()))?;
        for case in array(suite, "cases", file)? {
            match case.get("expression").and_then(Value::as_str) {
                Some(expression) => {
                    let differences = run_case(&given, expression, case).into_iter().collect();
                    cases.push(Case::new(set, format!("{name}: {expression}"), differences));
                }
                None => problems.push(format!("{}: suite {name}: a case has no `expression`", file.display())),
            }
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

fn array<'v>(value: &'v Value, name: &str, file: &Path) -> Result<&'v Vec<Value>, String> {
    let array = value.get(name).and_then(Value::as_array);
    array.ok_or_else(|| format!("{}: it lacks the array `{name}`", file.display()))
}

fn run_case(given: &Document, expression: &str, case: &Value) -> Option<Difference> {
    let expected = match (case.get("result"), case.get("error")) {
        (Some(result), None) => canonical(result).to_string(),
        (None, Some(_)) => "an error".to_owned(),
        _ => "either `result` or `error`".to_owned(),
    };
    match result(given, expression) {
        Ok(value) => Difference::between("result", &expected, &canonical(&value).to_string()),
        Err(_) if expected == "an error" => None,
        Err(error) => Difference::between("result", &expected, &format!("error: {error}")),
    }
}

fn result(given: &Document, expression: &str) -> Result<Value, String> {
    let parsed = parse(expression).map_err(|error| error.to_string())?;
    let expression = static_expression::expression(&parsed).ok_or("a form that is not known")?;
    let expression = Box::leak(Box::new(expression));
    json(&evaluate(expression, View::Document(given)).map_err(|error| error.to_string())?)
}

fn json(found: &Found<'_>) -> Result<Value, String> {
    if found.is_null() {
        return Ok(Value::Null);
    }
    if found.is_list() {
        return found.elements().map(|element| json(&element)).collect();
    }
    if found.is_object() {
        return found.entries().into_iter().map(|(key, value)| Ok((key.into_owned(), json(&value)?))).collect();
    }
    let text = found.as_str().map(Value::from);
    let boolean = || found.as_bool().map(Value::from);
    let integer = || found.as_i64().map(Value::from);
    let float = || found.as_f64().map(Value::from);
    let value = text.or_else(boolean).or_else(integer).or_else(float);
    value.ok_or_else(|| "a kind of value that this command does not know".to_owned())
}

/// The value with its members in order and all numbers as floats: `1` and `1.0` are one number.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map_or_else(|| value.clone(), Value::from),
        Value::Array(elements) => elements.iter().map(canonical).collect(),
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(name, value)| (name.clone(), canonical(value))).collect();
            entries.sort_by(|(left, _), (right, _)| left.cmp(right));
            Value::Object(Map::from_iter(entries))
        }
        _ => value.clone(),
    }
}
