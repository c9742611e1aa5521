//! Bodies of responses as they arrive.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;

use super::connection::{About, Connection};
use super::failure;
use super::pool::Pool;
use crate::body::BoxError;
use crate::transport::Progress;

/// When dropped before the exchange has come to its end, sees to it that a connection that let the caller wait for too
/// long takes no more requests.
pub(super) struct Abandoned {
    connection: Arc<About>,
    progress: Progress,
    is_finished: bool,
}

impl Abandoned {
    pub(super) fn new(connection: Arc<About>, progress: Progress) -> Self {
        Self { connection, progress, is_finished: false }
    }

    pub(super) fn finished(&mut self) {
        self.is_finished = true;
    }
}

impl Drop for Abandoned {
    fn drop(&mut self) {
        if !self.is_finished && self.progress.has_timed_out() {
            self.connection.give_up();
        }
    }
}

/// The body of a response, with the connection that it comes over, which goes back to the pool at its end. Its errors are
/// [`TransportError`](crate::transport::TransportError)s.
pub(super) struct ResponseBody {
    body: Incoming,
    connection: Option<Connection>,
    pool: Arc<Pool>,
    abandoned: Abandoned,
}

impl ResponseBody {
    pub(super) fn new(body: Incoming, connection: Connection, pool: Arc<Pool>, abandoned: Abandoned) -> Self {
        let mut response = Self { body, connection: Some(connection), pool, abandoned };
        if http_body::Body::is_end_stream(&response.body) {
            response.complete();
        }
        response
    }

    fn complete(&mut self) {
        self.abandoned.finished();
        if let Some(connection) = self.connection.take() {
            self.pool.give_back(connection);
        }
    }
}

impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else { return Poll::Pending };
        Poll::Ready(match frame {
            Some(Err(error)) => {
                self.abandoned.finished();
                self.connection = None;
                Some(Err(failure::of_body(error, &self.abandoned.connection.origin).into()))
            }
            frame => {
                if frame.is_none() || self.body.is_end_stream() {
                    self.complete();
                }
                frame.and_then(Result::ok).map(Ok)
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
