//! How long may pass without a byte of the response.

use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use super::sent_body::SentBody;
use super::stage::{Limit, Stage};
use crate::body::{Body, BoxError};
use crate::time::{Sleep, SleepFuture};
use crate::transport::{SendFuture, TransportError, TransportErrorKind};

/// How long may pass without a byte of the response.
pub(super) struct ReadLimit<'a> {
    pub(super) sleep: &'a Sleep,
    pub(super) time: Duration,
    pub(super) stage: &'a Stage,
}

impl ReadLimit<'_> {
    /// The head of the response. Time runs from when the request has been handed over: before that, connecting has its own
    /// limit, and sending takes as long as it takes.
    pub(super) async fn head(
        &self,
        mut sending: SendFuture<'_>,
        body: Option<SentBody>,
    ) -> Result<http::Response<Body>, TransportError> {
        if self.time == Duration::MAX {
            return sending.await;
        }
        let progress = self.stage.progress();
        let mut timer: Option<SleepFuture> = None;
        std::future::poll_fn(move |context| {
            if let Poll::Ready(response) = sending.as_mut().poll(context) {
                return Poll::Ready(response);
            }
            let timer = match &mut timer {
                Some(timer) => timer,
                None if !progress.may_have_been_sent() => return Poll::Pending,
                None if body.as_ref().is_some_and(|body| !body.is_over(context)) => return Poll::Pending,
                none => none.insert(self.sleep.sleep(self.time)),
            };
            match Pin::new(timer).poll(context) {
                Poll::Ready(()) => Poll::Ready(Err(self.expired())),
                Poll::Pending => Poll::Pending,
            }
        })
        .await
    }

    /// What is said when the time is over. The transport is told before its future or the body is dropped.
    pub(super) fn expired(&self) -> TransportError {
        self.stage.time_out();
        TransportError::new(TransportErrorKind::Timeout, self.stage.ran_out(Limit::Read, self.time))
    }

    /// The same body, for a reader outside of the call.
    pub(super) fn of_stream(&self, body: Body) -> Body {
        let (progress, host, time) = (self.stage.progress(), self.stage.host(), self.time);
        body.impatient(self.sleep.clone(), time, move || {
            progress.time_out();
            let host = host.as_ref().map_or("the service", |host| host.as_str());
            let message = format!("reading the response of {host}: nothing came for {time:?}, the limit of reading");
            BoxError::from(TransportError::new(TransportErrorKind::Timeout, message))
        })
    }
}
