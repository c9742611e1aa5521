//! On whose behalf requests are made: what authentication schemes want.

mod api_key;
mod login;
mod token;

use std::pin::Pin;

pub use api_key::ApiKey;
pub use login::Login;
pub use token::{Token, TokenFuture, TokenProvider};

use crate::credentials::{Credentials, CredentialsError, CredentialsProvider, ProviderContext};

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

pub(crate) type IdentityFuture<'a> = Pin<Box<dyn Future<Output = Result<Identity, CredentialsError>> + Send + 'a>>;

/// Where a client has its identities from.
pub(crate) struct IdentitySources<'a> {
    pub(crate) credentials: &'a dyn CredentialsProvider,
    pub(crate) token: Option<&'a dyn TokenProvider>,
    pub(crate) api_key: Option<&'a ApiKey>,
    pub(crate) login: Option<&'a Login>,
    pub(crate) context: &'a ProviderContext,
}
