//! The body of a request, watched until it has been handed over.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::body::{Body, BoxError};

/// Bytes in memory that take no time to hand over: connections and systems keep as much.
const AT_ONCE: usize = 256 * 1024;

/// How many bytes are handed over at a time of those that do.
const PIECE: usize = 64 * 1024;

/// Whether the body of a request has been handed over.
pub(super) struct SentBody(Arc<State>);

#[derive(Default)]
struct State {
    is_over: AtomicBool,
    waiting: Mutex<Option<Waker>>,
}

impl SentBody {
    /// Watches a body that takes time to hand over; `None` for any other.
    pub(super) fn watch(body: &mut Body) -> Option<Self> {
        if body.as_bytes().is_some_and(|bytes| bytes.len() <= AT_ONCE) {
            return None;
        }
        let state = Arc::new(State::default());
        let bytes = body.as_bytes().cloned();
        let stream = std::mem::take(body);
        let watched = match bytes {
            Some(bytes) => Watched { body: Body::empty(), bytes, state: Arc::clone(&state) },
            None => Watched { body: stream, bytes: Bytes::new(), state: Arc::clone(&state) },
        };
        *body = Body::new(watched);
        Some(Self(state))
    }

    /// Whether nothing is left to hand over; else the task is woken when it is.
    pub(super) fn is_over(&self, context: &mut Context<'_>) -> bool {
        if self.0.is_over.load(Ordering::Acquire) {
            return true;
        }
        *self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        // It may have been over before anybody was there to be woken.
        self.0.is_over.load(Ordering::Acquire)
    }
}

/// Either bytes, in pieces, or a stream.
struct Watched {
    body: Body,
    bytes: Bytes,
    state: Arc<State>,
}

impl Watched {
    fn over(&self) {
        if self.state.is_over.swap(true, Ordering::AcqRel) {
            return;
        }
        let waiting = self.state.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waiting {
            waker.wake();
        }
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = if self.bytes.is_empty() {
            match Pin::new(&mut self.body).poll_frame(context) {
                Poll::Ready(frame) => frame,
                Poll::Pending => return Poll::Pending,
            }
        } else {
            let length = self.bytes.len().min(PIECE);
            Some(Ok(Frame::data(self.bytes.split_to(length))))
        };
        if !matches!(frame, Some(Ok(_))) || self.is_end_stream() {
            self.over();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        if self.bytes.is_empty() { self.body.size_hint() } else { SizeHint::with_exact(self.bytes.len() as u64) }
    }
}

/// What is not asked for any more is not waited for either.
impl Drop for Watched {
    fn drop(&mut self) {
        self.over();
    }
}
