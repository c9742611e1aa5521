//! What an error knows, but for the exception: the same code for every service.

use std::fmt;

use http::header::HeaderMap;

use super::ErrorKind;
use crate::request_id::request_id;
use crate::retry::{self, FailedAttempt, NotRetried, RetryDecision, RetryQuota, RetryReason, RetrySettings};
use crate::schema::{ErrorTraits, ResponseParts};
use crate::transport::TransportError;

/// How much of a response's body an error keeps.
const MAX_BODY: usize = 64 * 1024;

/// The parts of an [`Error`](super::Error): built by whoever notices the failure.
pub struct ErrorDetails(Box<Fields>);

/// On the heap, so that results stay small.
struct Fields {
    kind: ErrorKind,
    /// As its model calls it; empty where that is not known.
    service: &'static str,
    operation: &'static str,
    code: Option<Box<str>>,
    message: String,
    request_id: Option<Box<str>>,
    status: Option<u16>,
    headers: HeaderMap,
    body: Option<Box<[u8]>>,
    /// What the model says of the error.
    modeled: Option<RetryReason>,
    /// Whether the response was damaged on its way.
    is_damaged: bool,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// Whether the cause's text is in the message, and so not told once more.
    cause_is_told: bool,
    idempotency_token: Option<Box<str>>,
    may_have_been_sent: bool,
    /// How many attempts there were; 0 where nobody said.
    attempts: u32,
    not_retried: Option<NotRetried>,
}

impl ErrorDetails {
    /// An error of this kind in this operation, with what went wrong in words.
    #[must_use]
    pub fn new(kind: ErrorKind, operation: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Fields {
            kind,
            service: "",
            operation,
            code: None,
            message: message.into(),
            request_id: None,
            status: None,
            headers: HeaderMap::new(),
            body: None,
            modeled: None,
            is_damaged: false,
            cause: None,
            cause_is_told: false,
            idempotency_token: None,
            may_have_been_sent: kind.may_have_been_sent(),
            attempts: 0,
            not_retried: None,
        }))
    }

    /// An error whose message is that of the error behind it.
    pub(crate) fn caused_by(
        kind: ErrorKind,
        operation: &'static str,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::new(kind, operation, cause.to_string()).with_cause(cause)
    }

    /// Adds the service's error code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<Box<str>>) -> Self {
        self.0.code = Some(code.into());
        self
    }

    /// Adds the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<Box<str>>) -> Self {
        self.0.request_id = Some(request_id.into());
        self
    }

    /// Adds the response's status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Adds the response's headers.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.0.headers = headers;
        self
    }

    /// Adds the start of the response's body.
    #[must_use]
    pub fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = Some(body.get(..MAX_BODY).unwrap_or(body).into());
        self
    }

    /// Adds the error behind this one, whose text is part of the message: [`Error::cause`](super::Error::cause) gives it,
    /// and [`source`](std::error::Error::source) what stands behind it in turn.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self.0.cause_is_told = true;
        self
    }

    /// Adds the error behind this one, of which the message says nothing: [`source`](std::error::Error::source) gives it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.cause = Some(source.into());
        self.0.cause_is_told = false;
        self
    }

    pub(crate) fn with_response(self, response: &ResponseParts<'_>) -> Self {
        let details = self.with_status(response.status.as_u16()).with_body(response.body);
        let details = details.with_headers(response.headers.clone());
        match request_id(response.headers) {
            Some(id) => details.with_request_id(id),
            None => details,
        }
    }

    /// Adds what the model says of the error.
    #[must_use]
    pub fn with_modeled(mut self, traits: Option<ErrorTraits>) -> Self {
        self.0.modeled = traits.and_then(|traits| retry::by_model(traits.retryable, traits.throttling));
        self
    }

    /// Says which service was called, as its model calls it (`sdkId`): some have failures of their own that pass.
    #[must_use]
    pub fn with_service(mut self, service: &'static str) -> Self {
        self.0.service = service;
        self
    }

    /// Says that the response is not what the service sent.
    pub(crate) fn damaged(mut self) -> Self {
        self.0.is_damaged = true;
        self
    }

    /// Says how many attempts there were.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Says why there are no more attempts.
    #[must_use]
    pub fn with_not_retried(mut self, reason: NotRetried) -> Self {
        self.0.not_retried = Some(reason);
        self
    }

    /// Adds the idempotency token that the request carried.
    #[must_use]
    pub fn with_idempotency_token(mut self, token: Option<&str>) -> Self {
        self.0.idempotency_token = token.map(Into::into);
        self
    }

    /// Says whether the service may have got the request, where the kind says something else.
    #[must_use]
    pub fn with_may_have_been_sent(mut self, may_have_been_sent: bool) -> Self {
        self.0.may_have_been_sent = may_have_been_sent;
        self
    }

    pub(crate) fn set_message(&mut self, message: &str) {
        message.clone_into(&mut self.0.message);
    }

    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.0.message = message;
        self
    }

    /// At which stage the call failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// The error code as the service sent it.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What went wrong, in words.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The headers of the response; none where there was no response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The start of the response's body, as it came: with whatever secrets stand in it.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// The idempotency token that the request carried.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.0.idempotency_token.as_deref()
    }

    /// The error behind this one, with its type.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        self.0.cause.as_deref()
    }

    /// Whether the service may have got the request, and so may have acted on it. `false` is certain.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.may_have_been_sent
    }

    /// Changes all text that came from outside.
    pub(crate) fn map_foreign_text(&mut self, change: &dyn Fn(&str) -> Option<String>) {
        if let Some(message) = change(&self.0.message) {
            self.0.message = message;
        }
        for text in [&mut self.0.code, &mut self.0.request_id].into_iter().flatten() {
            if let Some(changed) = change(text) {
                *text = changed.into();
            }
        }
    }

    /// The service that was called, as its model calls it (`sdkId`); empty where that is not known.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.0.service
    }

    /// How many attempts there were; 0 where nobody counted.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Why there were no more attempts.
    #[must_use]
    pub fn not_retried(&self) -> Option<NotRetried> {
        self.0.not_retried
    }

    /// Whether the same call may succeed when it is made again.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retry_reason().is_some()
    }

    /// Whether the service asks for fewer calls.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.retry_reason() == Some(RetryReason::Throttling)
    }

    /// Why the same call may succeed when it is made again.
    ///
    /// Of those who have an opinion the last one counts: the response's status, the error's code, the model, and what
    /// happened on the way.
    #[must_use]
    pub fn retry_reason(&self) -> Option<RetryReason> {
        let Fields { kind, service, code, status, modeled, is_damaged, .. } = &*self.0;
        match kind {
            ErrorKind::Transport => {
                let cause = self.0.cause.as_deref().and_then(|cause| cause.downcast_ref::<TransportError>());
                match cause {
                    None => Some(RetryReason::Transient),
                    Some(error) => retry::by_transport(error.kind()).filter(|_| error.is_retryable()),
                }
            }
            ErrorKind::Timeout => Some(RetryReason::Timeout),
            ErrorKind::Service | ErrorKind::Response => {
                let by_code =
                    code.as_deref().and_then(|code| retry::by_service(service, code).or(retry::by_code(code)));
                let by_status = status.and_then(retry::by_status);
                is_damaged.then_some(RetryReason::Transient).or(*modeled).or(by_code).or(by_status)
            }
            _ => None,
        }
    }

    /// What a client with these settings does about this failure of an attempt, counted from 1, while its quota is full.
    /// The delay is the longest that there may be.
    #[must_use]
    pub fn retry_decision(&self, settings: &RetrySettings, attempt: u32) -> RetryDecision {
        self.failed_attempt(attempt).decide(settings, RetryQuota::default().capacity(), 1.0)
    }

    /// The failure as far as retries go, of an attempt counted from 1.
    #[must_use]
    pub fn failed_attempt(&self, number: u32) -> FailedAttempt<'_> {
        FailedAttempt::new(number, self.0.service, self.0.operation, self.retry_reason())
            .with_retry_after(retry::retry_after(&self.0.headers))
    }

    /// Whether the clock of the client is said to be wrong.
    pub(crate) fn is_clock_skew(&self) -> bool {
        self.0.code.as_deref().is_some_and(retry::is_clock_skew_code)
    }

    /// Whether the service says that credentials or a token were good once.
    pub(crate) fn is_expired(&self) -> bool {
        self.0.code.as_deref().is_some_and(retry::is_expired_code)
    }

    /// The first of the causes that the message does not tell.
    pub(super) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.0.cause.as_deref()?;
        if self.0.cause_is_told { cause.source() } else { Some(cause) }
    }

    pub(super) fn debug_fields(&self, debug: &mut fmt::DebugStruct<'_, '_>) {
        debug.field("kind", &self.0.kind).field("operation", &self.0.operation);
        if let Some(code) = &self.0.code {
            debug.field("code", code);
        }
        debug.field("message", &self.0.message);
        if let Some(status) = &self.0.status {
            debug.field("status", status);
        }
        if let Some(request_id) = &self.0.request_id {
            debug.field("request_id", request_id);
        }
        if let Some(source) = self.source() {
            debug.field("source", &source);
        }
    }
}

/// One line: code and message, then where and how to find the request again; `{:#}` appends what stands behind it.
impl fmt::Display for ErrorDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.0.code {
            write_line(code, f)?;
            f.write_str(": ")?;
        }
        write_line(&self.0.message, f)?;
        write!(f, " ({}", self.0.operation)?;
        if let Some(status) = self.0.status {
            write!(f, ", status {status}")?;
        }
        if let Some(request_id) = &self.0.request_id {
            f.write_str(", request id ")?;
            write_line(request_id, f)?;
        }
        if self.0.attempts > 1 {
            write!(f, ", {} attempts", self.0.attempts)?;
        }
        // What was to be expected goes without saying.
        if let Some(reason @ (NotRetried::Quota | NotRetried::Body | NotRetried::Time)) = self.0.not_retried {
            write!(f, ", not retried: {reason}")?;
        }
        f.write_str(")")?;
        match self.source().filter(|_| f.alternate()) {
            Some(source) => crate::error_chain::write_chain(source, f),
            None => Ok(()),
        }
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
