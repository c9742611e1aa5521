//! What an error knows, but for the exception: the same code for every service.

use std::fmt;

use super::{ErrorKind, classify};
use crate::schema::ErrorTraits;
use crate::transport::TransportError;

/// How much of a response's body an error keeps.
const MAX_BODY: usize = 64 * 1024;

/// The parts of an [`Error`](super::Error): built by whoever notices the failure.
pub struct ErrorDetails {
    pub(super) kind: ErrorKind,
    pub(super) operation: &'static str,
    pub(super) code: Option<Box<str>>,
    pub(super) message: String,
    pub(super) request_id: Option<Box<str>>,
    pub(super) status: Option<u16>,
    pub(super) body: Option<Box<[u8]>>,
    pub(super) modeled: Modeled,
    pub(super) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What the model says of the error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Modeled {
    /// Nothing: it does not know it.
    No,
    /// Whether it can be retried, and whether it asks for fewer calls.
    Yes { retryable: bool, throttling: bool },
}

impl From<Option<ErrorTraits>> for Modeled {
    fn from(traits: Option<ErrorTraits>) -> Self {
        traits.map_or(Self::No, |traits| Self::Yes { retryable: traits.retryable, throttling: traits.throttling })
    }
}

impl ErrorDetails {
    /// An error of this kind in this operation, with what went wrong in words.
    #[must_use]
    pub fn new(kind: ErrorKind, operation: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            operation,
            code: None,
            message: message.into(),
            request_id: None,
            status: None,
            body: None,
            modeled: Modeled::No,
            source: None,
        }
    }

    /// Adds the service's error code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<Box<str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Adds the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<Box<str>>) -> Self {
        self.request_id = Some(request_id.into());
        self
    }

    /// Adds the response's status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds the start of the response's body.
    #[must_use]
    pub fn with_body(mut self, body: &[u8]) -> Self {
        self.body = Some(body.get(..MAX_BODY).unwrap_or(body).into());
        self
    }

    /// Adds the cause, which [`source`](std::error::Error::source) gives.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether the same call may succeed when it is made again.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.kind {
            ErrorKind::Transport => {
                let cause = self.source.as_deref().and_then(|source| source.downcast_ref::<TransportError>());
                cause.is_none_or(TransportError::is_retryable)
            }
            ErrorKind::Timeout => true,
            ErrorKind::Service | ErrorKind::Response => {
                matches!(self.modeled, Modeled::Yes { retryable: true, .. })
                    || self.is_throttling()
                    || classify::is_transient(self.code.as_deref(), self.status)
            }
            _ => false,
        }
    }

    /// Whether the service asks for fewer calls.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        match self.modeled {
            Modeled::Yes { throttling: true, .. } => true,
            modeled => classify::is_throttling(self.code.as_deref(), self.status, modeled != Modeled::No),
        }
    }

    pub(super) fn debug_fields(&self, debug: &mut fmt::DebugStruct<'_, '_>) {
        debug.field("kind", &self.kind).field("operation", &self.operation);
        if let Some(code) = &self.code {
            debug.field("code", code);
        }
        debug.field("message", &self.message);
        if let Some(status) = &self.status {
            debug.field("status", status);
        }
        if let Some(request_id) = &self.request_id {
            debug.field("request_id", request_id);
        }
        if let Some(source) = &self.source {
            debug.field("source", source);
        }
    }
}

/// One line: code and message, then where and how to find the request again.
impl fmt::Display for ErrorDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.code {
            write_line(code, f)?;
            f.write_str(": ")?;
        }
        write_line(&self.message, f)?;
        write!(f, " ({}", self.operation)?;
        if let Some(status) = self.status {
            write!(f, ", status {status}")?;
        }
        if let Some(request_id) = &self.request_id {
            f.write_str(", request id ")?;
            write_line(request_id, f)?;
        }
        f.write_str(")")
    }
}

/// Text from outside, with a space for every control character.
fn write_line(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    text.split(char::is_control).enumerate().try_for_each(|(position, piece)| {
        if position > 0 {
            f.write_str(" ")?;
        }
        f.write_str(piece)
    })
}

impl fmt::Debug for ErrorDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ErrorDetails");
        self.debug_fields(&mut debug);
        debug.finish()
    }
}
