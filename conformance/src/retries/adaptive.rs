//! The adaptive mode: its parts, and all of them together.

use std::time::Duration;

use serde_json::Value;
use tinsmith_runtime::retry::{Cubic, RateLimiter, RequestRate, SendingTokens, fill_rate};

use super::fields::{array, duration, member, number, numbers, numbers_within, optional_number, seconds, string};
use crate::Difference;

type Differences = Result<Vec<Difference>, String>;

pub fn run(case: &Value) -> Differences {
    match string(case, "kind")? {
        "cubic" => cubic(case),
        "sending-rate" => sending_rate(case),
        "cubic-window" => cubic_window(case),
        "measure" => measure(case),
        "limit" => limit(case),
        "bucket" => bucket(case),
        "enable" => enable(case),
        other => Err(format!("`{other}` is no kind of case that is known")),
    }
}

fn throttles(case: &Value) -> Result<bool, String> {
    match string(case, "response")? {
        "throttle" => Ok(true),
        "success" => Ok(false),
        other => Err(format!("`{other}` is neither `throttle` nor `success`")),
    }
}

/// The rate after each response, cut from the one before.
fn cubic(case: &Value) -> Differences {
    let given = member(case, "given")?;
    let mut rate = number(given, "lastMaxRate")?;
    let mut cubic = Cubic::new(rate, seconds(given, "lastThrottleTime")?);
    let mut differences = Vec::new();
    for (index, step) in array(case, "steps")?.iter().enumerate() {
        let now = seconds(step, "time")?;
        rate = if throttles(step)? { cubic.throttled(rate, now) } else { cubic.succeeded(now) };
        differences.extend(numbers(&format!("rate after response {index}"), number(step, "rate")?, rate));
    }
    Ok(differences)
}

fn sending_rate(case: &Value) -> Differences {
    let mut limiter = RateLimiter::new(Duration::ZERO);
    let mut differences = Vec::new();
    for (index, step) in array(case, "steps")?.iter().enumerate() {
        limiter.answered(throttles(step)?, seconds(step, "time")?);
        let compare =
            |what: &str, expected, actual| numbers(&format!("{what} after response {index}"), expected, actual);
        differences.extend(compare("measured rate", number(step, "measuredRate")?, limiter.measured_rate()));
        differences.extend(compare("fill rate", number(step, "fillRate")?, limiter.fill_rate()));
    }
    Ok(differences)
}

fn cubic_window(case: &Value) -> Differences {
    let (given, expect) = (member(case, "given")?, member(case, "expect")?);
    let max_rate = number(given, "lastMaxRate")?;
    let mut cubic = Cubic::new(max_rate, Duration::ZERO);
    let window = numbers("time window", number(expect, "timeWindow")?, cubic.time_window());
    let rate = match optional_number(expect, "rateAfterThrottle")? {
        Some(rate) => numbers("rate after a throttle", rate, cubic.throttled(max_rate, Duration::ZERO)),
        None => None,
    };
    Ok(window.into_iter().chain(rate).collect())
}

fn measure(case: &Value) -> Differences {
    let mut rate = RequestRate::new();
    for time in array(case, "times")? {
        rate.count(duration(time.as_f64().ok_or("a time is not a number")?)?);
    }
    let expect = member(case, "expect")?;
    let expected = number(expect, "rate")?;
    let difference = match optional_number(expect, "tolerance")? {
        Some(tolerance) => numbers_within("rate", expected, rate.rate(), tolerance),
        None => numbers("rate", expected, rate.rate()),
    };
    Ok(difference.into_iter().collect())
}

fn limit(case: &Value) -> Differences {
    let given = member(case, "given")?;
    throttles(given)?;
    let mut tokens = SendingTokens::new(0.0, Duration::ZERO);
    let rate = fill_rate(number(given, "cubicRate")?, number(given, "measuredRate")?);
    tokens.set_fill_rate(rate, Duration::ZERO);
    let expected = number(member(case, "expect")?, "fillRate")?;
    Ok(numbers("fill rate", expected, tokens.fill_rate()).into_iter().collect())
}

fn bucket(case: &Value) -> Differences {
    let given = member(case, "given")?;
    let start = duration(optional_number(given, "start")?.unwrap_or_default())?;
    let fill_rate = number(given, "fillRate")?;
    let mut tokens = match optional_number(given, "minFillRate")? {
        Some(min_fill_rate) => SendingTokens::with_min_fill_rate(fill_rate, min_fill_rate, start),
        None => SendingTokens::new(fill_rate, start),
    };
    if let Some(fill_rate) = optional_number(given, "setFillRate")? {
        tokens.set_fill_rate(fill_rate, start);
    }
    let mut differences = Vec::new();
    if let Some(expect) = case.get("expect") {
        if let Some(expected) = optional_number(expect, "fillRate")? {
            differences.extend(numbers("fill rate", expected, tokens.fill_rate()));
        }
        if let Some(expected) = optional_number(expect, "maxCapacity")? {
            differences.extend(numbers("capacity", expected, tokens.max_capacity()));
        }
    }
    if case.get("acquire").is_some() {
        for (index, acquire) in array(case, "acquire")?.iter().enumerate() {
            let amount = optional_number(acquire, "amount")?.unwrap_or(1.0);
            let waited = tokens.acquire(amount, seconds(acquire, "time")?);
            differences.extend(numbers(&format!("wait {index}"), number(acquire, "wait")?, waited.as_secs_f64()));
        }
    } else if case.get("expect").is_none() {
        return Err("a bucket has neither `acquire` nor `expect`".to_owned());
    }
    Ok(differences)
}

/// Whether requests wait after these responses, a second apart.
fn enable(case: &Value) -> Differences {
    let mut limiter = RateLimiter::new(Duration::ZERO);
    for (second, response) in (1..).zip(array(case, "responses")?) {
        let throttled = throttles(&serde_json::json!({"response": response}))?;
        limiter.answered(throttled, Duration::from_secs(second));
    }
    let expected = member(case, "expect")?.get("limited").and_then(Value::as_bool);
    let expected = expected.ok_or("`limited` is not true or false")?;
    let difference = |what| Difference::between(what, &expected.to_string(), &limiter.is_limiting().to_string());
    Ok(difference("limited").into_iter().collect())
}
