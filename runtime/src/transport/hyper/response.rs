//! Bodies of responses as they arrive.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper_util::client::legacy::connect::CaptureConnection;

use super::failure;
use crate::body::BoxError;
use crate::transport::Progress;

/// When dropped before the exchange has come to its end, sees to it that a connection that let the caller wait for too
/// long takes no more requests.
pub(super) struct Abandoned {
    capture: CaptureConnection,
    progress: Progress,
    is_finished: bool,
}

impl Abandoned {
    pub(super) fn new(capture: CaptureConnection, progress: Progress) -> Self {
        Self { capture, progress, is_finished: false }
    }

    pub(super) fn finished(&mut self) {
        self.is_finished = true;
    }
}

impl Drop for Abandoned {
    fn drop(&mut self) {
        if self.is_finished || !self.progress.has_timed_out() {
            return;
        }
        if let Some(connected) = self.capture.connection_metadata().as_ref() {
            connected.poison();
        }
    }
}

/// The body of a response. Its errors are [`TransportError`](crate::transport::TransportError)s.
pub(super) struct ResponseBody {
    body: hyper::body::Incoming,
    host: String,
    abandoned: Abandoned,
}

impl ResponseBody {
    pub(super) fn new(body: hyper::body::Incoming, host: String, mut abandoned: Abandoned) -> Self {
        if http_body::Body::is_end_stream(&body) {
            abandoned.finished();
        }
        Self { body, host, abandoned }
    }
}

impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else { return Poll::Pending };
        let frame = frame.map(|frame| frame.map_err(|error| failure::of_body(error, &self.host).into()));
        if !matches!(frame, Some(Ok(_))) || self.body.is_end_stream() {
            self.abandoned.finished();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
