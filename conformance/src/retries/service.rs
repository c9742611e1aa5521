//! A client of a service that answers as a case says.

use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http::header::HeaderMap;
use serde_json::json;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::generated::{Client, OperationSchema, protocol};
use tinsmith_runtime::retry::RetryQuota;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};
use tinsmith_runtime::{Call, Config, Operation, Service};

use super::failure::Failure;
use crate::no_exception::NoException;

/// Settings with which nothing is waited for but retries.
pub fn config() -> Config {
    Config::default().endpoint("https://service.example.com").timeout(Duration::MAX).read_timeout(Duration::MAX)
}

/// A call of an operation of a service, called as its model does.
pub fn call(config: &Config, sdk_id: &'static str, operation: &'static str) -> Call<(), NoException> {
    // A case runs once in a process that ends after it.
    let service = Service::new("com.example#Example", sdk_id, &protocol::AWS_JSON1_0);
    let service: &'static Service = Box::leak(Box::new(service.with_endpoint_prefix("example")));
    let operation = Operation::new(OperationSchema::new(operation, service));
    let operation: &'static Operation<(), (), NoException> = Box::leak(Box::new(operation));
    Client::new(config, service).call(operation, ())
}

/// Answers one request after the other, and writes down what there was when each came.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    answers: Vec<Failure>,
    quota: RetryQuota,
    requests: Vec<Request>,
    slept: Duration,
    /// Called when a request is answered, with its number from 0.
    answered: Option<Box<dyn FnMut(usize) + Send>>,
}

/// What there was when a request came.
#[derive(Clone, Debug)]
pub struct Request {
    pub headers: HeaderMap,
    pub tokens: u32,
    /// What was waited since the request before.
    pub slept: Duration,
}

impl Answers {
    pub fn new(answers: Vec<Failure>, quota: &RetryQuota) -> Self {
        let script = Self::default();
        (script.lock().answers, script.lock().quota) = (answers, quota.clone());
        script
    }

    pub fn when_answered(&self, act: impl FnMut(usize) + Send + 'static) {
        self.lock().answered = Some(Box::new(act));
    }

    pub fn sleep(&self, duration: Duration) {
        self.lock().slept += duration;
    }

    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// What was waited since the last request.
    pub fn slept(&self) -> Duration {
        self.lock().slept
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, headers: HeaderMap) -> Result<http::Response<Body>, TransportError> {
        let mut state = self.lock();
        let (tokens, slept) = (state.quota.tokens(), std::mem::take(&mut state.slept));
        let number = state.requests.len();
        state.requests.push(Request { headers, tokens, slept });
        if let Some(answered) = &mut state.answered {
            answered(number);
        }
        let Some(answer) = state.answers.get(number) else {
            return Err(TransportError::new(TransportErrorKind::InvalidRequest, "the case has no more answers"));
        };
        if let Some(kind) = answer.transport {
            return Err(TransportError::new(kind, "as the case says"));
        }
        let body = answer.code.as_ref().map_or_else(|| json!({}), |code| json!({"__type": code}));
        let mut response = http::Response::new(Body::from(body.to_string()));
        let status = answer.status.and_then(|status| http::StatusCode::from_u16(status).ok());
        *response.status_mut() = status.unwrap_or(http::StatusCode::OK);
        *response.headers_mut() = answer.headers.clone();
        Ok(response)
    }
}

impl Transport for Answers {
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(async move {
            yield_once().await;
            self.answer(request.headers().clone())
        })
    }
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answers")
    }
}

/// Lets others have their turn.
async fn yield_once() {
    let mut is_first = true;
    std::future::poll_fn(|_| if std::mem::take(&mut is_first) { Poll::Pending } else { Poll::Ready(()) }).await;
}

/// How often the futures are asked before they are said to hang.
const MAX_TURNS: usize = 10_000;

/// The outputs of futures that run at once, each in its turn.
pub fn run<F: Future>(futures: Vec<F>) -> Result<Vec<F::Output>, String> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..MAX_TURNS {
        for (future, output) in futures.iter_mut().zip(&mut outputs).filter(|(_, output)| output.is_none()) {
            if let Poll::Ready(ready) = pin!(future).poll(&mut context) {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) {
            return Ok(outputs.into_iter().flatten().collect());
        }
    }
    Err("a call does not come to its end".to_owned())
}
