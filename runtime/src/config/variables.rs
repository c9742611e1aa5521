//! Settings of the environment.

use std::collections::HashMap;
use std::sync::Arc;

use super::setters::problem_of_region;
use super::{Config, ConfigError, Settings};
use crate::compression::CompressionSettings;
use crate::credentials::{CredentialsSource, Environment};
use crate::transport::SharedTransport;

const MIN_SIZE: &str = "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";

impl Config {
    /// Settings of the environment: the region of `AWS_REGION` or `AWS_DEFAULT_REGION`, `AWS_USE_FIPS_ENDPOINT`,
    /// `AWS_USE_DUALSTACK_ENDPOINT`, `AWS_ENDPOINT_URL`, `AWS_DISABLE_HOST_PREFIX_INJECTION`,
    /// `AWS_DISABLE_REQUEST_COMPRESSION` and `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, and the proxy that `HTTPS_PROXY`
    /// and its like name. Credentials are read from it when they are needed.
    ///
    /// # Errors
    ///
    /// A switch that is neither `true` nor `false`, a size that is no number of bytes up to 10,485,760, a region that
    /// cannot be part of a host name, a proxy whose URL cannot be used.
    #[expect(clippy::unused_async, reason = "sources that have to be asked will be")]
    pub async fn load() -> Result<Self, ConfigError> {
        let config = Self::from_variables(|name| std::env::var(name).ok())?;
        Ok(config.credentials(Environment::of_process()))
    }

    /// As [`load`](Self::load), with the variables that this function looks up, and nothing of the process's own
    /// environment. Empty ones count as unset. Credentials are looked up now, as everything else.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let switch = |name: &'static str| match set(name).map(|value| value.to_ascii_lowercase()).as_deref() {
            None => Ok(None),
            Some("false") => Ok(Some(false)),
            Some("true") => Ok(Some(true)),
            Some(_) => Err(ConfigError::variable(name, "`true` or `false`")),
        };
        let mut config = Settings::default();
        if let Some(region) = set("AWS_REGION").or_else(|| set("AWS_DEFAULT_REGION")) {
            if let Some(problem) = problem_of_region(&region) {
                return Err(problem);
            }
            config.endpoint.region = Some(region);
        }
        config.endpoint.use_fips = switch("AWS_USE_FIPS_ENDPOINT")?.unwrap_or_default();
        config.endpoint.use_dual_stack = switch("AWS_USE_DUALSTACK_ENDPOINT")?.unwrap_or_default();
        config.endpoint.endpoint = set("AWS_ENDPOINT_URL");
        config.host_prefix = switch("AWS_DISABLE_HOST_PREFIX_INJECTION")?.map(|disabled| !disabled);
        let enabled = !switch("AWS_DISABLE_REQUEST_COMPRESSION")?.unwrap_or_default();
        let default = CompressionSettings::default().min_size_bytes();
        let size = set(MIN_SIZE).map_or(Some(default), |size| size.parse().ok());
        config.compression = size
            .and_then(|size| CompressionSettings::new(enabled, size).ok())
            .ok_or_else(|| ConfigError::variable(MIN_SIZE, "a number of bytes from 0 to 10485760"))?;
        config.transport = SharedTransport::from_variables(&variable).map_err(ConfigError::proxy)?;
        let found: HashMap<&str, String> =
            Environment::VARIABLES.iter().filter_map(|name| Some((*name, set(name)?))).collect();
        config.credentials =
            CredentialsSource::new(Environment::with_lookup(move |name| found.get(name).map(Into::into)));
        Ok(Self(Arc::new(config)))
    }
}
