//! What attempts tell the service, through a client.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use http::header::DATE;
use serde_json::Value;
use tinsmith_runtime::retry::RetryQuota;
use tinsmith_runtime::time::Sleep;
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};

use super::failure::Failure;
use super::fields::{array, member, optional_count, optional_number, optional_string, service, settings, string};
use super::service::{Answers, call, config, run as run_calls};
use crate::Difference;

/// The clock of the client.
#[derive(Clone, Default)]
struct Clock {
    /// In seconds since the epoch.
    now: Arc<AtomicU64>,
    /// What it will be when the next attempt is made.
    next: Arc<Mutex<Option<u64>>>,
    /// Whether the attempt was answered, so that nothing is waited for but the next.
    is_answered: Arc<AtomicBool>,
}

impl Clock {
    fn next(&self) -> MutexGuard<'_, Option<u64>> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub fn run(case: &Value) -> Result<Vec<Difference>, String> {
    let given = member(case, "settings")?;
    let mut retry = settings(case)?;
    if let Some(max_attempts) = optional_count(given, "maxAttempts")? {
        retry = retry.max_attempts(max_attempts);
    }
    let read_timeout = optional_number(given, "readTimeout")?.map(super::fields::duration).transpose()?;
    let attempts = array(case, "attempts")?;
    let (mut answers, mut clocks, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for attempt in attempts {
        let response = member(attempt, "response")?;
        let mut answer = Failure::parse(response)?;
        if let Some(date) = optional_string(response, "date")? {
            answer.headers.insert(DATE, HeaderValue::from_str(date).map_err(|error| error.to_string())?);
        }
        answers.push(answer);
        clocks.push(optional_string(attempt, "clock")?.map(time).transpose()?);
        answered.push(optional_string(response, "at")?.map(time).transpose()?);
    }
    let clock = Clock::default();
    clock.now.store(clocks.first().copied().flatten().unwrap_or_default(), Ordering::Relaxed);
    let answers = Answers::new(answers, &RetryQuota::default());
    let at_answer = clock.clone();
    answers.when_answered(move |number| {
        if let Some(at) = answered.get(number).copied().flatten() {
            at_answer.now.store(at, Ordering::Relaxed);
        }
        *at_answer.next() = clocks.get(number + 1).copied().flatten();
        at_answer.is_answered.store(true, Ordering::Relaxed);
    });
    let (read, waited) = (Arc::clone(&clock.now), clock);
    let mut config = config()
        .retry(retry)
        .jitter(|| 1.0)
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_secs(read.load(Ordering::Relaxed)))
        .sleep(Sleep::new(move |_| {
            // The limit of reading is never over.
            let is_over = waited.is_answered.swap(false, Ordering::Relaxed);
            if let Some(next) = waited.next().take() {
                waited.now.store(next, Ordering::Relaxed);
            }
            std::future::poll_fn(move |_| if is_over { Poll::Ready(()) } else { Poll::Pending })
        }))
        .transport(answers.clone());
    if let Some(read_timeout) = read_timeout {
        config = config.read_timeout(read_timeout);
    }
    // Attempts after one that is the last of its call are those of further calls.
    let mut made = None;
    while answers.requests().len() < attempts.len() && made != Some(answers.requests().len()) {
        made = Some(answers.requests().len());
        let _result = run_calls(vec![call(&config, service(case)?, "Operation").into_future()])?;
    }
    compare(string(case, "header")?, attempts, &answers)
}

fn compare(header: &str, attempts: &[Value], answers: &Answers) -> Result<Vec<Difference>, String> {
    let requests = answers.requests();
    let mut differences = Vec::new();
    differences.extend(super::fields::numbers("attempts", attempts.len() as f64, requests.len() as f64));
    let mut values: HashMap<&str, String> = HashMap::new();
    for (index, (attempt, request)) in attempts.iter().zip(&requests).enumerate() {
        let sent = request.headers.get(header).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let sent = sent.unwrap_or_default();
        let what = format!("{header} of attempt {}", index + 1);
        if let Some(expected) = optional_string(attempt, "send")? {
            differences.extend(Difference::between(&what, expected, &sent));
        } else if let Some(expected) = optional_string(attempt, "contains")? {
            if !sent.split("; ").any(|part| part == expected) {
                differences.extend(Difference::between(&what, &format!("with {expected}"), &sent));
            }
        } else {
            let letter = string(attempt, "same")?;
            if sent.is_empty() {
                differences.extend(Difference::between(&what, "a value", &sent));
            }
            let known = values.entry(letter).or_insert_with(|| sent.clone());
            differences.extend(Difference::between(&what, known, &sent));
        }
    }
    let different: std::collections::HashSet<_> = values.values().collect();
    if different.len() != values.len() {
        differences.extend(Difference::between("values of different letters", "different", "the same"));
    }
    Ok(differences)
}

fn time(text: &str) -> Result<u64, String> {
    let time = Timestamp::parse(text, TimestampFormat::DateTime).map_err(|error| error.to_string())?;
    u64::try_from(time.seconds()).map_err(|_| format!("{text} is before the epoch"))
}
