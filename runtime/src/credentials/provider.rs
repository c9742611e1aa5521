//! Where credentials come from.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Credentials, CredentialsError, Step};
#[cfg(feature = "credentials")]
use crate::config::Origin;
use crate::config::{Config, System};
use crate::time::{Clock, Sleep};
use crate::transport::{Transport, TransportError};

/// What [`CredentialsProvider::credentials`] returns.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// What [`CredentialsProvider::explain`] returns: what was asked, in order, and what came of it.
pub type ExplainFuture<'a> =
    Pin<Box<dyn Future<Output = (Vec<Step>, Result<Credentials, CredentialsError>)> + Send + 'a>>;

/// A source of credentials.
///
/// A configuration keeps what a provider gives until shortly before it expires, asks once however many calls wait, and
/// goes on with what it has while one call fetches anew. Credentials without an expiry are asked for before every signed
/// call, unless [`keep`](Self::keep) says otherwise.
pub trait CredentialsProvider: Send + Sync {
    /// The credentials to sign with now. The context is what the provider needs to make calls itself.
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a>;

    /// What it is called where it is told which source was asked, such as `the environment`.
    fn name(&self) -> &'static str {
        "a provider of the program's own"
    }

    /// How long credentials may be kept that have no expiry; not at all unless this says otherwise.
    fn keep(&self) -> Option<Duration> {
        None
    }

    /// Says that a service refused these for having expired. A provider that keeps credentials itself gives them up.
    fn expired(&self, credentials: &Credentials) {
        let _ = credentials;
    }

    /// Asks as [`credentials`](Self::credentials) does, and tells what was asked on the way.
    fn explain<'a>(&'a self, context: &'a ProviderContext) -> ExplainFuture<'a> {
        Box::pin(async move {
            let asked = Instant::now();
            let result = self.credentials(context).await;
            let step = Step::of(self.name(), &result, asked.elapsed());
            (vec![step], result)
        })
    }
}

impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        (**self).credentials(context)
    }

    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn keep(&self) -> Option<Duration> {
        (**self).keep()
    }

    fn expired(&self, credentials: &Credentials) {
        (**self).expired(credentials);
    }

    fn explain<'a>(&'a self, context: &'a ProviderContext) -> ExplainFuture<'a> {
        (**self).explain(context)
    }
}

/// What the client lends to providers of identities, so that they can make calls of their own. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct ProviderContext {
    config: Config,
}

/// What a client of this configuration lends.
impl From<Config> for ProviderContext {
    fn from(config: Config) -> Self {
        Self { config: config.without_identities() }
    }
}

impl ProviderContext {
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
        self.config.settings().transport.get(self.system())
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

    /// What a variable of the environment says, or a key of the profile, and which of them.
    #[cfg(feature = "credentials")]
    pub(crate) fn setting(&self, variable: &str, key: &str) -> Option<(String, Origin)> {
        self.config.settings().found(&[variable], &[key])
    }

    /// Variables and files, as the client sees them.
    #[must_use]
    pub fn system(&self) -> &System {
        &self.config.settings().system
    }
}
