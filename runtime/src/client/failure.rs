//! Why a call failed, and the response that says so.

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use super::secrets::Secrets;
use crate::error::{ErrorDetails, ErrorKind};
use crate::schema::ResponseParts;
use crate::transport::TransportError;

/// Why a call failed. The exception, where the model knows one, is still to be read.
pub(super) struct Failure {
    pub(super) details: ErrorDetails,
    pub(super) exception: Option<(usize, Box<Received>)>,
    pub(super) secrets: Secrets,
    /// What was put right, so that the same request may succeed when it is signed again.
    pub(super) remedy: Option<Remedy>,
}

/// What was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// The clock.
    Clock,
    /// Credentials, or a token, that had expired.
    Identity,
}

impl Failure {
    fn new(details: ErrorDetails) -> Self {
        Self { details, exception: None, secrets: Secrets::default(), remedy: None }
    }
}

impl From<ErrorDetails> for Failure {
    fn from(details: ErrorDetails) -> Self {
        Self::new(details)
    }
}

/// A response whose body is there.
pub(super) struct Received {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Received {
    pub(super) fn parts(&self) -> ResponseParts<'_> {
        ResponseParts { status: self.status, headers: &self.headers, body: &self.body }
    }
}

/// The error of a call whose transport failed.
pub(super) fn failed(operation: &'static str, error: TransportError) -> ErrorDetails {
    let kind = if error.is_timeout() { ErrorKind::Timeout } else { ErrorKind::Transport };
    let may_have_been_sent = error.may_have_been_sent();
    ErrorDetails::caused_by(kind, operation, error).with_may_have_been_sent(may_have_been_sent)
}
