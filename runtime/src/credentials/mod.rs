//! Credentials, and where they come from.

#[cfg(feature = "credentials")]
mod assume_role;
mod cache;
mod chain;
#[cfg(feature = "credentials")]
#[rustfmt::skip]
mod clients;
#[cfg(feature = "credentials")]
mod container;
mod environment;
mod error;
#[cfg(feature = "credentials")]
mod inner_call;
#[cfg(feature = "credentials")]
mod instance_metadata;
#[cfg(feature = "credentials")]
mod local;
#[cfg(feature = "credentials")]
mod login;
#[cfg(feature = "credentials")]
mod process;
#[cfg(feature = "credentials")]
mod profile;
mod provider;
#[cfg(feature = "credentials")]
mod renewal;
#[cfg(feature = "credentials")]
mod role;
pub(crate) mod shape;
mod source;
#[cfg(feature = "credentials")]
mod sso;
mod step;
#[cfg(feature = "credentials")]
mod web_identity;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

pub use chain::Chain;
pub use environment::Environment;
pub use error::{CredentialsError, CredentialsErrorKind};
pub use provider::{CredentialsFuture, CredentialsProvider, ExplainFuture, ProviderContext};
pub(crate) use source::{CredentialsSource, Kept, TokenSource};
pub use step::{Outcome, Step};
#[cfg(feature = "credentials")]
pub use {
    assume_role::{AssumeRole, MfaFuture},
    container::Container,
    instance_metadata::{EndpointMode, InstanceMetadata},
    login::LoginSession,
    process::Process,
    profile::{BaseStep, ProfileChain, ProfileCredentials, ProfileToken, RoleStep, SsoRole},
    sso::{Sso, SsoSession, SsoTokenProvider},
    web_identity::WebIdentity,
};

use crate::types::Sensitive;
use crate::user_agent::Features;

/// An access key with its secret, and the session token if the key is a temporary one.
///
/// A clone costs one reference count. `Debug` shows neither secret nor session token. Where they came from
/// ([`features`](Self::features)) makes no difference to whether two are equal.
///
/// ```
/// use tinsmith_runtime::credentials::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "a secret").with_session_token("a token");
/// assert!(!format!("{credentials:?}").contains("a secret"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(Arc<Fields>);

#[derive(Clone)]
struct Fields {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expires: Option<SystemTime>,
    account_id: Option<String>,
    features: Features,
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.access_key_id == other.access_key_id
            && self.secret_access_key == other.secret_access_key
            && self.session_token == other.session_token
            && self.expires == other.expires
            && self.account_id == other.account_id
    }
}

impl Eq for Fields {}

impl Credentials {
    /// Long-lived credentials: no session token, no expiry.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Fields {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: None,
            expires: None,
            account_id: None,
            features: Features::new(),
        }))
    }

    /// The same credentials with the session token that came with them.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).session_token = Some(token.into());
        self
    }

    /// The same credentials with the time from which the service refuses them.
    #[must_use]
    pub fn with_expiry(mut self, expires: SystemTime) -> Self {
        Arc::make_mut(&mut self.0).expires = Some(expires);
        self
    }

    /// The same credentials with the account that they belong to, which some endpoints are named after.
    #[must_use]
    pub fn with_account_id(mut self, account_id: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).account_id = Some(account_id.into());
        self
    }

    /// The same credentials with these features of their source beside those that they have: what the user agent tells
    /// the service of where they came from.
    #[must_use]
    pub fn with_features(mut self, features: impl Into<Features>) -> Self {
        let features = self.0.features.and(features.into());
        if features != self.0.features {
            Arc::make_mut(&mut self.0).features = features;
        }
        self
    }

    /// The public part of the key.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// The secret part of the key.
    pub fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    /// The session token of temporary credentials.
    pub fn session_token(&self) -> Option<&str> {
        self.0.session_token.as_deref()
    }

    /// When the service will refuse these credentials; `None` when unknown or never.
    pub fn expires(&self) -> Option<SystemTime> {
        self.0.expires
    }

    /// The account that the credentials belong to; `None` when unknown.
    pub fn account_id(&self) -> Option<&str> {
        self.0.account_id.as_deref()
    }

    /// What the user agent tells the service of where the credentials came from.
    pub fn features(&self) -> Features {
        self.0.features
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let redacted = Sensitive::new(());
        formatter
            .debug_struct("Credentials")
            .field("access_key_id", &self.0.access_key_id)
            .field("secret_access_key", &redacted)
            .field("session_token", &self.0.session_token.as_ref().map(|_| redacted))
            .field("expires", &self.0.expires)
            .field("account_id", &self.0.account_id)
            .finish()
    }
}

impl CredentialsProvider for Credentials {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::user_agent::Feature;

    #[test]
    fn debug_hides_what_is_secret() {
        let credentials = Credentials::new("AKID", "s3cr3t").with_session_token("t0k3n");
        let shown = format!("{credentials:?}");
        assert!(shown.contains("AKID") && shown.contains("Some(*** redacted ***)"), "{shown}");
        assert!(!shown.contains("s3cr3t") && !shown.contains("t0k3n"), "{shown}");
    }

    #[test]
    fn a_change_leaves_clones_alone() {
        let plain = Credentials::new("AKID", "secret");
        let temporary = plain.clone().with_session_token("token").with_expiry(SystemTime::UNIX_EPOCH);
        assert_eq!((plain.session_token(), plain.expires()), (None, None));
        assert_eq!(temporary.session_token(), Some("token"));
        assert_eq!(temporary.expires(), Some(SystemTime::UNIX_EPOCH));
    }

    #[test]
    fn features_add_up_and_make_no_difference() {
        let plain = Credentials::new("AKID", "secret");
        let assumed = plain.clone().with_features(Feature::CredentialsProfile);
        let assumed = assumed.with_features(Feature::CredentialsStsAssumeRole);
        assert_eq!((plain.features().to_string(), assumed.features().to_string()), (String::new(), "i,n".to_owned()));
        assert_eq!(plain, assumed);
    }

    #[test]
    fn credentials_provide_themselves_at_once() {
        let credentials = Credentials::new("AKID", "secret");
        let provider: &dyn CredentialsProvider = &credentials;
        let context = ProviderContext::default();
        let mut future = pin!(provider.credentials(&context));
        let Poll::Ready(Ok(provided)) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("static credentials must be there without waiting");
        };
        assert_eq!(provided, credentials);
    }
}
