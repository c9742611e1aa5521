//! Which failures pass, by each rule alone.

use serde_json::Value;
use tinsmith_runtime::error::ErrorDetails;
use tinsmith_runtime::generated::ErrorTraits;
use tinsmith_runtime::retry::{
    RetryReason, by_service, by_status, by_transport, has_wrong_checksum, is_throttling_code, is_transient_code,
};

use super::failure::Failure;
use super::fields::{optional_string, service, string};
use crate::Difference;

/// What the `check` alone says of a failure; and what all together say must not be less.
pub fn run(document: &Value, case: &Value) -> Result<Vec<Difference>, String> {
    let failure = Failure::parse(case.get("failure").ok_or("`failure` is not there")?)?;
    let sdk_id = service(case)?;
    let code = failure.code.as_deref();
    let details = failure.error(sdk_id);
    let (actual, all) = match string(case, "check")? {
        "throttling" => (code.is_some_and(is_throttling_code), details.is_throttling()),
        "transient" => {
            let by_status = failure.status.and_then(by_status) == Some(RetryReason::Transient);
            let by_transport = failure.transport.and_then(by_transport).is_some();
            (by_status || by_transport || code.is_some_and(is_transient_code), details.is_retryable())
        }
        "modeled" => {
            let details = modeled(document, code, details)?;
            let by_model = details.as_ref().is_some_and(ErrorDetails::is_retryable);
            (by_model, by_model)
        }
        "service" => {
            let by_checksum = has_wrong_checksum(sdk_id, &failure.headers, failure.body.as_bytes());
            let by_code = code.and_then(|code| by_service(sdk_id, code)).is_some();
            (by_checksum || by_code, by_checksum || details.is_retryable())
        }
        other => return Err(format!("`{other}` is no check that is known")),
    };
    let expected = case.get("expect").and_then(Value::as_bool).ok_or("`expect` is not true or false")?;
    let shown = |value: bool| value.to_string();
    let alone = Difference::between("what the check says", &shown(expected), &shown(actual));
    let together = Difference::between("what all say together", &shown(true), &shown(all)).filter(|_| expected);
    Ok(alone.into_iter().chain(together).collect())
}

/// The error with what `modeledErrors` says of its code; `None` where it says nothing, or there is no response.
fn modeled(document: &Value, code: Option<&str>, details: ErrorDetails) -> Result<Option<ErrorDetails>, String> {
    let Some(code) = code else { return Ok(None) };
    let listed = document.get("modeledErrors").and_then(Value::as_object).ok_or("`/modeledErrors` is not an object")?;
    for (name, error) in listed {
        if optional_string(error, "code")?.unwrap_or(name) != code {
            continue;
        }
        let traits = ErrorTraits::new("");
        let traits = match error.get("retryable") {
            Some(Value::String(text)) if text == "throttling" => traits.throttling(),
            Some(Value::Bool(true)) => traits.retryable(),
            Some(Value::Bool(false)) => traits,
            _ => return Err(format!("`retryable` of {name} is neither true, false nor `throttling`")),
        };
        // The model alone, without what the status says.
        return Ok(Some(details.with_status(400).with_modeled(Some(traits))));
    }
    Ok(None)
}
