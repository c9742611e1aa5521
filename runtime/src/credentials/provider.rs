//! Where credentials come from.

use std::any::Any;
use std::pin::Pin;
use std::sync::Arc;

use super::{Credentials, CredentialsError};
use crate::config::{Config, System};
use crate::time::{Clock, Sleep};
use crate::transport::{Transport, TransportError};

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
            Some(credentials) => Self::Fixed(credentials.clone()),
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
