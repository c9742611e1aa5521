//! The one builder of all settings.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::table::{ENDPOINT, MAX_ATTEMPTS, OF_ENDPOINTS, REGION, RETRY_COSTS, RETRY_MODE};
use super::{Config, ConfigError, Origin, Settings, System};
use crate::compression::CompressionSettings;
use crate::credentials::{CredentialsProvider, CredentialsSource, Kept};
use crate::endpoint::EndpointSettings;
use crate::host_label::is_valid_host_label;
use crate::identity::{ApiKey, Login, TokenProvider};
use crate::interceptor::Interceptor;
use crate::metrics::Metrics;
use crate::retry::{RetryQuota, RetrySettings};
use crate::time::{Clock, Sleep};
#[cfg(feature = "hyper")]
use crate::transport::Proxy;
use crate::transport::{SharedTransport, Transport};
use crate::validate::Validation;

impl Config {
    /// Sets the region. One that cannot be part of a host name, as an empty one, is refused: every call fails with
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), before anything else happens.
    /// Variables: `AWS_REGION`, else `AWS_DEFAULT_REGION`; key of the profile: `region`.
    #[must_use]
    pub fn region(self, region: impl Into<String>) -> Self {
        self.set("region", |settings| {
            let region = region.into();
            settings.problem_of_region(Some(&region));
            settings.endpoint.region = Some(region);
        })
    }

    /// Sets where credentials come from: [`Credentials`](crate::credentials::Credentials) themselves, or a provider.
    #[must_use]
    pub fn credentials(self, provider: impl CredentialsProvider + 'static) -> Self {
        self.set("credentials", |settings| settings.credentials = CredentialsSource::new(provider))
    }

    /// Sets where bearer tokens come from, for services with `smithy.api#httpBearerAuth`: a
    /// [`Token`](crate::identity::Token) itself, or a provider.
    #[must_use]
    pub fn bearer_token(self, provider: impl TokenProvider + 'static) -> Self {
        self.set("bearer_token", |settings| settings.token = Some(Kept::new(provider)))
    }

    /// Sets the key for services with `smithy.api#httpApiKeyAuth`.
    #[must_use]
    pub fn api_key(self, key: impl Into<ApiKey>) -> Self {
        self.set("api_key", |settings| settings.api_key = Some(key.into()))
    }

    /// Sets user and password for services with `smithy.api#httpBasicAuth`.
    #[must_use]
    pub fn login(self, login: Login) -> Self {
        self.set("login", |settings| settings.login = Some(login))
    }

    /// Sends all requests to this URL in place of the services' own endpoints. Variables: `AWS_ENDPOINT_URL`, and for one
    /// service `AWS_ENDPOINT_URL_<SERVICE>`; keys of the profile: `endpoint_url`, and that within the service's name in the
    /// section `[services NAME]` which the profile names as its `services`. See
    /// [`ignore_configured_endpoints`](Self::ignore_configured_endpoints).
    #[must_use]
    pub fn endpoint(self, url: impl Into<String>) -> Self {
        self.set("endpoint", |settings| settings.endpoint.endpoint = Some(url.into()))
    }

    /// Uses endpoints that comply with FIPS 140. Variable: `AWS_USE_FIPS_ENDPOINT`; key of the profile:
    /// `use_fips_endpoint`.
    #[must_use]
    pub fn use_fips(self, use_fips: bool) -> Self {
        self.set("use_fips", |settings| settings.endpoint.use_fips = use_fips)
    }

    /// Uses endpoints with IPv4 and IPv6 addresses. Variable: `AWS_USE_DUALSTACK_ENDPOINT`; key of the profile:
    /// `use_dualstack_endpoint`.
    #[must_use]
    pub fn use_dual_stack(self, use_dual_stack: bool) -> Self {
        self.set("use_dual_stack", |settings| settings.endpoint.use_dual_stack = use_dual_stack)
    }

    /// Sets whether an operation's prefix of the host (`smithy.api#endpoint`) is put before it. Unless this says
    /// something, it is with the services' own endpoints, and is not with an [`endpoint`](Self::endpoint) of one's own;
    /// it never is before an IP address. Variable: `AWS_DISABLE_HOST_PREFIX_INJECTION`; key of the
    /// profile: `disable_host_prefix_injection`; `true` there is `false` here.
    #[must_use]
    pub fn host_prefix(self, host_prefix: bool) -> Self {
        self.set("host_prefix", |settings| settings.host_prefix = Some(host_prefix))
    }

    /// Sets all that endpoint rules may ask about at once. A region or an endpoint that it lacks can still be
    /// [found](Self::resolve) elsewhere.
    #[must_use]
    pub fn with_endpoint_settings(self, endpoint: EndpointSettings) -> Self {
        self.set("use_fips", |settings| {
            settings.problem_of_region(endpoint.region.as_deref());
            let is_missing = |setting| {
                setting == REGION && endpoint.region.is_none() || setting == ENDPOINT && endpoint.endpoint.is_none()
            };
            for setting in OF_ENDPOINTS {
                let origin = if is_missing(*setting) { Origin::Default } else { Origin::Code };
                settings.origins.set(setting, origin);
            }
            settings.endpoint = endpoint;
        })
    }

    /// Sets how long a whole call may take, credentials, all attempts and the waits between them included; 60 seconds
    /// unless this says otherwise. Where the next attempt would come too late, the call fails at once with what the last
    /// one failed with. For an output that is a stream, until the head of the response is there: what comes after is
    /// limited by [`read_timeout`](Self::read_timeout) alone. [`Duration::MAX`] for no limit.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.set("timeout", |settings| settings.timeout = timeout)
    }

    /// Sets how long an attempt may take, from asking for credentials to the end of the response. An attempt that takes
    /// longer is given up, and the call is retried. There is none unless this says so: how long a service works on a
    /// request is not known, and one that works on it twice is worse than one that is waited for. Those that answer nothing
    /// meet the limits of connecting and [reading](Self::read_timeout).
    #[must_use]
    pub fn attempt_timeout(self, attempt_timeout: Duration) -> Self {
        self.set("attempt_timeout", |settings| settings.attempt_timeout = Some(attempt_timeout))
    }

    /// Sets how long may pass without a byte of the response: before its head, from when the request has been sent, and
    /// before each piece of its body, that of an output that is a stream too. 30 seconds unless this says otherwise: half
    /// of what a call may take by default, so that another attempt has its time as well. An attempt that takes longer is
    /// given up with its connection, and the call is retried. [`Duration::MAX`] for no limit.
    #[must_use]
    pub fn read_timeout(self, read_timeout: Duration) -> Self {
        self.set("read_timeout", |settings| settings.read_timeout = read_timeout)
    }

    /// Sets how long connecting may take, in place of the transport's own limit, which is 3.1 seconds for the default
    /// transport. An attempt for which there is no connection in this time is retried.
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        self.set("connect_timeout", |settings| settings.connect_timeout = Some(connect_timeout))
    }

    /// Sets how calls are retried: in the standard mode, with three attempts, unless this says otherwise. What these
    /// settings leave open can still be [found](Self::resolve) elsewhere. Variables: `AWS_RETRY_MODE`, `AWS_MAX_ATTEMPTS`,
    /// `AWS_NEW_RETRIES_2026`; keys of the profile: `retry_mode`, `max_attempts`.
    #[must_use]
    pub fn retry(self, retry: RetrySettings) -> Self {
        self.set("retry", |settings| {
            let mode = (RETRY_MODE, retry.set_mode().is_some());
            let max_attempts = (MAX_ATTEMPTS, retry.set_max_attempts().is_some());
            for (setting, is_set) in [mode, max_attempts, (RETRY_COSTS, retry.set_costs().is_some())] {
                settings.origins.set(setting, if is_set { Origin::Code } else { Origin::Default });
            }
            settings.retry = retry;
        })
    }

    /// Sets what retries are paid from, in place of the quota that the clients of this configuration, and of those made
    /// from it, share.
    #[must_use]
    pub fn retry_quota(self, quota: RetryQuota) -> Self {
        self.set("retry_quota", |settings| settings.retry_quota = quota)
    }

    /// Sets where the random numbers from 0 to 1 come from that say which part of the longest wait a retry takes. For
    /// tests: 1 is all of it.
    #[must_use]
    pub fn jitter(self, jitter: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.set("jitter", |settings| settings.jitter = Some(Arc::new(jitter)))
    }

    /// Sets who is told what attempts and calls take. Where nobody is, nothing is measured.
    #[must_use]
    pub fn metrics(self, metrics: impl Metrics + 'static) -> Self {
        self.set("metrics", |settings| settings.metrics = Some(Arc::new(metrics)))
    }

    /// Sets how many bytes of a response are read that is not a stream, 32 MiB unless this says otherwise: a larger one
    /// is an error, and not read at all where its length is known. Of error responses no more than 1 MiB is read.
    #[must_use]
    pub fn max_document_bytes(self, max_document_bytes: usize) -> Self {
        self.set("max_document_bytes", |settings| settings.max_document_bytes = max_document_bytes)
    }

    /// Sets how closely inputs are held against the constraints of the model before they are sent:
    /// [`Validation::Standard`] unless this says otherwise.
    #[must_use]
    pub fn validation(self, validation: Validation) -> Self {
        self.set("validation", |settings| settings.validation = validation)
    }

    /// Sets whether a response that lacks members which the model requires is an error. It is not unless this says so:
    /// [`ResponseMetadata::corrections`](crate::ResponseMetadata::corrections) names them.
    #[must_use]
    pub fn strict_responses(self, strict_responses: bool) -> Self {
        self.set("strict_responses", |settings| settings.strict_responses = strict_responses)
    }

    /// Sets when bodies are compressed, for operations that allow it. Variables: `AWS_DISABLE_REQUEST_COMPRESSION` and
    /// `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`; keys of the profile: `disable_request_compression` and
    /// `request_min_compression_size_bytes`.
    #[must_use]
    pub fn compression(self, compression: CompressionSettings) -> Self {
        self.set("compression", |settings| {
            settings.compression = compression;
            settings.origins.set("compression_min_size", Origin::Code);
        })
    }

    /// Sets the clock that requests are signed by; the system's by default. It is corrected when a service says that a
    /// signature's time is wrong.
    #[must_use]
    pub fn clock(self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.set("clock", |settings| settings.clock = Clock::new(now))
    }

    /// Sets how to wait, which time limits take; see [`Sleep`] for what happens by default.
    #[must_use]
    pub fn sleep(self, sleep: Sleep) -> Self {
        self.set("sleep", |settings| settings.sleep = sleep)
    }

    /// Sets where idempotency tokens come from; random UUIDs by default.
    #[must_use]
    pub fn idempotency_tokens(self, tokens: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.set("idempotency_tokens", |settings| settings.idempotency_tokens = Arc::new(tokens))
    }

    /// Adds an interceptor, which sees every attempt of every call after those that were added before.
    #[must_use]
    pub fn interceptor(self, interceptor: impl Interceptor + 'static) -> Self {
        self.set("interceptor", |settings| settings.interceptors.push(Arc::new(interceptor)))
    }

    /// Sets what sends requests; hyper with rustls by default, where the feature `hyper` is on.
    #[must_use]
    pub fn transport(self, transport: impl Transport + 'static) -> Self {
        self.set("transport", |settings| settings.transport = SharedTransport::new(Arc::new(transport)))
    }

    /// Sets the proxies of the default transport; unless this says something, those that the variables `HTTPS_PROXY`,
    /// `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name. It says nothing to a [`transport`](Self::transport) of one's own.
    #[cfg(feature = "hyper")]
    #[must_use]
    pub fn proxy(self, proxy: Proxy) -> Self {
        self.set("proxy", |settings| settings.transport = std::mem::take(&mut settings.transport).with_proxy(proxy))
    }

    /// Sets a PEM file of the certificates that the default transport trusts in place of the platform's. It is read when
    /// the first TLS connection is made. It says nothing to a [`transport`](Self::transport) of one's own. Variable:
    /// `AWS_CA_BUNDLE`; key of the profile: `ca_bundle`.
    #[must_use]
    pub fn ca_bundle(self, path: impl Into<PathBuf>) -> Self {
        let change = |transport: SharedTransport| transport.with_ca_bundle(path.into());
        self.set("ca_bundle", |settings| settings.transport = change(std::mem::take(&mut settings.transport)))
    }

    /// Sets what the program calls itself in the user agent, `app/` there: letters, digits and ``!$%&'*+-.^_`|~,#``, all
    /// else becomes `-`. AWS asks for no more than 50. Variable: `AWS_SDK_UA_APP_ID`; key of the profile: `sdk_ua_app_id`.
    #[must_use]
    pub fn app_id(self, app_id: impl Into<String>) -> Self {
        self.set("app_id", |settings| settings.app_id = Some(app_id.into()))
    }

    /// Sets where variables of the environment and files are looked for: those of the process unless this says otherwise.
    /// It comes before settings are [resolved](Self::resolve).
    #[must_use]
    pub fn system(self, system: System) -> Self {
        self.set("system", |settings| {
            if settings.resolved.is_some() {
                settings.problem = Some(ConfigError::late("system"));
            }
            settings.system = system;
        })
    }

    /// A change of one setting by code. What it does not touch stays shared.
    pub(super) fn set(mut self, setting: &'static str, change: impl FnOnce(&mut Settings)) -> Self {
        let settings = Arc::make_mut(&mut self.0);
        settings.origins.set(setting, Origin::Code);
        change(settings);
        self
    }
}

impl Settings {
    /// Keeps what is wrong with the region, in place of what was wrong with an earlier one.
    fn problem_of_region(&mut self, region: Option<&str>) {
        let wrong = region.filter(|region| !is_valid_host_label(region, false));
        if let Some(region) = wrong {
            self.problem = Some(ConfigError::region(region));
        } else if self.problem.as_ref().is_some_and(|problem| problem.is_of(REGION)) {
            self.problem = None;
        }
    }
}
