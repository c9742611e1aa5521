//! How long a body may keep its reader waiting.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Body, BodyError, BoxError};
use crate::time::{Sleep, SleepFuture, within};

/// How long each piece of a body may keep its reader waiting.
pub(crate) struct Patience<'a> {
    pub(crate) sleep: &'a Sleep,
    pub(crate) time: Duration,
    /// What the body fails with when it took longer; asked before the body is dropped.
    pub(crate) expired: &'a (dyn Fn() -> BoxError + Sync),
}

impl Body {
    /// The next bytes, if they are there in time.
    pub(super) async fn next_in_time(&mut self, patience: Option<&Patience<'_>>) -> Option<Result<Bytes, BodyError>> {
        let Some(Patience { sleep, time, expired }) = patience else { return self.next_chunk().await };
        let next = within(sleep, *time, self.next_chunk()).await;
        next.unwrap_or_else(|| Some(Err(BodyError::from_source(expired()))))
    }

    /// The same body, which fails with an error when it keeps its reader waiting for so long. What a reader does in
    /// between does not count.
    pub(crate) fn impatient(
        self,
        sleep: Sleep,
        time: Duration,
        expired: impl Fn() -> BoxError + Send + 'static,
    ) -> Self {
        if self.as_bytes().is_some() || time == Duration::MAX {
            return self;
        }
        Self::new(Impatient { body: self, sleep, time, timer: None, expired: Box::new(expired) })
    }
}

struct Impatient {
    body: Body,
    sleep: Sleep,
    time: Duration,
    timer: Option<SleepFuture>,
    expired: Box<dyn Fn() -> BoxError + Send>,
}

impl http_body::Body for Impatient {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.timer = None;
            return Poll::Ready(frame);
        }
        let Self { sleep, time, timer, .. } = &mut *self;
        let timer = timer.get_or_insert_with(|| sleep.sleep(*time));
        if timer.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        let error = (self.expired)();
        self.body = Body::empty();
        self.timer = None;
        Poll::Ready(Some(Err(error)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
