//! On whose behalf requests are made: what authentication schemes want.

mod api_key;
mod login;
mod token;

use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

pub use api_key::ApiKey;
pub use login::Login;
pub use token::{Token, TokenFuture, TokenProvider};

use crate::credentials::{
    Credentials, CredentialsError, CredentialsFuture, CredentialsSource, ProviderContext, TokenSource,
};
use crate::user_agent::Features;

/// What a scheme authorizes a request with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identity {
    /// Nobody: the request goes as it is.
    None,
    /// Keys of AWS.
    Credentials(Credentials),
    /// A bearer token.
    Token(Token),
    /// An API key.
    ApiKey(ApiKey),
    /// A user's name and password.
    Login(Login),
}

impl Identity {
    /// The account that it belongs to, where that is known.
    pub(crate) fn account_id(&self) -> Option<&str> {
        match self {
            Self::Credentials(credentials) => credentials.account_id(),
            _ => None,
        }
    }

    /// What the user agent says of where it came from.
    pub(crate) fn features(&self) -> Features {
        match self {
            Self::Credentials(credentials) => credentials.features(),
            Self::Token(token) => token.features(),
            Self::None | Self::ApiKey(_) | Self::Login(_) => Features::new(),
        }
    }

    /// What must not be printed of it.
    pub(crate) fn secrets(&self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::Credentials(credentials) => {
                let secret = Some(credentials.secret_access_key());
                credentials.session_token().into_iter().chain(secret).map(str::to_owned).collect()
            }
            Self::Token(token) => vec![token.expose().to_owned()],
            Self::ApiKey(key) => vec![key.expose().to_owned()],
            Self::Login(login) => vec![login.expose_password().to_owned(), login.encoded()],
        }
    }
}

/// What finds an identity. One that is there already needs no memory to be waited for.
pub(crate) enum IdentityFuture<'a> {
    Ready(Ready<Result<Identity, CredentialsError>>),
    Credentials(CredentialsFuture<'a>),
    Token(TokenFuture<'a>),
}

impl IdentityFuture<'_> {
    pub(crate) fn ready(identity: Result<Identity, CredentialsError>) -> Self {
        Self::Ready(ready(identity))
    }
}

impl Future for IdentityFuture<'_> {
    type Output = Result<Identity, CredentialsError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(identity) => Pin::new(identity).poll(context),
            Self::Credentials(credentials) => {
                credentials.as_mut().poll(context).map(|credentials| credentials.map(Identity::Credentials))
            }
            Self::Token(token) => token.as_mut().poll(context).map(|token| token.map(Identity::Token)),
        }
    }
}

/// Where a client has its identities from.
pub(crate) struct IdentitySources<'a> {
    pub(crate) credentials: &'a CredentialsSource,
    pub(crate) token: Option<&'a TokenSource>,
    pub(crate) api_key: Option<&'a ApiKey>,
    pub(crate) login: Option<&'a Login>,
    pub(crate) context: &'a ProviderContext,
}
