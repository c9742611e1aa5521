//! Members of cases, by their types.

use std::time::Duration;

use serde_json::Value;
use tinsmith_runtime::retry::{RetryCosts, RetrySettings};

use crate::Difference;

/// How far numbers may be off.
const TOLERANCE: f64 = 5e-7;

pub fn string<'a>(case: &'a Value, name: &str) -> Result<&'a str, String> {
    case.get(name).and_then(Value::as_str).ok_or_else(|| format!("`{name}` is not a string"))
}

/// A string that need not be there.
pub fn optional_string<'a>(case: &'a Value, name: &str) -> Result<Option<&'a str>, String> {
    case.get(name).map(|_| string(case, name)).transpose()
}

pub fn number(case: &Value, name: &str) -> Result<f64, String> {
    case.get(name).and_then(Value::as_f64).ok_or_else(|| format!("`{name}` is not a number"))
}

/// A number that need not be there.
pub fn optional_number(case: &Value, name: &str) -> Result<Option<f64>, String> {
    case.get(name).map(|_| number(case, name)).transpose()
}

/// A whole number that need not be there.
pub fn optional_count(case: &Value, name: &str) -> Result<Option<u32>, String> {
    let Some(value) = case.get(name) else { return Ok(None) };
    let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
    count.map(Some).ok_or_else(|| format!("`{name}` is not a whole number"))
}

pub fn array<'a>(case: &'a Value, name: &str) -> Result<&'a [Value], String> {
    let array = case.get(name).and_then(Value::as_array);
    array.map(Vec::as_slice).ok_or_else(|| format!("`{name}` is not an array"))
}

pub fn member<'a>(case: &'a Value, name: &str) -> Result<&'a Value, String> {
    case.get(name).ok_or_else(|| format!("`{name}` is not there"))
}

/// A point in time, or a duration, in seconds.
pub fn seconds(case: &Value, name: &str) -> Result<Duration, String> {
    duration(number(case, name)?)
}

pub fn duration(seconds: f64) -> Result<Duration, String> {
    Duration::try_from_secs_f64(seconds).map_err(|error| format!("{seconds} is no number of seconds: {error}"))
}

/// `costs`: settings with these; the legacy ones where a case says nothing.
pub fn settings(case: &Value) -> Result<RetrySettings, String> {
    let costs = match optional_string(case, "costs")? {
        None | Some("legacy") => RetryCosts::Legacy,
        Some("2026") => RetryCosts::New2026,
        Some(other) => return Err(format!("`{other}` is neither `legacy` nor `2026`")),
    };
    Ok(RetrySettings::new().costs(costs))
}

/// `service`: how botocore calls it, as `sdkId` does; empty where there is none.
pub fn service(case: &Value) -> Result<&'static str, String> {
    const KNOWN: [(&str, &str); 8] = [
        ("dynamodb", "DynamoDB"),
        ("dynamodbstreams", "DynamoDB Streams"),
        ("dynamodb-streams", "DynamoDB Streams"),
        ("s3", "S3"),
        ("sqs", "SQS"),
        ("stepfunctions", "SFN"),
        ("sts", "STS"),
        ("swf", "SWF"),
    ];
    let Some(name) = optional_string(case, "service")? else { return Ok("") };
    let known = KNOWN.iter().find(|(known, _)| *known == name);
    // Nothing is particular to any other.
    Ok(known.map_or("Other", |(_, sdk_id)| sdk_id))
}

/// The difference between two numbers, if there is one.
pub fn numbers(what: &str, expected: f64, actual: f64) -> Option<Difference> {
    numbers_within(what, expected, actual, TOLERANCE)
}

pub fn numbers_within(what: &str, expected: f64, actual: f64, tolerance: f64) -> Option<Difference> {
    // No number is close to what is none.
    let is_close = (expected - actual).abs() <= tolerance;
    (!is_close).then(|| Difference {
        what: what.to_owned(),
        expected: expected.to_string(),
        actual: actual.to_string(),
    })
}
