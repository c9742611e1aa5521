//! Why there are no credentials.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why a provider has no credentials, or no other identity. Cheap to clone: all who wait for the same are told the same.
#[derive(Clone, Debug)]
pub struct CredentialsError(Arc<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: CredentialsErrorKind,
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CredentialsErrorKind {
    /// Nothing failed: nobody set anything up here.
    NotConfigured,
    /// Nothing failed, and yet nobody else is asked: a profile names its source, and nobody set that one up.
    SourceNotConfigured,
    /// A profile says something that does not go together, or lacks something.
    InvalidProfile,
    /// A shared file has lines that cannot be read.
    InvalidFile,
    /// The profile leads to a bearer token, and not to credentials.
    TokenOnlyProfile,
    /// A file that was named cannot be read.
    File,
    /// A setting has a value that cannot be used.
    InvalidSetting,
    /// Whoever was asked refused.
    Forbidden,
    /// Whoever was asked answered with another error, or with something else than credentials.
    Service,
    /// Whoever was asked did not answer.
    Unavailable,
    /// The process failed.
    ProcessFailed,
    /// The process wrote something else than credentials.
    ProcessOutput,
    /// What there was has expired, and could not be renewed: somebody has to log in.
    LoginRequired,
    /// Something else.
    Other,
}

impl CredentialsError {
    /// A failure, with what was tried, why it failed and what to do. The message must not contain secrets.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { kind: CredentialsErrorKind::Other, message: message.into(), source: None }))
    }

    /// Nothing failed: nobody set anything up here. Calls that may go without go on, and a chain asks the next; see
    /// [`is_not_configured`](Self::is_not_configured).
    pub fn not_configured(message: impl Into<String>) -> Self {
        Self::new(message).with_kind(CredentialsErrorKind::NotConfigured)
    }

    /// The same error of another kind.
    #[must_use]
    pub fn with_kind(mut self, kind: CredentialsErrorKind) -> Self {
        Arc::make_mut(&mut self.0).kind = kind;
        self
    }

    /// The same error with the one that caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Arc::make_mut(&mut self.0).source = Some(Arc::from(source.into()));
        self
    }

    /// The same error with what caused another, whose text it tells.
    #[must_use]
    pub(super) fn with_causes_of(mut self, other: &Self) -> Self {
        Arc::make_mut(&mut self.0).source.clone_from(&other.0.source);
        self
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> CredentialsErrorKind {
        self.0.kind
    }

    /// Whether there is nothing set up to get credentials from, as opposed to a source that failed.
    #[must_use]
    pub fn is_not_configured(&self) -> bool {
        self.0.kind == CredentialsErrorKind::NotConfigured
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
