//! Authentication schemes ([specification](https://smithy.io/2.0/spec/authentication-traits.html)): how requests are
//! authorized. They know no service.

mod http_api_key_auth;
mod http_basic_auth;
mod http_bearer_auth;
mod no_auth;
mod sigv4;

use http::header::HeaderValue;

use crate::identity::Identity;
use crate::sign::SigningError;

pub use crate::schema::{AuthOption, AuthScheme};

/// `aws.auth#sigv4`.
pub static SIGV4: AuthScheme = sigv4::SCHEME;
/// `smithy.api#httpBearerAuth`.
pub static HTTP_BEARER_AUTH: AuthScheme = http_bearer_auth::SCHEME;
/// `smithy.api#httpApiKeyAuth`.
pub static HTTP_API_KEY_AUTH: AuthScheme = http_api_key_auth::SCHEME;
/// `smithy.api#httpBasicAuth`.
pub static HTTP_BASIC_AUTH: AuthScheme = http_basic_auth::SCHEME;
/// `smithy.api#noAuth`: the request goes as it is.
pub static NO_AUTH: AuthScheme = no_auth::SCHEME;

/// All schemes.
pub static ALL: &[&AuthScheme] = &[&SIGV4, &HTTP_BEARER_AUTH, &HTTP_API_KEY_AUTH, &HTTP_BASIC_AUTH, &NO_AUTH];

/// A secret as the value of a header; it is not printed with the others.
fn secret_value(header: &'static str, text: &str) -> Result<HeaderValue, SigningError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| SigningError::InvalidHeader(header))?;
    value.set_sensitive(true);
    Ok(value)
}

/// A scheme got an identity of another kind than it asked for: only a mistake of the scheme's own can lead here.
fn other_identity(wanted: &'static str, _got: &Identity) -> SigningError {
    SigningError::Identity(wanted)
}
