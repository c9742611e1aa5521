//! Where credentials come from.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::Credentials;
use crate::config::{Config, System};
use crate::time::{Clock, Sleep};
use crate::transport::{Transport, TransportError};
use crate::user_agent::Feature;

/// What [`CredentialsProvider::credentials`] returns.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A source of credentials.
///
/// A client asks before every signed call, so a provider that fetches credentials should keep them until they are about
/// to expire.
pub trait CredentialsProvider: Send + Sync {
    /// The credentials to sign with now. The context is what the provider needs to make calls itself.
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a>;
}

impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        (**self).credentials(context)
    }
}

/// Where a client has its credentials from. Those that never change are asked for without a future.
#[derive(Clone)]
pub(crate) enum CredentialsSource {
    /// Nowhere: signed calls cannot be made.
    None,
    Fixed(Credentials),
    Provider(Arc<dyn CredentialsProvider>),
}

impl CredentialsSource {
    pub(crate) fn new(provider: impl CredentialsProvider + 'static) -> Self {
        match (&provider as &dyn Any).downcast_ref::<Credentials>() {
            Some(credentials) => Self::Fixed(credentials.clone().with_features(Feature::CredentialsCode)),
            None => Self::Provider(Arc::new(provider)),
        }
    }
}

/// What the client lends to providers of identities, so that they can make calls of their own. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct ProviderContext {
    config: Config,
}

impl ProviderContext {
    /// The context of a configuration.
    pub(crate) fn new(config: &Config) -> Self {
        Self { config: config.without_identities() }
    }

    /// The client's settings, but for its identities and interceptors: for clients that a provider makes of its own.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The client's transport.
    ///
    /// # Errors
    ///
    /// When the default transport cannot be set up, or there is none.
    pub fn transport(&self) -> Result<Arc<dyn Transport>, TransportError> {
        self.config.settings().transport.get()
    }

    /// The client's clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.config.settings().clock
    }

    /// How the client waits.
    #[must_use]
    pub fn sleep(&self) -> &Sleep {
        &self.config.settings().sleep
    }

    /// The client's region.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.config.settings().endpoint.region.as_deref()
    }

    /// Variables and files, as the client sees them.
    #[must_use]
    pub fn system(&self) -> &System {
        &self.config.settings().system
    }
}

/// Why a provider has no credentials, or no other identity.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
    is_not_configured: bool,
}

impl CredentialsError {
    /// A failure, with what was tried, why it failed and what to do. The message must not contain secrets.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, is_not_configured: false }
    }

    /// Nothing failed: nobody set anything up here. Calls that may go without go on; see
    /// [`is_not_configured`](Self::is_not_configured).
    pub fn not_configured(message: impl Into<String>) -> Self {
        Self { is_not_configured: true, ..Self::new(message) }
    }

    /// The same error with the one that caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether there is nothing set up to get credentials from, as opposed to a source that failed.
    #[must_use]
    pub fn is_not_configured(&self) -> bool {
        self.is_not_configured
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
