//! What a call traces, with the feature `tracing`; without it, nothing.

use http::{Request, Response};

use crate::body::Body;
use crate::error::ErrorDetails;

/// The span of a call.
pub(super) struct CallSpan(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
impl CallSpan {
    pub(super) fn new(service: &'static str, operation: &'static str) -> Self {
        Self(tracing::debug_span!("call", service, operation))
    }

    /// The future within the span.
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    pub(super) fn failed(&self, details: &ErrorDetails) {
        self.0.in_scope(|| {
            tracing::debug!(
                kind = ?details.kind(),
                code = details.code(),
                status = details.status(),
                request_id = details.request_id(),
                "failed"
            );
        });
    }
}

#[cfg(not(feature = "tracing"))]
impl CallSpan {
    pub(super) fn new(_service: &'static str, _operation: &'static str) -> Self {
        Self()
    }

    #[expect(clippy::unused_self, reason = "as with the feature `tracing`")]
    pub(super) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    #[expect(clippy::unused_self, reason = "as with the feature `tracing`")]
    pub(super) fn failed(&self, _details: &ErrorDetails) {}
}

pub(super) fn sending(_request: &Request<Body>) {
    #[cfg(feature = "tracing")]
    tracing::debug!(method = %_request.method(), host = _request.uri().host(), "sending");
}

pub(super) fn answered(_response: &Response<Body>) {
    #[cfg(feature = "tracing")]
    tracing::debug!(status = _response.status().as_u16(), "answered");
}
