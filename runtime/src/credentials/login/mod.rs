//! Credentials of a session of `aws login`.

mod cached_session;
mod dpop;
mod private_key;

use std::fmt;
use std::time::{Duration, SystemTime};

use self::cached_session::{CachedSession, LOGIN, path};
use self::dpop::Proof;
use super::clients::signin::{
    Client, CreateOAuth2TokenRequest, CreateOAuth2TokenRequestBody, Error, Exception, OAuth2ErrorCode,
};
use super::inner_call::failed;
use super::renewal::Renewal;
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use crate::user_agent::Feature;

/// How long before their end credentials are renewed.
const WINDOW: Duration = Duration::from_secs(5 * 60);

/// Credentials of a session of `aws login`, renewed by the sign-in service and written back, in `~/.aws/login/cache` or
/// where `AWS_LOGIN_CACHE_DIRECTORY` says. Key of a profile: `login_session`.
///
/// The service wants a signature by ECDSA with the session's key; this takes the feature `ring` or `aws-lc-rs`.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::LoginSession;
///
/// let session = LoginSession::new("arn:aws:iam::123456789012:user/helen");
/// let config = Config::new("eu-west-1").credentials(session);
/// # let _ = config;
/// ```
pub struct LoginSession {
    session: String,
    renewal: Renewal,
}

impl LoginSession {
    /// The session of this name, which is an ARN.
    #[must_use]
    pub fn new(session: impl Into<String>) -> Self {
        Self { session: session.into(), renewal: Renewal::default() }
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let path = path(context.system(), &self.session)?;
        let mut session = CachedSession::read(context.system(), &path)?;
        let now = context.clock().now();
        let expires = session.expires().unwrap_or(now);
        if self.renewal.is_due(session.credentials().access_key_id(), expires, WINDOW, now) {
            match self.renew(&mut session, now, context).await {
                // The credentials are good even where they cannot be kept.
                Ok(()) => {
                    if let Err(error) = session.write(context.system(), &path) {
                        not_kept(&path, &error);
                    }
                }
                Err(_) if expires > now => {}
                Err(error) => return Err(error),
            }
        }
        Ok(session.credentials().with_features(Feature::CredentialsLogin))
    }

    async fn renew(
        &self,
        session: &mut CachedSession,
        now: SystemTime,
        context: &ProviderContext,
    ) -> Result<(), CredentialsError> {
        if self.renewal.has_just_failed(now) {
            let message = format!("the login session has expired, and could not be renewed just now; {LOGIN}");
            return Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::LoginRequired));
        }
        let renewed = self.create_token(session, now, context).await;
        self.renewal.ended(renewed.is_ok(), now);
        renewed
    }

    async fn create_token(
        &self,
        session: &mut CachedSession,
        now: SystemTime,
        context: &ProviderContext,
    ) -> Result<(), CredentialsError> {
        let text = |key: &str| session.text(key).unwrap_or_default();
        let proof = Proof::new(text("dpopKey"), context.clock().clone())?;
        let mut config = context.config().clone().interceptor(proof);
        // Sessions of older tools do not say where they began.
        if let Some(region) = session.text("signInRegion") {
            config = config.region(region);
        }
        let body =
            CreateOAuth2TokenRequestBody::new(text("clientId"), "refresh_token").refresh_token(text("refreshToken"));
        let response = Client::new(&config).create_o_auth2_token(CreateOAuth2TokenRequest::new(body)).await;
        let response = response.map_err(refused)?;
        session.renew(&response.token_output, now);
        Ok(())
    }
}

/// Why the service gives no credentials.
fn refused(error: Error) -> CredentialsError {
    let code = match error.exception() {
        Some(Exception::AccessDenied(denied)) => Some(denied.error.clone()),
        _ => None,
    };
    let message = |what: &str, kind| Some((format!("the login session cannot be renewed: {what}"), kind));
    let known = match code {
        Some(OAuth2ErrorCode::TokenExpired) => {
            message(&format!("it has expired; {LOGIN}"), CredentialsErrorKind::LoginRequired)
        }
        Some(OAuth2ErrorCode::UserCredentialsChanged) => {
            message(&format!("its user has another password; {LOGIN}"), CredentialsErrorKind::LoginRequired)
        }
        Some(OAuth2ErrorCode::InsufficientPermissions) => {
            message("its user lacks the permission `signin:CreateOAuth2Token`", CredentialsErrorKind::Forbidden)
        }
        _ => None,
    };
    let failed = failed("renewing the login session", error);
    match known {
        Some((message, kind)) => CredentialsError::new(message).with_kind(kind).with_source(failed),
        None => failed,
    }
}

#[cfg(feature = "tracing")]
fn not_kept(path: &std::path::Path, error: &std::io::Error) {
    tracing::warn!(path = %path.display(), %error, "the renewed login session cannot be written");
}

#[cfg(not(feature = "tracing"))]
fn not_kept(_path: &std::path::Path, _error: &std::io::Error) {}

impl CredentialsProvider for LoginSession {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        "a login session"
    }

    fn expired(&self, credentials: &Credentials) {
        self.renewal.refused(credentials.access_key_id());
    }
}

impl fmt::Debug for LoginSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginSession").field("session", &self.session).finish_non_exhaustive()
    }
}
