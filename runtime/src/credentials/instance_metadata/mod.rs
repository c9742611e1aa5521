//! What an instance of EC2 is told of itself: credentials, and its region.

mod endpoint;
mod session;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use self::endpoint::EndpointMode;
use self::session::{Failure, Session};
use super::local::credentials;
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use crate::user_agent::Feature;

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
const REGION: &str = "/latest/meta-data/placement/region";

/// For how long credentials are used that have expired where there are no others: from ten to fifteen minutes.
const EXTENSION: Duration = Duration::from_secs(600);
const EXTENSION_SPREAD: Duration = Duration::from_secs(300);

/// The credentials of the role of an EC2 instance, by version 2 of its metadata service, and by version 1 where there is
/// no other and nobody forbids it.
///
/// | variable | key of the profile | |
/// |---|---|---|
/// | `AWS_EC2_METADATA_DISABLED` | | `true`: nothing is asked |
/// | `AWS_EC2_METADATA_V1_DISABLED` | `ec2_metadata_v1_disabled` | `true`: version 2 alone |
/// | `AWS_EC2_METADATA_SERVICE_ENDPOINT` | `ec2_metadata_service_endpoint` | where it is |
/// | `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE` | `ec2_metadata_service_endpoint_mode` | `IPv4` or `IPv6` |
/// | `AWS_METADATA_SERVICE_TIMEOUT` | `metadata_service_timeout` | seconds for connecting, and for an answer: 1 |
/// | `AWS_METADATA_SERVICE_NUM_ATTEMPTS` | `metadata_service_num_attempts` | how often it is asked that has trouble: 4 |
///
/// A program that is not on EC2 has no connection within a second, and is told so. Where the service cannot be had, or
/// has only credentials that have expired, the last ones are used on: services of AWS take them in such times.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::InstanceMetadata;
///
/// let config = Config::new("eu-west-1").credentials(InstanceMetadata::new());
/// # let _ = config;
/// ```
#[derive(Clone, Debug, Default)]
pub struct InstanceMetadata {
    endpoint: Option<String>,
    mode: Option<EndpointMode>,
    session: Arc<Session>,
    last: Arc<Mutex<Option<Credentials>>>,
}

impl InstanceMetadata {
    /// The instance's metadata, where variables and profile say.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets where it is, such as `http://169.254.169.254`.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets by which version of IP it is asked, where nothing says where it is.
    #[must_use]
    pub fn mode(mut self, mode: EndpointMode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// Where it is, without a `/` at the end.
    ///
    /// # Errors
    ///
    /// A setting that is no URL, or names no version of IP.
    pub fn base(&self, context: &ProviderContext) -> Result<String, CredentialsError> {
        endpoint::base(self.endpoint.as_deref(), self.mode, context)
    }

    /// The region of the instance.
    ///
    /// # Errors
    ///
    /// There is no metadata, it is disabled, it cannot be had.
    pub async fn region(&self, context: &ProviderContext) -> Result<String, CredentialsError> {
        let answer = self.session.get(&self.base(context)?, REGION, context).await?;
        match answer.text() {
            "" => Err(CredentialsError::not_configured("instance metadata names no region")),
            region => Ok(region.to_owned()),
        }
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let now = context.clock().now();
        let asked = self.ask_for_credentials(context).await;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let current = match (asked, &*last) {
            (Ok(credentials), _) => credentials,
            // Nobody is asked who was forbidden to.
            (Err(error), Some(last)) if error.kind() != CredentialsErrorKind::Forbidden => last.clone(),
            (Err(error), _) => return Err(error),
        };
        *last = Some(current.clone());
        let has_expired = current.expires().is_some_and(|expires| expires <= now);
        let extended = now + EXTENSION + EXTENSION_SPREAD.mul_f64(crate::random::unit());
        Ok(if has_expired { current.with_expiry(extended) } else { current })
    }

    async fn ask_for_credentials(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let base = self.base(context)?;
        let roles = self.session.get(&base, ROLES, context).await.map_err(|failure| match failure {
            Failure::Absent => CredentialsError::not_configured("the instance has no role"),
            Failure::Other(error) => error,
        })?;
        let Some(role) = roles.text().lines().next().map(str::trim).filter(|role| !role.is_empty()) else {
            return Err(CredentialsError::not_configured("the instance has no role"));
        };
        let answer = self.session.get(&base, &[ROLES, role].concat(), context).await?;
        Ok(credentials("instance metadata", &answer.body)?.with_features(Feature::CredentialsImds))
    }
}

impl CredentialsProvider for InstanceMetadata {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        "instance metadata"
    }

    fn expired(&self, credentials: &Credentials) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_some_and(|last| last.access_key_id() == credentials.access_key_id()) {
            *last = None;
        }
    }
}
