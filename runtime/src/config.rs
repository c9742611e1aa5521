//! Settings of clients.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use crate::compression::CompressionSettings;
use crate::credentials::{CredentialsProvider, Environment};
use crate::endpoint::EndpointSettings;
use crate::transport::{Transport, TransportError};
use crate::types::REDACTED;
use crate::validate::Validation;

const MIN_SIZE: &str = "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";

/// What clients are made with; cheap to clone. Clients made from one configuration share its connections.
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
#[derive(Clone)]
pub struct Config {
    pub(crate) endpoint: EndpointSettings,
    pub(crate) credentials: Arc<dyn CredentialsProvider>,
    pub(crate) timeout: Duration,
    pub(crate) validation: Validation,
    pub(crate) compression: CompressionSettings,
    pub(crate) clock: fn() -> SystemTime,
    pub(crate) idempotency_tokens: Arc<dyn Fn() -> String + Send + Sync>,
    transport: Arc<OnceLock<Arc<dyn Transport>>>,
}

impl Config {
    /// Settings for a region; everything else is as by default: credentials from the environment, 60 seconds a call.
    #[must_use]
    pub fn new(region: impl Into<String>) -> Self {
        Self::with_region(Some(region.into()))
    }

    fn with_region(region: Option<String>) -> Self {
        Self {
            endpoint: EndpointSettings { region, ..EndpointSettings::default() },
            credentials: Arc::new(Environment::of_process()),
            timeout: Duration::from_secs(60),
            validation: Validation::Standard,
            compression: CompressionSettings::default(),
            clock: SystemTime::now,
            idempotency_tokens: Arc::new(crate::idempotency::random_token),
            transport: Arc::new(OnceLock::new()),
        }
    }

    /// Settings of the environment: the region of `AWS_REGION` or `AWS_DEFAULT_REGION`, `AWS_USE_FIPS_ENDPOINT`,
    /// `AWS_USE_DUALSTACK_ENDPOINT`, `AWS_ENDPOINT_URL`, `AWS_DISABLE_REQUEST_COMPRESSION` and
    /// `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`. Credentials are read from it when they are needed.
    ///
    /// # Errors
    ///
    /// A switch that is neither `true` nor `false`, a size that is no number of bytes up to 10,485,760.
    #[expect(clippy::unused_async, reason = "sources that have to be asked will be")]
    pub async fn load() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// As [`load`](Self::load), with the variables that this function looks up. Empty ones count as unset.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let switch = |name: &'static str| match set(name).map(|value| value.to_ascii_lowercase()).as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(ConfigError { variable: name, expected: "`true` or `false`" }),
        };
        let mut config = Self::with_region(set("AWS_REGION").or_else(|| set("AWS_DEFAULT_REGION")));
        config.endpoint.use_fips = switch("AWS_USE_FIPS_ENDPOINT")?;
        config.endpoint.use_dual_stack = switch("AWS_USE_DUALSTACK_ENDPOINT")?;
        config.endpoint.endpoint = set("AWS_ENDPOINT_URL");
        let enabled = !switch("AWS_DISABLE_REQUEST_COMPRESSION")?;
        let default = CompressionSettings::default().min_size_bytes();
        let size = set(MIN_SIZE).map_or(Some(default), |size| size.parse().ok());
        config.compression = size
            .and_then(|size| CompressionSettings::new(enabled, size).ok())
            .ok_or(ConfigError { variable: MIN_SIZE, expected: "a number of bytes from 0 to 10485760" })?;
        Ok(config)
    }

    /// Sets the region.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.endpoint.region = Some(region.into());
        self
    }

    /// Sets where credentials come from: [`Credentials`](crate::credentials::Credentials) themselves, or a provider.
    #[must_use]
    pub fn credentials(mut self, provider: impl CredentialsProvider + 'static) -> Self {
        self.credentials = Arc::new(provider);
        self
    }

    /// Sends all requests to this URL in place of the services' own endpoints.
    #[must_use]
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint.endpoint = Some(url.into());
        self
    }

    /// Uses endpoints that comply with FIPS 140.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.endpoint.use_fips = use_fips;
        self
    }

    /// Uses endpoints with IPv4 and IPv6 addresses.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.endpoint.use_dual_stack = use_dual_stack;
        self
    }

    /// Sets all that endpoint rules may ask about at once.
    #[must_use]
    pub fn with_endpoint_settings(mut self, settings: EndpointSettings) -> Self {
        self.endpoint = settings;
        self
    }

    /// What endpoint rules may ask about.
    #[must_use]
    pub fn endpoint_settings(&self) -> &EndpointSettings {
        &self.endpoint
    }

    /// Sets how long a whole call may take.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how closely inputs are held against the constraints of the model before they are sent:
    /// [`Validation::Standard`] unless this says otherwise.
    #[must_use]
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// Sets when bodies are compressed, for operations that allow it.
    #[must_use]
    pub fn compression(mut self, compression: CompressionSettings) -> Self {
        self.compression = compression;
        self
    }

    /// Sets the clock that requests are signed by; the system's by default.
    #[must_use]
    pub fn clock(mut self, clock: fn() -> SystemTime) -> Self {
        self.clock = clock;
        self
    }

    /// Sets where idempotency tokens come from; random UUIDs by default.
    #[must_use]
    pub fn idempotency_tokens(mut self, tokens: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.idempotency_tokens = Arc::new(tokens);
        self
    }

    /// Sets what sends requests; hyper with rustls by default, where the feature `hyper` is on.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Arc::new(OnceLock::from(Arc::new(transport) as Arc<dyn Transport>));
        self
    }

    /// The transport; the default one is made when it is first needed.
    pub(crate) fn transport_in_use(&self) -> Result<Arc<dyn Transport>, TransportError> {
        if let Some(transport) = self.transport.get() {
            return Ok(Arc::clone(transport));
        }
        let made = default_transport()?;
        Ok(Arc::clone(self.transport.get_or_init(|| made)))
    }
}

#[cfg(feature = "hyper")]
fn default_transport() -> Result<Arc<dyn Transport>, TransportError> {
    Ok(Arc::new(crate::transport::HyperTransport::from_environment()?))
}

#[cfg(not(feature = "hyper"))]
fn default_transport() -> Result<Arc<dyn Transport>, TransportError> {
    use crate::transport::TransportErrorKind;
    let message = "there is no transport: set one with Config::transport, or enable the feature `hyper`";
    Err(TransportError::new(TransportErrorKind::Configuration, message).not_sent())
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut endpoint = self.endpoint.clone();
        // What stands before an `@` may be a password.
        if let Some(url) = endpoint.endpoint.as_mut().filter(|url| url.contains('@')) {
            REDACTED.clone_into(url);
        }
        f.debug_struct("Config")
            .field("endpoint", &endpoint)
            .field("timeout", &self.timeout)
            .field("validation", &self.validation)
            .field("compression", &self.compression)
            .finish_non_exhaustive()
    }
}

/// A variable of the environment that does not say what it should. Its value is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    variable: &'static str,
    expected: &'static str,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the variable {} of the environment is not {}", self.variable, self.expected)
    }
}

impl std::error::Error for ConfigError {}
