//! Delays: by attempt, by what a response asks for, by service, of long polls.

use std::time::Duration;

use serde_json::Value;
use tinsmith_runtime::retry::{CallRetries, RetryDecision, RetryQuota, back_off, retry_after};

use super::failure::Failure;
use super::fields::{
    array, member, number, numbers, optional_count, optional_number, optional_string, service, settings,
};
use crate::Difference;

pub fn run(case: &Value) -> Result<Vec<Difference>, String> {
    let expect = member(case, "expect")?;
    if expect.get("delayAtLeast").is_some() || expect.get("delayAtMost").is_some() {
        return bounds(case, expect);
    }
    let random = number(case, "random")?;
    let capacity = optional_count(case, "capacity")?.unwrap_or(RetryQuota::default().capacity());
    let quota = RetryQuota::new(capacity);
    let sdk_id = service(case)?;
    let operation = optional_string(case, "operation")?.unwrap_or_default();
    let failure = Failure::parse(member(case, "failure")?)?;
    let details = failure.error(sdk_id);
    let mut retries = CallRetries::new(settings(case)?, &quota, sdk_id, operation);
    let mut fail = || retries.failed(details.retry_reason(), retry_after(details.headers()), random);
    let mut differences = Vec::new();
    if expect.get("delays").is_some() {
        let (mut delays, mut quotas) = (Vec::new(), Vec::new());
        while let RetryDecision::Retry { delay, .. } = fail() {
            delays.push(delay.as_secs_f64());
            quotas.push(f64::from(quota.tokens()));
        }
        differences.extend(lists("delays", array(expect, "delays")?, &delays)?);
        if expect.get("quotas").is_some() {
            differences.extend(lists("quotas", array(expect, "quotas")?, &quotas)?);
        }
        if let Some(attempts) = optional_count(expect, "maxAttempts")? {
            differences.extend(numbers("attempts", attempts.into(), f64::from(retries.max_attempts())));
        }
        return Ok(differences);
    }
    // One failure, of the attempt that the case names.
    for _ in 1..optional_count(case, "attempt")?.unwrap_or(1) {
        fail();
    }
    let decision = fail();
    let (retried, slept) = match decision {
        RetryDecision::Retry { delay, .. } => (true, Some(delay)),
        RetryDecision::Stop { delay, .. } => (false, delay),
        other => return Err(format!("an answer that is not known: {other:?}")),
    };
    if let Some(expected) = expect.get("retried") {
        differences.extend(Difference::between("retried", &expected.to_string(), &retried.to_string()));
    }
    let slept = slept.unwrap_or(Duration::ZERO).as_secs_f64();
    for name in ["delay", "slept"] {
        if let Some(expected) = optional_number(expect, name)? {
            differences.extend(numbers(name, expected, slept));
        }
    }
    let tokens = || f64::from(quota.tokens());
    if let Some(expected) = optional_count(expect, "quotaAfterFailure")? {
        differences.extend(numbers("quota after the failure", expected.into(), tokens()));
    }
    if let Some(expected) = optional_count(expect, "quotaAfterSuccess")? {
        retries.succeeded();
        differences.extend(numbers("quota after success", expected.into(), tokens()));
    }
    if let Some(attempts) = optional_count(expect, "maxAttempts")? {
        differences.extend(numbers("attempts", attempts.into(), f64::from(retries.max_attempts())));
    }
    Ok(differences)
}

/// The least and the longest delay, whatever the random number.
fn bounds(case: &Value, expect: &Value) -> Result<Vec<Difference>, String> {
    let attempt = optional_count(case, "attempt")?.unwrap_or(1);
    let sdk_id = service(case)?;
    let details = Failure::parse(member(case, "failure")?)?.error(sdk_id);
    let reason = details.retry_reason().ok_or("`failure` is no failure that is retried")?;
    let asked_for = retry_after(details.headers());
    let settings = settings(case)?;
    let delay = |random| back_off(&settings, sdk_id, attempt, reason, asked_for, random).as_secs_f64();
    let mut differences = Vec::new();
    for (name, random) in [("delayAtLeast", 0.0), ("delayAtMost", 1.0)] {
        if let Some(expected) = optional_number(expect, name)? {
            differences.extend(numbers(name, expected, delay(random)));
        }
    }
    Ok(differences)
}

fn lists(what: &str, expected: &[Value], actual: &[f64]) -> Result<Vec<Difference>, String> {
    let mut differences = Vec::new();
    differences.extend(numbers(&format!("number of {what}"), expected.len() as f64, actual.len() as f64));
    for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
        let expected = expected.as_f64().ok_or_else(|| format!("`{what}` has what is not a number"))?;
        differences.extend(numbers(&format!("{what} {index}"), expected, *actual));
    }
    Ok(differences)
}
