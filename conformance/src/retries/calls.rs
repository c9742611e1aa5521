//! Whole calls, through a client.

use std::time::Duration;

use serde_json::Value;
use tinsmith_runtime::retry::{NotRetried, RetryCosts, RetryQuota, RetrySettings};
use tinsmith_runtime::time::Sleep;
use tinsmith_runtime::{Call, Config};

use super::failure::Failure;
use super::fields::{array, duration, member, number, numbers, optional_count, optional_number, service, string};
use super::service::{Answers, call, config, run as run_calls};
use crate::Difference;
use crate::no_exception::NoException;

/// Runs the invocations of a case, one after the other or at once.
pub fn run(costs: RetryCosts, case: &Value) -> Result<Vec<Difference>, String> {
    let given = Given::parse(costs, case)?;
    let invocations = array(case, "invocations")?;
    let mut differences = Vec::new();
    if given.concurrent {
        let scripts = invocations.iter().map(|steps| given.answers(steps)).collect::<Result<Vec<_>, _>>()?;
        let calls = scripts.iter().map(|script| given.call(script).into_future()).collect();
        run_calls(calls)?;
    } else {
        for (index, steps) in invocations.iter().enumerate() {
            differences.extend(given.invocation(index, steps)?);
        }
    }
    let final_quota = [case, given.case].map(|place| optional_count(place, "finalQuota"));
    for expected in final_quota {
        if let Some(expected) = expected? {
            differences.extend(numbers("final quota", expected.into(), given.quota.tokens().into()));
        }
    }
    Ok(differences)
}

struct Given<'a> {
    case: &'a Value,
    settings: RetrySettings,
    quota: RetryQuota,
    random: f64,
    service: &'static str,
    operation: &'static str,
    concurrent: bool,
}

impl<'a> Given<'a> {
    fn parse(costs: RetryCosts, case: &'a Value) -> Result<Self, String> {
        let given = member(case, "given")?;
        if optional_number(given, "scale")?.is_some_and(|scale| scale != 2.0) {
            return Err("`scale` is another than 2, which no setting is for".to_owned());
        }
        let mut settings = RetrySettings::new().costs(costs);
        if let Some(max_attempts) = optional_count(given, "maxAttempts")? {
            settings = settings.max_attempts(max_attempts);
        }
        if let Some(max_back_off) = optional_number(given, "maxBackoff")? {
            settings = settings.max_back_off(duration(max_back_off)?);
        }
        let service = service(given)?;
        let is = |name: &str| [case, given].iter().any(|place| place.get(name) == Some(&Value::Bool(true)));
        let operation = match (is("longPolling"), service) {
            (false, _) => "Operation",
            (true, "SQS") => "ReceiveMessage",
            (true, "SFN") => "GetActivityTask",
            (true, "SWF") => "PollForActivityTask",
            (true, other) => return Err(format!("`{other}` has no operation that is a long poll")),
        };
        let capacity = optional_count(given, "capacity")?;
        Ok(Self {
            case: given,
            settings,
            quota: capacity.map(RetryQuota::new).unwrap_or_default(),
            random: number(given, "random")?,
            service,
            operation,
            concurrent: is("concurrent"),
        })
    }

    fn answers(&self, steps: &Value) -> Result<Answers, String> {
        let steps = steps.as_array().ok_or("an invocation is not a list of steps")?;
        let answers = steps.iter().map(|step| Failure::parse(member(step, "response")?));
        Ok(Answers::new(answers.collect::<Result<_, _>>()?, &self.quota))
    }

    fn call(&self, answers: &Answers) -> Call<(), NoException> {
        let (random, waiting) = (self.random, answers.clone());
        let config: Config = config()
            .retry(self.settings)
            .retry_quota(self.quota.clone())
            .jitter(move || random)
            .sleep(Sleep::new(move |duration| {
                waiting.sleep(duration);
                std::future::ready(())
            }))
            .transport(answers.clone());
        call(&config, self.service, self.operation)
    }

    /// Makes one call; what was otherwise after each response.
    fn invocation(&self, index: usize, steps: &Value) -> Result<Vec<Difference>, String> {
        let answers = self.answers(steps)?;
        let result = run_calls(vec![self.call(&answers).into_future()])?;
        let error = result.into_iter().next().and_then(Result::err);
        let last = match error.as_ref().map(|error| error.not_retried()) {
            None => "success".to_owned(),
            Some(Some(NotRetried::Attempts)) => "max_attempts_exceeded".to_owned(),
            Some(Some(NotRetried::Quota)) => "retry_quota_exceeded".to_owned(),
            Some(Some(NotRetried::Failure)) => "fail_request".to_owned(),
            Some(other) => format!("{other:?}"),
        };
        let requests = answers.requests();
        let steps = steps.as_array().map(Vec::as_slice).unwrap_or_default();
        let mut differences = Vec::new();
        differences.extend(numbers(
            &format!("attempts of invocation {index}"),
            steps.len() as f64,
            requests.len() as f64,
        ));
        for (position, step) in steps.iter().enumerate().take(requests.len()) {
            let expect = member(step, "expect")?;
            let what = |what: &str| format!("{what} after response {position} of invocation {index}");
            let (outcome, tokens, slept) = match requests.get(position + 1) {
                Some(next) => ("retry_request", next.tokens, next.slept),
                None => (&*last, self.quota.tokens(), answers.slept()),
            };
            differences.extend(Difference::between(&what("outcome"), string(expect, "outcome")?, outcome));
            if let Some(expected) = optional_count(expect, "quota")? {
                differences.extend(numbers(&what("quota"), expected.into(), tokens.into()));
            }
            let expected = optional_number(expect, "delay")?.unwrap_or_default();
            // Where a retry says nothing of its delay there may be any.
            if expect.get("delay").is_some() || outcome != "retry_request" {
                differences.extend(numbers(&what("delay"), expected, slept.as_secs_f64()));
            } else if slept > Duration::from_secs(20) {
                differences.extend(numbers(&what("delay"), 20.0, slept.as_secs_f64()));
            }
        }
        Ok(differences)
    }
}
