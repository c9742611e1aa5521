//! Credentials and tokens of IAM Identity Center, after `aws sso login`.

pub(super) mod cached_token;
mod token;

pub use self::token::SsoTokenProvider;
use super::clients::sso::{Client, GetRoleCredentialsRequest};
use super::inner_call::{carried, failed, incomplete};
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use crate::user_agent::Feature;

/// Where somebody logs in: an instance of IAM Identity Center.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SsoSession {
    name: Option<String>,
    start_url: String,
    region: String,
}

impl SsoSession {
    /// The instance with this start URL (`sso_start_url`), in this region (`sso_region`), without a section
    /// `[sso-session]`: the old form, whose tokens cannot be renewed.
    #[must_use]
    pub fn new(start_url: impl Into<String>, region: impl Into<String>) -> Self {
        Self { name: None, start_url: start_url.into(), region: region.into() }
    }

    /// The name of the section `[sso-session NAME]` (`sso_session`).
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The name of the section `[sso-session NAME]`; `None` in the old form.
    #[must_use]
    pub fn section(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The start URL.
    #[must_use]
    pub fn start_url(&self) -> &str {
        &self.start_url
    }

    /// The region of the instance.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// What the user is to do where there is no token.
    fn login(&self) -> String {
        match &self.name {
            Some(name) => format!("log in with `aws sso login --sso-session {name}`"),
            None => "log in with `aws sso login`".to_owned(),
        }
    }
}

/// Credentials of a role in IAM Identity Center, by `GetRoleCredentials` of SSO, with the token that `aws sso login` has
/// left; see [`SsoTokenProvider`]. Keys of a profile: `sso_account_id` and `sso_role_name`, with `sso_session`, or
/// `sso_start_url` and `sso_region`.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::{Sso, SsoSession};
///
/// let session = SsoSession::new("https://d-abc123.awsapps.com/start", "us-east-1").name("dev");
/// let config = Config::new("eu-west-1").credentials(Sso::new(session, "123456789012", "ReadOnly"));
/// # let _ = config;
/// ```
#[derive(Debug)]
pub struct Sso {
    token: SsoTokenProvider,
    session: SsoSession,
    account_id: String,
    role_name: String,
}

impl Sso {
    /// This role of this account.
    #[must_use]
    pub fn new(session: SsoSession, account_id: impl Into<String>, role_name: impl Into<String>) -> Self {
        Self {
            token: SsoTokenProvider::new(session.clone()),
            session,
            account_id: account_id.into(),
            role_name: role_name.into(),
        }
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let token = self.token.ask(context).await?;
        let request = GetRoleCredentialsRequest::new(self.role_name.as_str(), self.account_id.as_str(), token.expose());
        let client = Client::new(&context.config().clone().region(self.session.region.as_str()));
        let response = client.get_role_credentials(request).await.map_err(|error| {
            let is_token = error.status() == Some(401);
            let what = format!("getting credentials of the role {} in {}", self.role_name, self.account_id);
            let error = failed(&what, error);
            if !is_token {
                return error;
            }
            let message = format!("SSO does not take the token any more; {}", self.session.login());
            CredentialsError::new(message).with_kind(CredentialsErrorKind::LoginRequired).with_source(error)
        })?;
        let answer = response.role_credentials.as_deref().ok_or_else(|| incomplete("SSO", "credentials"))?;
        let feature = if self.session.name.is_some() { Feature::CredentialsSso } else { Feature::CredentialsSsoLegacy };
        let credentials = carried(answer)?;
        Ok(credentials.with_account_id(self.account_id.as_str()).with_features(feature))
    }
}

impl CredentialsProvider for Sso {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        "IAM Identity Center"
    }
}
