//! Settings of clients: in code, of the environment, of the shared files.

mod checksum_mode;
mod error;
mod explain;
mod explained_text;
#[cfg(feature = "credentials")]
mod identities;
mod origin;
#[cfg(feature = "credentials")]
mod region;
mod resolve;
mod service_endpoint;
mod service_setters;
mod setters;
mod settings;
mod shared_files;
mod system;
mod table;

use std::fmt;
use std::sync::Arc;

pub use checksum_mode::ChecksumMode;
pub use error::{ConfigError, ConfigProblem};
pub use explain::{Declined, Explained, ExplainedCredentials, ExplainedFile, Explanation};
pub use origin::Origin;
pub(crate) use settings::Settings;
pub use shared_files::{FileState, SharedFiles};
pub use system::System;

use crate::credentials::CredentialsSource;
use crate::endpoint::EndpointSettings;
use crate::types::REDACTED;

/// What clients are made with; cheap to clone. Clients made from one configuration share its connections and what they
/// learned of the clock; a configuration that was made from another by changing a setting shares the rest with it.
///
/// ```
/// use std::time::Duration;
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::Credentials;
///
/// let config = Config::new("eu-west-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
///     .timeout(Duration::from_secs(10));
/// assert_eq!(config.endpoint_settings().region.as_deref(), Some("eu-west-1"));
/// ```
///
/// The default is settings without a region, for a service that has nothing to do with AWS or an endpoint of one's own;
/// everything else is as in [`Config::new`].
#[derive(Clone, Default)]
pub struct Config(Arc<Settings>);

impl Config {
    /// Settings for a region; everything else is as by default: credentials from the environment, 60 seconds a call.
    #[must_use]
    pub fn new(region: impl Into<String>) -> Self {
        Self::default().region(region)
    }

    /// What endpoint rules may ask about.
    #[must_use]
    pub fn endpoint_settings(&self) -> &EndpointSettings {
        &self.0.endpoint
    }

    /// Where a setting comes from, by the name of its setter, such as `region`.
    #[must_use]
    pub fn origin(&self, setting: &str) -> &Origin {
        self.0.origins.of(setting)
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0
    }

    /// The same settings with these credentials, which say themselves where they came from.
    #[cfg(feature = "credentials")]
    pub(crate) fn on_behalf_of(&self, credentials: crate::credentials::Credentials) -> Self {
        let mut settings = Settings::clone(&self.0);
        settings.credentials = CredentialsSource::Fixed(credentials);
        Self(Arc::new(settings))
    }

    /// The same settings with nobody on whose behalf calls are made, and nobody who sees them.
    pub(crate) fn without_identities(&self) -> Self {
        let mut settings = Settings::clone(&self.0);
        settings.credentials = CredentialsSource::None;
        settings.token = None;
        settings.api_key = None;
        settings.login = None;
        settings.interceptors = Vec::new();
        Self(Arc::new(settings))
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut endpoint = self.0.endpoint.clone();
        endpoint.endpoint = endpoint.endpoint.as_deref().map(shown_url);
        f.debug_struct("Config")
            .field("endpoint", &endpoint)
            .field("timeout", &self.0.timeout)
            .field("validation", &self.0.validation)
            .field("strict_responses", &self.0.strict_responses)
            .field("compression", &self.0.compression)
            .finish_non_exhaustive()
    }
}

/// The URL of an endpoint; what stands before an `@` may be a password.
fn shown_url(url: &str) -> String {
    if url.contains('@') { REDACTED.to_owned() } else { url.to_owned() }
}
