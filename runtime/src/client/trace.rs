//! What a call traces, with the feature `tracing`; without it, nothing.
//!
//! Fields are named as [OpenTelemetry](https://opentelemetry.io/docs/specs/semconv/rpc/rpc-spans/) has them where it has
//! them. None holds more than names, numbers and codes.

use std::time::Duration;

use http::{Request, Response};

use super::failure::Failure;
use super::request::Outgoing;
use crate::body::Body;
use crate::error::ErrorDetails;
use crate::response::ResponseMetadata;

/// The span of a call.
pub(super) struct CallSpan(#[cfg(feature = "tracing")] tracing::Span);

/// The span of an attempt.
pub(super) struct AttemptSpan(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
impl CallSpan {
    pub(super) fn new(outgoing: &Outgoing<'_>) -> Self {
        use tracing::field::Empty;

        let inner = &*outgoing.client.0;
        Self(tracing::debug_span!(
            "call",
            service = inner.service.sdk_id,
            operation = outgoing.operation.name,
            rpc.system = "aws-api",
            rpc.service = inner.service.sdk_id,
            rpc.method = outgoing.operation.name,
            cloud.region = inner.config.settings().endpoint.region.as_deref(),
            retry.mode = ?outgoing.retry().mode_in_force(),
            attempts = Empty,
            http.response.status_code = Empty,
            aws.request_id = Empty,
            error.kind = Empty,
            error.code = Empty,
        ))
    }

    /// The future within the span.
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    pub(super) fn succeeded(&self, attempts: u32, metadata: &ResponseMetadata) {
        if self.0.is_disabled() {
            return;
        }
        self.0.record("attempts", attempts);
        self.0.record("http.response.status_code", metadata.status());
        self.0.record("aws.request_id", metadata.request_id());
    }

    pub(super) fn failed(&self, details: &ErrorDetails) {
        if !self.0.is_disabled() {
            self.0.record("attempts", details.attempts());
            self.0.record("http.response.status_code", details.status());
            self.0.record("aws.request_id", details.request_id());
            self.0.record("error.kind", tracing::field::debug(details.kind()));
            self.0.record("error.code", details.code());
        }
        self.0.in_scope(|| {
            tracing::debug!(
                kind = ?details.kind(),
                code = details.code(),
                status = details.status(),
                request_id = details.request_id(),
                attempts = details.attempts(),
                "failed"
            );
        });
    }
}

#[cfg(feature = "tracing")]
impl AttemptSpan {
    pub(super) fn new(number: u32) -> Self {
        use tracing::field::Empty;

        Self(tracing::debug_span!(
            "attempt",
            number,
            server.address = Empty,
            http.response.status_code = Empty,
            error.kind = Empty,
            error.code = Empty,
        ))
    }

    /// The future within the span.
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.0.clone())
    }

    pub(super) fn sending(&self, request: &Request<Body>) {
        self.0.record("server.address", request.uri().host());
        tracing::debug!(method = %request.method(), host = request.uri().host(), "sending");
    }

    pub(super) fn answered(&self, response: &Response<Body>) {
        self.0.record("http.response.status_code", response.status().as_u16());
        tracing::debug!(status = response.status().as_u16(), "answered");
    }

    pub(super) fn ended(&self, error: Option<&ErrorDetails>) {
        if let Some(error) = error.filter(|_| !self.0.is_disabled()) {
            self.0.record("error.kind", tracing::field::debug(error.kind()));
            self.0.record("error.code", error.code());
        }
    }
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "as with the feature `tracing`")]
impl CallSpan {
    pub(super) fn new(_outgoing: &Outgoing<'_>) -> Self {
        Self()
    }

    pub(super) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn succeeded(&self, _attempts: u32, _metadata: &ResponseMetadata) {}

    pub(super) fn failed(&self, _details: &ErrorDetails) {}
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "as with the feature `tracing`")]
impl AttemptSpan {
    pub(super) fn new(_number: u32) -> Self {
        Self()
    }

    pub(super) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn sending(&self, _request: &Request<Body>) {}

    pub(super) fn answered(&self, _response: &Response<Body>) {}

    pub(super) fn ended(&self, _error: Option<&ErrorDetails>) {}
}

/// Another attempt follows after this time.
pub(super) fn retrying(_failure: &Failure, _number: u32, _delay: Duration) {
    #[cfg(feature = "tracing")]
    tracing::debug!(
        number = _number,
        delay = ?_delay,
        reason = ?_failure.details.retry_reason(),
        put_right = ?_failure.remedy,
        code = _failure.details.code(),
        status = _failure.details.status(),
        "retrying"
    );
}
