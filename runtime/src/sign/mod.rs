//! [Signature Version 4](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), in
//! headers and in presigned URLs.
//!
//! Nothing here reads a clock: the time is an argument, and equal arguments give equal signatures.
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//!
//! use tinsmith_runtime::body::Body;
//! use tinsmith_runtime::credentials::Credentials;
//! use tinsmith_runtime::sign::{KeyCache, SigningOptions, SigningScope, sign};
//!
//! let mut request = http::Request::get("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08")
//!     .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
//!     .body(Body::empty())?;
//! let signature = sign(
//!     &mut request,
//!     &Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
//!     &SigningScope::new("us-east-1", "iam"),
//!     UNIX_EPOCH + Duration::from_secs(1_440_938_160),
//!     &SigningOptions::default(),
//!     &KeyCache::new(),
//! )?;
//! assert_eq!(signature.as_str(), "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
//! assert!(request.headers().contains_key("authorization"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod error;
mod hash;
mod hex;
mod key;
mod options;
mod presign;
mod signature;
#[cfg(test)]
mod tests;
mod time;

use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, header};

use crate::body::Body;
use crate::credentials::Credentials;
use canonical::SignedHeaders;
use hex::Hex;
use time::SigningTime;

pub use error::SigningError;
pub use key::KeyCache;
pub use options::{PayloadSigning, SigningOptions, SigningScope};
pub use presign::presign;
pub use signature::Signature;

/// The SHA-1 of a text in hexadecimal digits: what the files of SSO tokens are called.
#[cfg(feature = "credentials")]
pub(crate) fn sha1_name(text: &str) -> String {
    hex::text(hash::sha1(text.as_bytes()).as_ref())
}

/// The SHA-256 of a text in hexadecimal digits: what the files of login sessions are called.
#[cfg(feature = "credentials")]
pub(crate) fn sha256_name(text: &str) -> String {
    hex::text(&hash::sha256(text.as_bytes()))
}

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";
const AUTHORIZATION: &str = "authorization";
const CONTENT_SHA256: &str = "x-amz-content-sha256";
const DATE: &str = "x-amz-date";
const SECURITY_TOKEN: &str = "x-amz-security-token";

/// Signs a request in its headers: sets `x-amz-date`, `authorization` and, depending on credentials and options,
/// `x-amz-security-token` and `x-amz-content-sha256`.
///
/// Signs the `host` (of the header, else of the URI, without the scheme's default port) and all headers except those that
/// change on the way, such as `user-agent`. What an earlier signature left in the headers is replaced, so a request can be
/// signed again before it is sent again.
///
/// # Errors
///
/// See [`SigningError`]. The request's headers may then be changed in part.
pub fn sign(
    request: &mut Request<Body>,
    credentials: &Credentials,
    scope: &SigningScope<'_>,
    time: SystemTime,
    options: &SigningOptions,
    keys: &KeyCache,
) -> Result<Signature, SigningError> {
    let time = SigningTime::new(time)?;
    let payload_hash = PayloadHash::of(request.body(), options.payload)?;
    let token = credentials.session_token().map(|token| header_value(SECURITY_TOKEN, token, true)).transpose()?;

    let headers = request.headers_mut();
    headers.insert(const { HeaderName::from_static(DATE) }, header_value(DATE, time.date_time(), false)?);
    if options.payload != PayloadSigning::Hashed {
        let value = header_value(CONTENT_SHA256, payload_hash.as_str(), false)?;
        headers.insert(const { HeaderName::from_static(CONTENT_SHA256) }, value);
    }
    match token {
        Some(token) => headers.insert(const { HeaderName::from_static(SECURITY_TOKEN) }, token),
        None => headers.remove(const { HeaderName::from_static(SECURITY_TOKEN) }),
    };

    let signed_headers = SignedHeaders::of(request, options)?;
    let query = request.uri().query().unwrap_or_default();
    let canonical = canonical::canonical_request(request, query, &signed_headers, payload_hash.as_str(), options)?;
    check(credentials)?;
    let signature = Signature::new(canonical, credentials, &time, scope, keys);
    request.headers_mut().insert(header::AUTHORIZATION, authorization(credentials, &time, scope, &signature)?);
    Ok(signature)
}

fn authorization(
    credentials: &Credentials,
    time: &SigningTime,
    scope: &SigningScope<'_>,
    signature: &Signature,
) -> Result<HeaderValue, SigningError> {
    let (signed_headers, hex) = (signature.signed_headers(), signature.as_str());
    let parts = [credentials.access_key_id(), scope.region, scope.service, signed_headers, hex];
    // As long as it will be, so that it becomes a header's value without being copied.
    let length = parts.iter().map(|part| part.len()).sum::<usize>() + 8 + 85;
    let mut value = String::with_capacity(length);
    value.push_str(ALGORITHM);
    value.push_str(" Credential=");
    push_credential(credentials, time, scope, &mut value);
    value.push_str(", SignedHeaders=");
    value.push_str(signed_headers);
    value.push_str(", Signature=");
    value.push_str(hex);
    let value = HeaderValue::from_maybe_shared(Bytes::from(value));
    let mut value = value.map_err(|_| SigningError::InvalidHeader(AUTHORIZATION))?;
    value.set_sensitive(true);
    Ok(value)
}

fn check(credentials: &Credentials) -> Result<(), SigningError> {
    let parts = [Some(credentials.access_key_id()), Some(credentials.secret_access_key()), credentials.session_token()];
    if parts.into_iter().flatten().any(str::is_empty) { Err(SigningError::EmptyCredentials) } else { Ok(()) }
}

/// The access key and what its signature is valid for, `AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request`.
fn push_credential(credentials: &Credentials, time: &SigningTime, scope: &SigningScope<'_>, text: &mut String) {
    text.push_str(credentials.access_key_id());
    text.push('/');
    push_scope(time, scope, text);
}

fn push_scope(time: &SigningTime, scope: &SigningScope<'_>, text: &mut String) {
    for part in [time.date(), scope.region, scope.service] {
        text.push_str(part);
        text.push('/');
    }
    text.push_str(TERMINATOR);
}

/// What a signature has in the place of the body.
enum PayloadHash {
    Hash(Hex),
    Unsigned,
}

impl PayloadHash {
    fn of(body: &Body, payload: PayloadSigning) -> Result<Self, SigningError> {
        Ok(match payload {
            PayloadSigning::Hashed | PayloadSigning::HashedInHeader => {
                let bytes = body.as_bytes().ok_or(SigningError::StreamToHash)?;
                Self::Hash(Hex::new(&hash::sha256(bytes)))
            }
            PayloadSigning::Sha256(hash) => Self::Hash(Hex::new(&hash)),
            PayloadSigning::Unsigned => Self::Unsigned,
        })
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Hash(hash) => hash.as_str(),
            Self::Unsigned => "UNSIGNED-PAYLOAD",
        }
    }
}

fn header_value(name: &'static str, value: &str, sensitive: bool) -> Result<HeaderValue, SigningError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| SigningError::InvalidHeader(name))?;
    value.set_sensitive(sensitive);
    Ok(value)
}
