//! The same credentials and tokens as values of the other side.

use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::identity::Token;

/// The SDK's name for who gave them.
const PROVIDER: &str = "Tinsmith";

pub(crate) fn credentials_from_aws(given: &aws_credential_types::Credentials) -> Credentials {
    let mut credentials = Credentials::new(given.access_key_id(), given.secret_access_key());
    if let Some(token) = given.session_token() {
        credentials = credentials.with_session_token(token);
    }
    if let Some(expires) = given.expiry() {
        credentials = credentials.with_expiry(expires);
    }
    if let Some(account) = given.account_id() {
        credentials = credentials.with_account_id(account.as_str());
    }
    credentials
}

pub(crate) fn credentials_to_aws(given: &Credentials) -> aws_credential_types::Credentials {
    let mut builder = aws_credential_types::Credentials::builder()
        .access_key_id(given.access_key_id())
        .secret_access_key(given.secret_access_key())
        .provider_name(PROVIDER);
    builder.set_session_token(given.session_token().map(str::to_owned));
    builder.set_expiry(given.expires());
    builder.set_account_id(given.account_id().map(Into::into));
    builder.build()
}

pub(crate) fn token_from_aws(given: &aws_credential_types::Token) -> Token {
    let token = Token::new(given.token());
    match given.expiration() {
        Some(expires) => token.with_expiry(expires),
        None => token,
    }
}

pub(crate) fn token_to_aws(given: &Token) -> aws_credential_types::Token {
    aws_credential_types::Token::new(given.expose(), given.expires())
}
