//! Why there is no response.

use std::error::Error;
use std::fmt;

type Source = Box<dyn Error + Send + Sync>;

/// Why there is no response.
///
/// It is one pointer wide. `Display` says what was being done, and with which host; the causes are found through
/// [`source`](Error::source), and `{:#}` prints them all in one line.
pub struct TransportError(Box<Inner>);

struct Inner {
    kind: TransportErrorKind,
    message: String,
    source: Option<Source>,
    may_have_been_sent: bool,
    is_stale_connection: bool,
    is_retryable: bool,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The time for the whole call ran out.
    Timeout,
    /// No connection came about in the time for connecting.
    ConnectTimeout,
    /// No connection: the host is unknown, refuses, or cannot be reached, or the proxy denied.
    Connect,
    /// The TLS handshake failed, mostly as the certificate is not trusted.
    Tls,
    /// The connection broke while sending or receiving.
    Io,
    /// What came back is not HTTP.
    InvalidResponse,
    /// The request's own body failed while it was being sent.
    RequestBody,
    /// The request cannot be sent by any means, as when its URI has no host.
    InvalidRequest,
    /// The transport cannot work as it was set up: no certificates, a wrong proxy URL, no async runtime.
    Configuration,
}

impl TransportErrorKind {
    fn may_have_been_sent(self) -> bool {
        match self {
            Self::Timeout | Self::Io | Self::InvalidResponse | Self::RequestBody => true,
            Self::ConnectTimeout | Self::Connect | Self::Tls | Self::InvalidRequest | Self::Configuration => false,
        }
    }
}

impl TransportError {
    /// An error without a cause. The message says what was being done and with which host; it must hold no secrets.
    #[must_use]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        let may_have_been_sent = kind.may_have_been_sent();
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            source: None,
            may_have_been_sent,
            is_stale_connection: false,
            is_retryable: crate::retry::by_transport(kind).is_some(),
        }))
    }

    /// Adds the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The cause, to be that of another error.
    #[cfg(feature = "hyper")]
    pub(super) fn into_source(self) -> Option<Source> {
        self.0.source
    }

    /// Says that no byte of the request left, where the kind leaves that open.
    #[must_use]
    pub fn not_sent(mut self) -> Self {
        self.0.may_have_been_sent = false;
        self
    }

    /// Says that the same request will fail again, where the kind leaves that open.
    #[must_use]
    pub fn not_retryable(mut self) -> Self {
        self.0.is_retryable = false;
        self
    }

    /// Says that the connection had served other requests before and was closed without a byte of an answer: mostly it
    /// had been idle for too long, and the same request fares better on another.
    #[must_use]
    pub fn on_stale_connection(mut self) -> Self {
        self.0.is_stale_connection = true;
        self
    }

    /// Whether the connection had served other requests before and was closed without a byte of an answer.
    #[must_use]
    pub fn is_stale_connection(&self) -> bool {
        self.0.is_stale_connection
    }

    /// What was being done, and with which host.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Whether a time limit ran out, be it for connecting or for the whole call.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, TransportErrorKind::Timeout | TransportErrorKind::ConnectTimeout)
    }

    /// Whether the same request may succeed when it is sent again.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.is_retryable
    }

    /// Whether there was no connection to send the request on.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout, Tls};
        matches!(self.0.kind, Connect | ConnectTimeout | Tls)
    }

    /// Whether the server may have got the request, and so may have acted on it. `false` is certain.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.may_have_been_sent
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)?;
        if formatter.alternate() { crate::error_chain::write_causes(self, formatter) } else { Ok(()) }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportError")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("source", &self.0.source)
            .field("may_have_been_sent", &self.0.may_have_been_sent)
            .finish()
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
