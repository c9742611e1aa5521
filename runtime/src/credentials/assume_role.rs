//! Credentials of a role, by the credentials of somebody who may assume it.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::clients::sts::{AssumeRoleRequest, Client};
use super::inner_call::{config, failed};
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext, role,
};
use crate::user_agent::Feature;

/// What a callback for the code of an MFA device returns.
pub type MfaFuture = Pin<Box<dyn Future<Output = Result<String, Box<dyn std::error::Error + Send + Sync>>> + Send>>;

/// Asks for the code that a device shows now; it is given the device's serial number, or its ARN.
pub(super) type MfaCallback = Arc<dyn Fn(&str) -> MfaFuture + Send + Sync>;

/// The callback as it is kept.
pub(super) fn mfa_callback<F>(ask: impl Fn(&str) -> F + Send + Sync + 'static) -> MfaCallback
where
    F: Future<Output = Result<String, Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
{
    Arc::new(move |serial| Box::pin(ask(serial)))
}

/// Temporary credentials of a role, by `AssumeRole` of STS, in the name of other credentials. STS is asked in the client's
/// region.
///
/// In a profile this is `role_arn` with `source_profile` or `credential_source`; see
/// [`ProfileCredentials`](super::ProfileCredentials).
///
/// ```
/// use std::time::Duration;
///
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::{AssumeRole, Environment};
///
/// let role = AssumeRole::new("arn:aws:iam::123456789012:role/deploy", Environment::of_process())
///     .session_name("nightly")
///     .external_id("a1b2")
///     .duration(Duration::from_secs(3600));
/// let config = Config::new("eu-west-1").credentials(role);
/// # let _ = config;
/// ```
#[derive(Clone)]
pub struct AssumeRole {
    role_arn: String,
    source: Arc<dyn CredentialsProvider>,
    session_name: Option<String>,
    external_id: Option<String>,
    duration: Option<Duration>,
    policy: Option<String>,
    mfa_serial: Option<String>,
    mfa: Option<MfaCallback>,
}

impl AssumeRole {
    /// This role, assumed by whoever has these credentials.
    #[must_use]
    pub fn new(role_arn: impl Into<String>, source: impl CredentialsProvider + 'static) -> Self {
        Self {
            role_arn: role_arn.into(),
            source: Arc::new(source),
            session_name: None,
            external_id: None,
            duration: None,
            policy: None,
            mfa_serial: None,
            mfa: None,
        }
    }

    /// Names the session, as CloudTrail shows it; a name with the time in it unless this says otherwise. Key of a profile:
    /// `role_session_name`.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = Some(name.into());
        self
    }

    /// What the role's owner asks for, so that nobody is tricked into acting for another. Key of a profile: `external_id`.
    #[must_use]
    pub fn external_id(mut self, external_id: impl Into<String>) -> Self {
        self.external_id = Some(external_id.into());
        self
    }

    /// How long the credentials are good, in whole seconds; STS takes 15 minutes to 12 hours, and an hour unless this says
    /// otherwise. Key of a profile: `duration_seconds`.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// A policy, as JSON, that the session may do no more than.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// The serial number or ARN of an MFA device, and what asks for the code that it shows. It is asked each time that
    /// credentials are fetched. Key of a profile: `mfa_serial`.
    #[must_use]
    pub fn mfa<F>(self, serial: impl Into<String>, ask: impl Fn(&str) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<String, Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
    {
        self.with_mfa(serial.into(), Some(mfa_callback(ask)))
    }

    pub(super) fn with_mfa(mut self, serial: String, callback: Option<MfaCallback>) -> Self {
        self.mfa_serial = Some(serial);
        self.mfa = callback;
        self
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let source = self.source.credentials(context).await?;
        let features = source.features();
        let what = format!("assuming the role {}", self.role_arn);
        let name = self.session_name.clone().unwrap_or_else(|| role::session_name(context));
        let mut request = AssumeRoleRequest::new(self.role_arn.as_str(), name);
        request.external_id.clone_from(&self.external_id);
        request.policy.clone_from(&self.policy);
        request.duration_seconds = self.duration.map(|duration| i32::try_from(duration.as_secs()).unwrap_or(i32::MAX));
        if let Some(serial) = &self.mfa_serial {
            request.token_code = Some(self.code(serial).await?);
            request.serial_number = Some(serial.clone());
        }
        let response = Client::new(&config(context, Some(source))).assume_role(request).await;
        let response = response.map_err(|error| failed(&what, error))?;
        let assumed = role::credentials(response.credentials.as_deref(), response.assumed_role_user.as_deref())?;
        Ok(assumed.with_features(features).with_features(Feature::CredentialsStsAssumeRole))
    }

    async fn code(&self, serial: &str) -> Result<String, CredentialsError> {
        let Some(ask) = &self.mfa else {
            let message = format!(
                "the role {} asks for the code of the MFA device {serial}, and nothing asks for it: set a callback with `mfa`",
                self.role_arn
            );
            return Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::LoginRequired));
        };
        ask(serial).await.map_err(|error| {
            CredentialsError::new(format!("there is no code of the MFA device {serial}"))
                .with_kind(CredentialsErrorKind::LoginRequired)
                .with_source(error)
        })
    }
}

impl CredentialsProvider for AssumeRole {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        "a role"
    }

    fn expired(&self, credentials: &Credentials) {
        self.source.expired(credentials);
    }
}

impl fmt::Debug for AssumeRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRole")
            .field("role_arn", &self.role_arn)
            .field("source", &self.source.name())
            .field("session_name", &self.session_name)
            .field("duration", &self.duration)
            .field("mfa_serial", &self.mfa_serial)
            .finish_non_exhaustive()
    }
}
