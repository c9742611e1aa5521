//! One request and its answer, as the connection sees them.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::connection::About;
use crate::body::{Body, BoxError};

/// What is known of a request that was handed to hyper. Clones share it.
#[derive(Clone)]
pub(super) struct Exchange(Arc<State>);

struct State {
    connection: Arc<About>,
    begun: OnceLock<Begun>,
    body_error: Mutex<Option<BoxError>>,
}

/// How the connection was when it took the request.
struct Begun {
    bytes_read: u64,
    answers: u64,
}

impl Exchange {
    pub(super) fn new(connection: Arc<About>) -> Self {
        Self(Arc::new(State { connection, begun: OnceLock::new(), body_error: Mutex::new(None) }))
    }

    /// The head of the response is there.
    pub(super) fn answered(&self) {
        self.0.connection.answered();
    }

    /// Whether the connection had served other requests before it took this one.
    pub(super) fn is_reused(&self) -> bool {
        self.0.begun.get().is_some_and(|begun| {
            // Over HTTP/1.1 nothing comes unasked, and answers are there before the next request is.
            if self.0.connection.is_http2 { begun.answers > 0 } else { begun.bytes_read > 0 }
        })
    }

    /// Whether no byte came since the connection took the request.
    pub(super) fn is_unanswered(&self) -> bool {
        self.0.begun.get().is_some_and(|begun| self.0.connection.bytes_read() == begun.bytes_read)
    }

    /// What the request's own body failed with.
    pub(super) fn take_body_error(&self) -> Option<BoxError> {
        self.0.body_error.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The connection's own task begins to send: nothing that it reads from now on came before.
    fn begin(&self) {
        let State { connection, begun, .. } = &*self.0;
        begun.get_or_init(|| Begun { bytes_read: connection.bytes_read(), answers: connection.answers() });
    }
}

/// A request's body. The first that hyper asks it is its length, by the connection's task before it sends the head.
pub(super) struct RequestBody {
    body: Body,
    exchange: Exchange,
}

impl RequestBody {
    pub(super) fn new(body: Body, exchange: Exchange) -> Self {
        Self { body, exchange }
    }

    /// The body, of which nothing has been sent.
    pub(super) fn into_body(self) -> Body {
        self.body
    }
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        frame.map_err(|error| {
            *self.exchange.0.body_error.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            "the request's body failed".into()
        })
    }

    fn is_end_stream(&self) -> bool {
        self.exchange.begin();
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.exchange.begin();
        self.body.size_hint()
    }
}
