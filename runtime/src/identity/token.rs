//! Bearer tokens.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use crate::credentials::{CredentialsError, ProviderContext};
use crate::types::Sensitive;
use crate::user_agent::Features;

/// A bearer token. `Debug` does not show it. Where it came from ([`features`](Self::features)) makes no difference to
/// whether two are equal.
#[derive(Clone)]
pub struct Token {
    token: Sensitive<Arc<str>>,
    expires: Option<SystemTime>,
    features: Features,
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.token == other.token && self.expires == other.expires
    }
}

impl Eq for Token {}

impl Token {
    /// A token that is good for as long as anybody knows.
    pub fn new(token: impl Into<Arc<str>>) -> Self {
        Self { token: Sensitive::new(token.into()), expires: None, features: Features::new() }
    }

    /// The same token with the time from which the service refuses it.
    #[must_use]
    pub fn with_expiry(self, expires: SystemTime) -> Self {
        Self { expires: Some(expires), ..self }
    }

    /// The same token with these features of its source beside those that it has: what the user agent tells the service
    /// of where it came from.
    #[must_use]
    pub fn with_features(self, features: impl Into<Features>) -> Self {
        Self { features: self.features.and(features.into()), ..self }
    }

    /// The token itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.token.expose()
    }

    /// When the service will refuse it; `None` when unknown or never.
    #[must_use]
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    /// What the user agent tells the service of where the token came from.
    #[must_use]
    pub fn features(&self) -> Features {
        self.features
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("token", &self.token).field("expires", &self.expires).finish()
    }
}

/// What [`TokenProvider::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, CredentialsError>> + Send + 'a>>;

/// A source of bearer tokens. A configuration keeps what it gives until shortly before that expires; a token without an
/// expiry is asked for before every call that wants one.
pub trait TokenProvider: Send + Sync {
    /// The token to send now. The context is what the provider needs to make calls itself.
    fn token<'a>(&'a self, context: &'a ProviderContext) -> TokenFuture<'a>;

    /// Says that a service refused this one for having expired. A provider that keeps tokens itself gives it up.
    fn expired(&self, token: &Token) {
        let _ = token;
    }
}

impl TokenProvider for Token {
    fn token<'a>(&'a self, _context: &'a ProviderContext) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token<'a>(&'a self, context: &'a ProviderContext) -> TokenFuture<'a> {
        (**self).token(context)
    }

    fn expired(&self, token: &Token) {
        (**self).expired(token);
    }
}
