//! What a configuration holds.

use std::sync::Arc;
use std::time::Duration;

use super::origin::Origins;
use super::resolve::Resolved;
use super::{ChecksumMode, ConfigError, System};
use crate::compression::CompressionSettings;
use crate::credentials::{CredentialsSource, Environment, TokenSource};
use crate::endpoint::EndpointSettings;
use crate::identity::{ApiKey, Login};
use crate::interceptor::Interceptor;
use crate::metrics::Metrics;
use crate::retry::{RetryQuota, RetrySettings};
use crate::time::{Clock, Sleep};
use crate::transport::SharedTransport;
use crate::validate::Validation;

/// What a configuration holds. A clone shares connections, credentials and what was learned of the clock.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) endpoint: EndpointSettings,
    pub(crate) credentials: CredentialsSource,
    pub(crate) token: Option<TokenSource>,
    pub(crate) api_key: Option<ApiKey>,
    pub(crate) login: Option<Login>,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) read_timeout: Duration,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) retry: RetrySettings,
    pub(crate) retry_quota: RetryQuota,
    /// Random numbers from 0 to 1 for waits; `None` for those of the runtime.
    pub(crate) jitter: Option<Arc<dyn Fn() -> f64 + Send + Sync>>,
    pub(crate) metrics: Option<Arc<dyn Metrics>>,
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
    pub(crate) app_id: Option<String>,
    pub(crate) system: System,
    pub(crate) profile: Option<String>,
    pub(crate) ignore_configured_endpoints: bool,
    pub(crate) request_checksums: ChecksumMode,
    pub(crate) response_checksums: ChecksumMode,
    /// What was found around the program; `None` where nobody looked.
    pub(crate) resolved: Option<Arc<Resolved>>,
    /// Where they come from.
    pub(crate) origins: Origins,
    /// What is wrong with a setting; each call fails with it.
    pub(crate) problem: Option<ConfigError>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            endpoint: EndpointSettings::default(),
            credentials: CredentialsSource::new(Environment::of_process()),
            token: None,
            api_key: None,
            login: None,
            timeout: Duration::from_secs(60),
            attempt_timeout: None,
            read_timeout: Duration::from_secs(30),
            connect_timeout: None,
            retry: RetrySettings::new(),
            retry_quota: RetryQuota::default(),
            jitter: None,
            metrics: None,
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
            app_id: None,
            system: System::of_process(),
            profile: None,
            ignore_configured_endpoints: false,
            request_checksums: ChecksumMode::default(),
            response_checksums: ChecksumMode::default(),
            resolved: None,
            origins: Origins::default(),
            problem: None,
        }
    }
}
