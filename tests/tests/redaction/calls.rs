//! Every operation of every generated service, answered with what was sent.

use std::error::Error as _;
use std::fmt::{Debug, Display, Write as _};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tinsmith_aws::{Config, Shape as _};
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::identity::{Login, Token};
use tinsmith_runtime::time::Sleep;
use tinsmith_runtime::value::Value;
use tinsmith_runtime::{Call, Error, Exception, Structure, Validation};

use crate::echo::{Answer, Echo};
use crate::fill::Filler;
use crate::finder::{MARKER, find};
use crate::model::Models;
use crate::recorder::Recorder;

/// An operation whose types are not known any more: it is called with this configuration, and an input with markers.
type Operation = Box<dyn Fn(&Config, &mut Filler<'_>, Answer) -> Outcome>;

/// What a user may print of a call.
struct Outcome {
    input: &'static str,
    is_ok: bool,
    printed: String,
}

fn operation<C, I, O, E>(client: fn(&Config) -> C, method: fn(&C, I) -> Call<O, E>) -> Operation
where
    C: 'static,
    I: Structure + Value + 'static,
    O: Structure + Value + Debug + 'static,
    E: Exception + Display,
{
    Box::new(move |config, filler, answer| {
        let (mut input, mut output) = (I::empty(), O::empty());
        filler.structure(&mut input);
        filler.structure(&mut output);
        let code = E::SCHEMAS[0].error.map_or(E::SCHEMAS[0].name(), |error| error.code);
        // A document cannot be XML; where it is, no protocol asks for that.
        let outputs = (output.to_json().unwrap(), output.to_xml().unwrap_or_default());
        let call = method(&client(&config.clone().transport(Echo { answer, code, outputs })), input);
        let mut printed = format!("{call:?}\n{call:#?}\n");
        let name = call.input().schema().id;
        let mut future = pin!(call.into_future());
        let Poll::Ready(result) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("{name}: the call waits for something that never comes");
        };
        match &result {
            Ok(response) => write!(printed, "{response:?}\n{response:#?}").unwrap(),
            Err(error) => print(error, &mut printed),
        }
        Outcome { input: name, is_ok: result.is_ok(), printed }
    })
}

/// Whatever an error says; its body and headers are for those who ask for them.
pub(crate) fn print<E: Exception + Display>(error: &Error<E>, printed: &mut String) {
    writeln!(printed, "{error}\n{error:#}\n{error:?}\n{error:#?}").unwrap();
    writeln!(printed, "{} {:?} {:?}", error.message(), error.code(), error.request_id()).unwrap();
    let cause = error.cause().map(|cause| cause as &dyn std::error::Error);
    for mut cause in [error.source(), cause] {
        while let Some(error) = cause {
            writeln!(printed, "{error}\n{error:#}\n{error:?}").unwrap();
            cause = error.source();
        }
    }
    if let Some(exception) = error.exception() {
        writeln!(printed, "{exception}\n{exception:?}").unwrap();
    }
}

#[expect(deprecated, reason = "operations that are to be used no more are printed too")]
fn operations() -> Vec<Operation> {
    include!(concat!(env!("OUT_DIR"), "/operations.rs"))
}

/// Calls every operation, and gives how many succeeded, and how many printed something that was redacted.
fn call_all(config: &Config, answer: Answer) -> (usize, usize) {
    let models = Models::read();
    let recorder = Recorder::default();
    let (mut succeeded, mut redacted) = (0, 0);
    let mut problems = Vec::new();
    tracing::subscriber::with_default(recorder.clone(), || {
        for operation in operations() {
            let outcome = operation(config, &mut Filler::new(&models), answer);
            let traced = recorder.take();
            assert!(traced.contains("call"), "{}: nothing is traced", outcome.input);
            for (what, text) in [("print", &outcome.printed), ("trace", &traced)] {
                problems.extend(find(text).map(|found| format!("{}: {what}: …{found}…", outcome.input)));
            }
            succeeded += usize::from(outcome.is_ok);
            redacted += usize::from(outcome.printed.contains("*** redacted ***"));
        }
    });
    assert!(problems.is_empty(), "{} problems with {answer:?}\n{}", problems.len(), problems.join("\n"));
    (succeeded, redacted)
}

/// Settings whose identities are all markers.
fn config() -> Config {
    let secret = || format!("{MARKER}+/=secret");
    let credentials = Credentials::new("AKIDEXAMPLE", secret()).with_session_token(format!("{MARKER}+/=token"));
    Config::new("eu-west-1")
        .credentials(credentials)
        .bearer_token(Token::new(secret()))
        .api_key(secret())
        .login(Login::new("user", secret()))
        .sleep(Sleep::new(|_| std::future::ready(())))
        .validation(Validation::Off)
}

#[test]
fn a_refusal_that_repeats_the_request_is_told_without_its_secrets() {
    let all = operations().len();
    for answer in [Answer::Modeled, Answer::Unknown] {
        let (succeeded, redacted) = call_all(&config(), answer);
        // The session token is in every signed request.
        assert!(succeeded == 0 && redacted > all - 10, "{answer:?}: {redacted} of {all}");
    }
}

#[test]
fn an_answer_that_cannot_be_read_is_not_quoted() {
    for answer in [Answer::Unreadable, Answer::Page] {
        call_all(&config(), answer);
    }
}

#[test]
fn an_output_is_printed_without_its_secrets() {
    let (succeeded, redacted) = call_all(&config(), Answer::Output);
    assert!(succeeded > operations().len() - 10 && redacted > 50, "{succeeded} {redacted}");
}

#[test]
fn an_input_that_is_refused_is_not_quoted() {
    let (succeeded, _) = call_all(&config().validation(Validation::Strict), Answer::Output);
    assert!(succeeded < operations().len() / 2, "{succeeded}");
}
