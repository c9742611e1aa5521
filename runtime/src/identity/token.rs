//! Bearer tokens.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use crate::credentials::{CredentialsError, ProviderContext};
use crate::types::Sensitive;

/// A bearer token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    token: Sensitive<Arc<str>>,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token that is good for as long as anybody knows.
    pub fn new(token: impl Into<Arc<str>>) -> Self {
        Self { token: Sensitive::new(token.into()), expires: None }
    }

    /// The same token with the time from which the service refuses it.
    #[must_use]
    pub fn with_expiry(self, expires: SystemTime) -> Self {
        Self { expires: Some(expires), ..self }
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
