//! What a call can fail with: one type, whatever went wrong.

mod details;
mod kind;

use std::fmt;

use http::header::HeaderMap;

pub use details::ErrorDetails;
pub use kind::ErrorKind;

use crate::retry::{NotRetried, RetryDecision, RetryReason, RetrySettings};

/// The error of a service's calls; `E` is the enum of the errors that its model names.
///
/// It answers the same questions for errors that the model knows, for those that it does not, and for calls that never
/// reached the service.
///
/// `Display` is one line without causes, which [`source`](std::error::Error::source) gives one after the other; `{:#}` is
/// one line with all of them. Neither they nor `Debug` show the response's body. What a client's call fails with never
/// holds its own credentials, tokens or sensitive members: where a service's text repeats them, they are redacted.
///
/// ```
/// # use tinsmith_runtime::error::{Error, ErrorDetails, ErrorKind};
/// # type E = std::convert::Infallible;
/// let details = ErrorDetails::new(ErrorKind::Service, "AssumeRoleWithWebIdentity", "Token expired");
/// let error: Error<E> = details.with_code("ExpiredTokenException").with_status(400).into();
/// assert_eq!(error.to_string(), "ExpiredTokenException: Token expired (AssumeRoleWithWebIdentity, status 400)");
/// assert!(!error.is_retryable());
/// ```
pub struct Error<E>(Box<Inner<E>>);

struct Inner<E> {
    details: ErrorDetails,
    exception: Option<E>,
}

impl<E> Error<E> {
    /// An error with the exception that the service answered with.
    #[must_use]
    pub fn new(details: ErrorDetails, exception: Option<E>) -> Self {
        Self(Box::new(Inner { details, exception }))
    }

    pub(crate) fn parts_mut(&mut self) -> (&mut ErrorDetails, Option<&mut E>) {
        (&mut self.0.details, self.0.exception.as_mut())
    }

    /// At which stage the call failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.details.kind()
    }

    /// The error code as the service sent it, such as `ExpiredTokenException`; `None` where it sent none.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.details.code()
    }

    /// What went wrong, in words: the service's own where it sent any.
    #[must_use]
    pub fn message(&self) -> &str {
        self.0.details.message()
    }

    /// The id that the service gave the request: what its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.details.request_id()
    }

    /// The status of the response, where there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.details.status()
    }

    /// The headers of the response; none where there was no response. They may hold secrets: they are never printed.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.details.headers()
    }

    /// The idempotency token that the request carried, given or filled in: with it the same call can be made again.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.0.details.idempotency_token()
    }

    /// Whether the service may have got the request, and so may have acted on it. `false` is certain.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.details.may_have_been_sent()
    }

    /// The error behind this one, with its type: a [`TransportError`](crate::transport::TransportError), a
    /// [`CredentialsError`](crate::credentials::CredentialsError), an [`EndpointError`](crate::endpoint::EndpointError), …
    /// Its text is part of the message, so [`source`](std::error::Error::source) gives what stands behind it in turn.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        self.0.details.cause()
    }

    /// The operation's name in the model.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.details.operation()
    }

    /// Whether the same call may succeed when it is made again.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.details.is_retryable()
    }

    /// Whether the service asks for fewer calls; such an error can be retried after a while.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.details.is_throttling()
    }

    /// Why the same call may succeed when it is made again; `None` where it will not.
    #[must_use]
    pub fn retry_reason(&self) -> Option<RetryReason> {
        self.0.details.retry_reason()
    }

    /// How many attempts there were, the first included; 0 where nothing was tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.details.attempts()
    }

    /// Why the client made no more attempts; `None` where it made none.
    #[must_use]
    pub fn not_retried(&self) -> Option<NotRetried> {
        self.0.details.not_retried()
    }

    /// What a client with these settings does about this failure of an attempt, counted from 1, while its quota is full:
    /// for programs that try again themselves. The delay is the longest that there may be; a random part of it is better.
    ///
    /// ```
    /// # use tinsmith_runtime::error::{Error, ErrorDetails, ErrorKind};
    /// use tinsmith_runtime::retry::{RetryDecision, RetrySettings};
    ///
    /// # let error: Error<()> = ErrorDetails::new(ErrorKind::Service, "GetDashboard", "down").with_status(503).into();
    /// match error.retry_decision(&RetrySettings::new().max_attempts(5), 2) {
    ///     RetryDecision::Retry { delay, .. } => assert_eq!(delay.as_secs(), 2),
    ///     RetryDecision::Stop { reason, .. } => panic!("not again: {reason}"),
    ///     _ => {}
    /// }
    /// ```
    #[must_use]
    pub fn retry_decision(&self, settings: &RetrySettings, attempt: u32) -> RetryDecision {
        self.0.details.retry_decision(settings, attempt)
    }

    /// The error that the model names, with its members.
    #[must_use]
    pub fn exception(&self) -> Option<&E> {
        self.0.exception.as_ref()
    }

    /// The error that the model names, with its members.
    #[must_use]
    pub fn into_exception(self) -> Option<E> {
        self.0.exception
    }

    /// The first 64 KiB of the response's body. It may hold secrets: it is never printed.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.details.body()
    }
}

impl<E> From<ErrorDetails> for Error<E> {
    fn from(details: ErrorDetails) -> Self {
        Self::new(details, None)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.details.fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        self.0.details.debug_fields(&mut debug);
        if let Some(exception) = &self.0.exception {
            debug.field("exception", exception);
        }
        debug.finish()
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.details.source()
    }
}
