//! A transport that answers as it is told, one request after the other.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::time::Sleep;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};

/// What happens to a request.
pub enum Step {
    /// It is answered.
    Answer(http::Response<Body>),
    /// It fails.
    Fail(TransportErrorKind),
    /// It fails on a connection that the server had closed.
    Stale,
    /// Nothing ever happens; the connection is there.
    Silence,
    /// There never is a connection.
    NoConnection,
}

impl Step {
    /// An answer without headers.
    #[must_use]
    pub fn answer(status: u16, body: impl Into<Body>) -> Self {
        Self::with_headers(status, &[], body)
    }

    /// An answer.
    ///
    /// # Panics
    /// With headers that cannot be sent.
    #[must_use]
    pub fn with_headers(status: u16, headers: &[(&str, &str)], body: impl Into<Body>) -> Self {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        Self::Answer(response.body(body.into()).expect("headers that can be sent"))
    }
}

/// A transport that takes one step a request, and fails where none is left. Clones share everything.
#[derive(Clone, Default)]
pub struct Script(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    steps: VecDeque<Step>,
    sent: Vec<http::Request<Bytes>>,
    waits: Vec<Duration>,
}

impl Script {
    /// These steps, in this order.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let script = Self::default();
        script.lock().steps.extend(steps);
        script
    }

    /// Further steps.
    pub fn then(&self, steps: impl IntoIterator<Item = Step>) {
        self.lock().steps.extend(steps);
    }

    /// The requests so far, with all of their bodies.
    #[must_use]
    pub fn sent(&self) -> Vec<http::Request<Bytes>> {
        self.lock().sent.clone()
    }

    /// The values of this header in the requests so far; empty where one has none.
    #[must_use]
    pub fn header(&self, name: &str) -> Vec<String> {
        let value = |request: &http::Request<Bytes>| {
            let value = request.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
            value.unwrap_or_default()
        };
        self.lock().sent.iter().map(value).collect()
    }

    /// A way of waiting that takes no time, and is written down.
    #[must_use]
    pub fn sleep(&self) -> Sleep {
        let script = self.clone();
        Sleep::new(move |duration| {
            script.lock().waits.push(duration);
            std::future::ready(())
        })
    }

    /// What was waited for so far.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.lock().waits.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<Body>, options: TransportOptions) -> SendFuture<'_> {
        Box::pin(async move {
            options.progress.connecting();
            let step = self.lock().steps.pop_front();
            if matches!(step, Some(Step::NoConnection)) {
                return std::future::pending().await;
            }
            options.progress.sending();
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await.map_err(|error| {
                TransportError::new(TransportErrorKind::RequestBody, "reading a request").with_source(error)
            })?;
            self.lock().sent.push(http::Request::from_parts(head, body));
            match step {
                Some(Step::Answer(response)) => Ok(response),
                Some(Step::Fail(kind)) => Err(TransportError::new(kind, "as the script says")),
                Some(Step::Stale) => {
                    Err(TransportError::new(TransportErrorKind::Io, "as the script says").on_stale_connection())
                }
                Some(Step::Silence | Step::NoConnection) => std::future::pending().await,
                None => Err(TransportError::new(TransportErrorKind::InvalidRequest, "the script is at its end")),
            }
        })
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Script({} steps left)", self.lock().steps.len())
    }
}
