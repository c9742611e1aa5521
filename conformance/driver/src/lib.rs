//! Runs cases against generated clients, which the program that is written for them lends it.
//!
//! Cases come as a JSON array, outcomes go out as JSON, one a line: what was sent, what was parsed, or what failed.

mod config;
mod minimal_input;
mod params_reader;
mod params_writer;
mod recorded_response;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Map, Value as Json, json};
use tinsmith_runtime::body::Body;
use tinsmith_runtime::value::Value;
use tinsmith_runtime::{Call, Config, Error, Exception, Structure};

/// An operation of a generated client.
pub struct Entry {
    service: &'static str,
    operation: &'static str,
    exercise: Exercise,
}

type Exercise = Box<dyn Fn(&Json) -> Result<Json, String>>;

/// An operation, with the typed method that calls it.
pub fn entry<I, O, E>(service: &'static str, operation: &'static str, call: fn(&Config, I) -> Call<O, E>) -> Entry
where
    I: Structure + Value + 'static,
    O: Structure + Value + 'static,
    E: Exception,
{
    Entry { service, operation, exercise: Box::new(move |case| exercise(call, case)) }
}

/// Runs the cases of the file that the command line names.
///
/// # Errors
///
/// A file that cannot be read, or an output that cannot be written.
pub fn run(entries: Vec<Entry>) -> Result<(), String> {
    let path = std::env::args().nth(1).ok_or("there must be one argument: the file with the cases")?;
    let text = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
    let cases: Vec<Json> = serde_json::from_slice(&text).map_err(|error| format!("{path}: {error}"))?;
    let entries: BTreeMap<_, _> =
        entries.into_iter().map(|entry| ((entry.service, entry.operation), entry.exercise)).collect();
    std::panic::set_hook(Box::new(|_| {}));
    let mut output = std::io::stdout().lock();
    for case in &cases {
        let text = |name| case.get(name).and_then(Json::as_str).unwrap_or_default();
        let outcome = match entries.get(&(text("service"), text("operation"))) {
            Some(exercise) => catch_unwind(AssertUnwindSafe(|| exercise(case))).unwrap_or_else(|panic| {
                let text = panic.downcast_ref::<String>().map(String::as_str);
                let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
                Err(format!("panic: {}", text.unwrap_or("without a message")))
            }),
            None => Err("the operation was not generated".to_owned()),
        };
        let outcome = outcome.unwrap_or_else(|failure| json!({ "failure": failure }));
        writeln!(output, "{outcome}").map_err(|error| format!("standard output: {error}"))?;
    }
    Ok(())
}

/// What the operation sends for `params`, or what it makes of `response`.
fn exercise<I, O, E>(call: fn(&Config, I) -> Call<O, E>, case: &Json) -> Result<Json, String>
where
    I: Structure + Value + 'static,
    O: Structure + Value + 'static,
    E: Exception,
{
    let config = config::config(case.get("settings").unwrap_or(&Json::Null))?;
    let mut input = I::empty();
    let Some(response) = case.get("response") else {
        params_reader::read(&mut input, case.get("params").unwrap_or(&Json::Null))?;
        return Ok(match now(call(&config, input).to_http())? {
            Ok(request) => request_outcome(&request)?,
            Err(error) => error_outcome(&error)?,
        });
    };
    minimal_input::fill(&mut input)?;
    let config = config.transport(recorded_response::RecordedResponse::parse(response)?);
    let expected = expected::<O, E>(case)?;
    let mut outcome = match now(call(&config, input).into_future())? {
        Ok(output) => json!({ "output": params_writer::write(&*output)? }),
        Err(error) => error_outcome(&error)?,
    };
    outcome["expected"] = expected;
    Ok(outcome)
}

/// The expected members as the generated type holds them: with the defaults of members that nothing was said of.
fn expected<O: Structure + Value, E: Exception>(case: &Json) -> Result<Json, String> {
    let params = case.get("expected").unwrap_or(&Json::Null);
    let Some(shape) = case.get("exception").and_then(Json::as_str) else {
        let mut output = O::empty();
        params_reader::read(&mut output, params)?;
        return params_writer::write(&output);
    };
    let named = |schema: &&tinsmith_runtime::Schema| schema.id == shape || schema.name() == shape;
    let position = E::SCHEMAS.iter().position(named);
    let mut exception =
        position.and_then(E::empty).ok_or_else(|| format!("the client has no exception for `{shape}`"))?;
    params_reader::read(exception.structure_mut(), params)?;
    params_writer::write(exception.structure())
}

fn request_outcome(request: &http::Request<Body>) -> Result<Json, String> {
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())])
    };
    let headers: Vec<Json> = request.headers().iter().map(header).collect();
    let body = request.body().as_bytes().ok_or("the request's body is a stream of more than the case's bytes")?;
    Ok(json!({ "request": {
        "method": request.method().as_str(),
        "url": request.uri().to_string(),
        "headers": headers,
        "body": body.to_vec(),
    }}))
}

fn error_outcome<E: Exception>(error: &Error<E>) -> Result<Json, String> {
    let mut outcome = Map::new();
    outcome.insert("kind".to_owned(), format!("{:?}", error.kind()).into());
    outcome.insert("code".to_owned(), error.code().into());
    outcome.insert("message".to_owned(), error.message().into());
    outcome.insert("status".to_owned(), error.status().into());
    if let Some(exception) = error.exception() {
        outcome.insert("shape".to_owned(), exception.structure().schema().id.into());
        outcome.insert("fields".to_owned(), params_writer::write(exception.structure())?);
    }
    Ok(json!({ "error": outcome }))
}

/// The result of a future that waits for nothing: the transport answers at once.
fn now<F: Future>(future: F) -> Result<F::Output, String> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err("the call waits for something that never comes".to_owned()),
    }
}
