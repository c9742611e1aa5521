//! `X-Amzn-Trace-Id` in Lambda.

use std::ffi::OsString;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::{HeaderName, HeaderValue};
use serde_json::Value;
use tinsmith_runtime::config::System;
use tinsmith_runtime::generated::{Client, OperationSchema, protocol};
use tinsmith_runtime::{Config, Operation, Service};

use super::variables;
use crate::Difference;
use crate::no_exception::NoException;

static SERVICE: Service = Service::new("com.example#Service", "Service", &protocol::AWS_JSON1_0);
static CALL: Operation<(), (), NoException> = Operation::new(OperationSchema::new("Call", &SERVICE));

/// Makes a request with the headers `before` in `environment`, and compares those that are in `after`, and in `before`.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let (before, after) = (headers(case, "before")?, headers(case, "after")?);
    let lookup = variables(case)?;
    let found: Vec<(String, OsString)> = super::object(case, "environment")?
        .keys()
        .filter_map(|name| Some((name.clone(), lookup(name)?.into())))
        .collect();
    let system =
        System::of_variables(move |name| found.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()));
    let config = Config::default().endpoint("https://example.com").system(system);
    let mut call = Client::new(&config, &SERVICE).call(&CALL, ());
    for (name, value) in &before {
        call = call.header(name.clone(), value.clone());
    }
    let Poll::Ready(built) = pin!(call.to_http()).poll(&mut Context::from_waker(Waker::noop())) else {
        return Err("the request waits for something".to_owned());
    };
    let request = built.map_err(|error| error.to_string())?;
    let trace = HeaderName::from_static("x-amzn-trace-id");
    let mut names: Vec<&HeaderName> = before.iter().chain(&after).map(|(name, _)| name).chain([&trace]).collect();
    names.sort_by_key(|name| name.as_str());
    names.dedup();
    let differences = names.into_iter().filter_map(|name| {
        let expected: Vec<_> = after.iter().filter(|(other, _)| other == name).map(|(_, value)| value).collect();
        let actual: Vec<_> = request.headers().get_all(name).iter().collect();
        Difference::between(name.as_str(), &format!("{expected:?}"), &format!("{actual:?}"))
    });
    Ok(differences.collect())
}

fn headers(case: &Value, name: &str) -> Result<Vec<(HeaderName, HeaderValue)>, String> {
    let lines = case.get(name).and_then(Value::as_array).ok_or_else(|| format!("it lacks the array `{name}`"))?;
    let header = |line: &Value| {
        let (name, value) = line.as_str()?.split_once(": ")?;
        Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
    };
    let headers = lines.iter().map(|line| header(line).ok_or_else(|| format!("`{name}` has a line that is no header")));
    headers.collect()
}
