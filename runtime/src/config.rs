//! Settings of clients.

mod error;
mod variables;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use error::ConfigError;

use crate::compression::CompressionSettings;
use crate::credentials::{CredentialsProvider, CredentialsSource, Environment, ProviderContext};
use crate::endpoint::EndpointSettings;
use crate::host_label::is_valid_host_label;
use crate::identity::{ApiKey, Login, TokenProvider};
use crate::interceptor::Interceptor;
use crate::time::{Clock, Sleep};
use crate::transport::{SharedTransport, Transport};
use crate::types::REDACTED;
use crate::validate::Validation;

/// What clients are made with; cheap to clone. Clients made from one configuration share its connections and what they
/// learned of the clock.
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
    pub(crate) credentials: CredentialsSource,
    pub(crate) token: Option<Arc<dyn TokenProvider>>,
    pub(crate) api_key: Option<ApiKey>,
    pub(crate) login: Option<Login>,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) max_document_bytes: usize,
    pub(crate) validation: Validation,
    pub(crate) strict_responses: bool,
    pub(crate) compression: CompressionSettings,
    pub(crate) host_prefix: Option<bool>,
    pub(crate) clock: Clock,
    pub(crate) sleep: Sleep,
    pub(crate) idempotency_tokens: Arc<dyn Fn() -> String + Send + Sync>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) transport: SharedTransport,
    /// What is wrong with a setting; each call fails with it.
    pub(crate) problem: Option<ConfigError>,
}

impl Default for Config {
    /// Settings without a region, for a service that has nothing to do with AWS or an endpoint of one's own; everything else
    /// is as in [`Config::new`].
    fn default() -> Self {
        Self {
            endpoint: EndpointSettings::default(),
            credentials: CredentialsSource::new(Environment::of_process()),
            token: None,
            api_key: None,
            login: None,
            timeout: Duration::from_secs(60),
            connect_timeout: None,
            max_document_bytes: 32 << 20,
            validation: Validation::Standard,
            strict_responses: false,
            compression: CompressionSettings::default(),
            host_prefix: None,
            clock: Clock::system(),
            sleep: Sleep::default(),
            idempotency_tokens: Arc::new(crate::request::random_token),
            interceptors: Vec::new(),
            transport: SharedTransport::default(),
            problem: None,
        }
    }
}

impl Config {
    /// Settings for a region; everything else is as by default: credentials from the environment, 60 seconds a call.
    #[must_use]
    pub fn new(region: impl Into<String>) -> Self {
        Self::default().region(region)
    }

    /// Sets the region. One that cannot be part of a host name, as an empty one, is refused: every call fails with
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), before anything else happens.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        let region = region.into();
        self.problem = (!is_valid_host_label(&region, false)).then(|| ConfigError::region(&region));
        self.endpoint.region = Some(region);
        self
    }

    /// Sets where credentials come from: [`Credentials`](crate::credentials::Credentials) themselves, or a provider.
    #[must_use]
    pub fn credentials(mut self, provider: impl CredentialsProvider + 'static) -> Self {
        self.credentials = CredentialsSource::new(provider);
        self
    }

    /// Sets where bearer tokens come from, for services with `smithy.api#httpBearerAuth`: a
    /// [`Token`](crate::identity::Token) itself, or a provider.
    #[must_use]
    pub fn bearer_token(mut self, provider: impl TokenProvider + 'static) -> Self {
        self.token = Some(Arc::new(provider));
        self
    }

    /// Sets the key for services with `smithy.api#httpApiKeyAuth`.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<ApiKey>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Sets user and password for services with `smithy.api#httpBasicAuth`.
    #[must_use]
    pub fn login(mut self, login: Login) -> Self {
        self.login = Some(login);
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

    /// Sets whether an operation's prefix of the host (`smithy.api#endpoint`) is put before it. Unless this says
    /// something, it is with the services' own endpoints, and is not with an [`endpoint`](Self::endpoint) of one's own;
    /// it never is before an IP address. Variable: `AWS_DISABLE_HOST_PREFIX_INJECTION`.
    #[must_use]
    pub fn host_prefix(mut self, host_prefix: bool) -> Self {
        self.host_prefix = Some(host_prefix);
        self
    }

    /// Sets all that endpoint rules may ask about at once.
    #[must_use]
    pub fn with_endpoint_settings(mut self, settings: EndpointSettings) -> Self {
        self.problem = None;
        let region = settings.region.clone();
        self.endpoint = settings;
        match region {
            Some(region) => self.region(region),
            None => self,
        }
    }

    /// What endpoint rules may ask about.
    #[must_use]
    pub fn endpoint_settings(&self) -> &EndpointSettings {
        &self.endpoint
    }

    /// Sets how long a whole call may take, credentials included; 60 seconds unless this says otherwise. For an output
    /// that is a stream, until the head of the response is there: what comes after is for the reader to limit.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how long connecting may take, in place of the transport's own limit.
    #[must_use]
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.connect_timeout = Some(connect_timeout);
        self
    }

    /// Sets how many bytes of a response are read that is not a stream, 32 MiB unless this says otherwise: a larger one
    /// is an error, and not read at all where its length is known. Of error responses no more than 1 MiB is read.
    #[must_use]
    pub fn max_document_bytes(mut self, max_document_bytes: usize) -> Self {
        self.max_document_bytes = max_document_bytes;
        self
    }

    /// Sets how closely inputs are held against the constraints of the model before they are sent:
    /// [`Validation::Standard`] unless this says otherwise.
    #[must_use]
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// Sets whether a response that lacks members which the model requires is an error. It is not unless this says so:
    /// [`ResponseMetadata::corrections`](crate::ResponseMetadata::corrections) names them.
    #[must_use]
    pub fn strict_responses(mut self, strict_responses: bool) -> Self {
        self.strict_responses = strict_responses;
        self
    }

    /// Sets when bodies are compressed, for operations that allow it.
    #[must_use]
    pub fn compression(mut self, compression: CompressionSettings) -> Self {
        self.compression = compression;
        self
    }

    /// Sets the clock that requests are signed by; the system's by default. It is corrected when a service says that a
    /// signature's time is wrong.
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// Sets how to wait, which time limits take; see [`Sleep`] for what happens by default.
    #[must_use]
    pub fn sleep(mut self, sleep: Sleep) -> Self {
        self.sleep = sleep;
        self
    }

    /// Sets where idempotency tokens come from; random UUIDs by default.
    #[must_use]
    pub fn idempotency_tokens(mut self, tokens: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.idempotency_tokens = Arc::new(tokens);
        self
    }

    /// Adds an interceptor, which sees every attempt of every call after those that were added before.
    #[must_use]
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sets what sends requests; hyper with rustls by default, where the feature `hyper` is on.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = SharedTransport::new(Arc::new(transport));
        self
    }

    /// What providers of identities are lent.
    pub(crate) fn provider_context(&self) -> ProviderContext {
        ProviderContext {
            transport: self.transport.clone(),
            clock: self.clock.clone(),
            sleep: self.sleep.clone(),
            region: self.endpoint.region.as_deref().map(Into::into),
        }
    }
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
            .field("strict_responses", &self.strict_responses)
            .field("compression", &self.compression)
            .finish_non_exhaustive()
    }
}
