use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::Credentials;

/// What [`CredentialsProvider::credentials`] returns.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A source of credentials.
///
/// A client asks before every signed call, so a provider that fetches credentials should keep them until they are about
/// to expire.
pub trait CredentialsProvider: Send + Sync {
    /// The credentials to sign with now.
    fn credentials(&self) -> CredentialsFuture<'_>;
}

impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn credentials(&self) -> CredentialsFuture<'_> {
        (**self).credentials()
    }
}

/// Why a [`CredentialsProvider`] has no credentials.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// An error that says what was tried, why it failed and what to do. The message must not contain secrets.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// The same error with the one that caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
