//! Bearer tokens of IAM Identity Center, renewed where they can be.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::SsoSession;
use super::cached_token::{CachedToken, Registration, path};
use crate::credentials::clients::ssooidc::{Client, CreateTokenRequest};
use crate::credentials::inner_call::{failed, incomplete};
use crate::credentials::renewal::Renewal;
use crate::credentials::{CredentialsError, CredentialsErrorKind, ProviderContext};
use crate::identity::{Token, TokenFuture, TokenProvider};
use crate::types::Sensitive;

/// How long before its end a token is renewed.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// The token that `aws sso login` leaves in `~/.aws/sso/cache`, for services that take bearer tokens, and for
/// [`Sso`](super::Sso). That of a session is renewed a quarter of an hour before its end, and written back.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::{SsoSession, SsoTokenProvider};
///
/// let session = SsoSession::new("https://d-abc123.awsapps.com/start", "us-east-1").name("dev");
/// let config = Config::new("eu-west-1").bearer_token(SsoTokenProvider::new(session));
/// # let _ = config;
/// ```
pub struct SsoTokenProvider {
    session: SsoSession,
    renewal: Renewal,
}

impl SsoTokenProvider {
    /// The token of this session.
    #[must_use]
    pub fn new(session: SsoSession) -> Self {
        Self { session, renewal: Renewal::default() }
    }

    pub(super) async fn ask(&self, context: &ProviderContext) -> Result<Token, CredentialsError> {
        let path = path(context.system(), &self.session)?;
        let cached = CachedToken::read(context.system(), &path, &self.session)?;
        let now = context.clock().now();
        let is_due = self.renewal.is_due(cached.access_token.expose(), cached.expires, WINDOW, now);
        let renewed = if is_due { self.renew(&cached, now, context).await } else { None };
        match renewed {
            Some(Ok(renewed)) => {
                // The token is good even where it cannot be kept.
                let written = renewed.write(context.system(), &path, &self.session);
                if let Err(error) = written {
                    not_kept(&path, &error);
                }
                Ok(renewed.token())
            }
            _ if cached.expires > now => Ok(cached.token()),
            renewed => {
                let message = format!("the SSO token has expired and cannot be renewed; {}", self.session.login());
                let error = CredentialsError::new(message).with_kind(CredentialsErrorKind::LoginRequired);
                Err(match renewed {
                    Some(Err(cause)) => error.with_source(cause),
                    _ => error,
                })
            }
        }
    }

    /// A new token; `None` where there is no way to ask for one, or where it was asked just now.
    async fn renew(
        &self,
        cached: &CachedToken,
        now: SystemTime,
        context: &ProviderContext,
    ) -> Option<Result<CachedToken, CredentialsError>> {
        // Tokens without a session cannot be renewed.
        self.session.name.as_ref()?;
        let registration = cached.registration.as_ref().filter(|registration| registration.expires > now)?;
        let refresh_token = registration.refresh_token.as_ref()?;
        if self.renewal.has_just_failed(now) {
            return None;
        }
        let renewed = self.create_token(registration, refresh_token, now, context).await;
        self.renewal.ended(renewed.is_ok(), now);
        Some(renewed)
    }

    async fn create_token(
        &self,
        registration: &Registration,
        refresh_token: &Sensitive<String>,
        now: SystemTime,
        context: &ProviderContext,
    ) -> Result<CachedToken, CredentialsError> {
        let client_secret = registration.client_secret.expose().as_str();
        let request = CreateTokenRequest::new(registration.client_id.as_str(), client_secret, "refresh_token")
            .refresh_token(refresh_token.expose().as_str());
        let client = Client::new(&context.config().clone().region(self.session.region.as_str()));
        let response = client.create_token(request).await.map_err(|error| failed("renewing the SSO token", error))?;
        let response = response.into_output();
        let access_token = response.access_token.ok_or_else(|| incomplete("SSO-OIDC", "a token"))?;
        let seconds = response.expires_in.and_then(|seconds| u64::try_from(seconds).ok());
        let seconds = seconds.ok_or_else(|| incomplete("SSO-OIDC", "how long the token is good"))?;
        // Who gives no new one to renew it with wants the user to log in after this token.
        let registration = Registration { refresh_token: response.refresh_token, ..registration.clone() };
        Ok(CachedToken { access_token, expires: now + Duration::from_secs(seconds), registration: Some(registration) })
    }
}

#[cfg(feature = "tracing")]
fn not_kept(path: &std::path::Path, error: &std::io::Error) {
    tracing::warn!(path = %path.display(), %error, "the renewed SSO token cannot be written");
}

#[cfg(not(feature = "tracing"))]
fn not_kept(_path: &std::path::Path, _error: &std::io::Error) {}

impl CachedToken {
    fn token(&self) -> Token {
        Token::new(self.access_token.expose().as_str()).with_expiry(self.expires)
    }
}

impl TokenProvider for SsoTokenProvider {
    fn token<'a>(&'a self, context: &'a ProviderContext) -> TokenFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn expired(&self, token: &Token) {
        self.renewal.refused(token.expose());
    }
}

impl fmt::Debug for SsoTokenProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SsoTokenProvider").field("session", &self.session).finish_non_exhaustive()
    }
}
