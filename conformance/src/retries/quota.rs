//! What is in the bucket after each step.

use serde_json::Value;
use tinsmith_runtime::retry::{CallRetries, NotRetried, RetryDecision, RetryQuota, RetrySettings};

use super::failure::Failure;
use super::fields::{array, member, numbers, optional_count, settings};
use crate::Difference;

pub fn run(case: &Value) -> Result<Vec<Difference>, String> {
    // The cases ask for retries until the bucket refuses them.
    let settings = settings(case)?.max_attempts(u32::MAX);
    let capacity = optional_count(case, "capacity")?.ok_or("`capacity` is not there")?;
    let quota = RetryQuota::holding(capacity, optional_count(case, "start")?.unwrap_or(capacity));
    if let Some(repeat) = case.get("repeat") {
        let calls = optional_count(repeat, "calls")?.unwrap_or(1);
        let times = optional_count(repeat, "times")?.unwrap_or(1);
        let step = member(repeat, "step")?;
        for _ in 0..calls {
            let mut retries = CallRetries::new(settings, &quota, "", "");
            for _ in 0..times {
                take(&mut retries, step)?;
            }
        }
    }
    let mut retries = CallRetries::new(settings, &quota, "", "");
    let mut differences = Vec::new();
    for (index, step) in array(case, "steps")?.iter().enumerate() {
        let refused = take(&mut retries, step)?;
        let ends = step.get("fail").is_none();
        let expected = step.get("refused").is_some_and(|refused| *refused == Value::Bool(true));
        let what = format!("refused in step {index}");
        differences.extend(Difference::between(&what, &expected.to_string(), &refused.to_string()));
        if let Some(expected) = optional_count(step, "quota")? {
            differences.extend(numbers(&format!("quota after step {index}"), expected.into(), quota.tokens().into()));
        }
        if ends {
            retries = CallRetries::new(settings, &quota, "", "");
        }
    }
    Ok(differences)
}

/// Makes one step; whether there was not enough left for it.
fn take(retries: &mut CallRetries<'_>, step: &Value) -> Result<bool, String> {
    if let Some(failure) = step.get("fail") {
        let reason = Failure::parse(failure)?.error("").retry_reason();
        let decision = retries.failed(reason, None, 1.0);
        return match decision {
            RetryDecision::Retry { .. } => Ok(false),
            RetryDecision::Stop { reason: NotRetried::Quota, .. } => Ok(true),
            other => Err(format!("`fail` is no failure that is retried: {other:?}")),
        };
    }
    if step.get("succeed").is_some() {
        retries.succeeded();
        return Ok(false);
    }
    let status = optional_count(step, "giveUp")?.ok_or("a step is none of `fail`, `succeed`, `giveUp`")?;
    // No more attempts: the same failure with the attempts used up takes and gives nothing.
    let failure = Failure::parse(&serde_json::json!({"status": status}))?;
    let last = RetrySettings::new().max_attempts(1);
    match failure.error("").retry_decision(&last, retries.attempt()) {
        RetryDecision::Stop { .. } => Ok(false),
        other => Err(format!("`giveUp` is retried: {other:?}")),
    }
}
