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
mod key;
mod options;
mod presign;
mod signature;
#[cfg(test)]
mod tests;
mod time;

use std::borrow::Cow;
use std::time::SystemTime;

use http::{HeaderValue, Request, header};

use crate::body::Body;
use crate::credentials::Credentials;
use canonical::SignedHeaders;
use time::SigningTime;

pub use error::SigningError;
pub use key::KeyCache;
pub use options::{PayloadSigning, SigningOptions, SigningScope};
pub use presign::presign;
pub use signature::Signature;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";
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
    let payload_hash = payload_hash(request.body(), options.payload)?;
    let token = credentials.session_token().map(|token| header_value(SECURITY_TOKEN, token, true)).transpose()?;

    let headers = request.headers_mut();
    headers.insert(DATE, header_value(DATE, time.date_time(), false)?);
    if options.payload != PayloadSigning::Hashed {
        headers.insert(CONTENT_SHA256, header_value(CONTENT_SHA256, &payload_hash, false)?);
    }
    match token {
        Some(token) => headers.insert(SECURITY_TOKEN, token),
        None => headers.remove(SECURITY_TOKEN),
    };

    let signed_headers = SignedHeaders::of(request, options)?;
    let query = request.uri().query().unwrap_or_default();
    let canonical = canonical::canonical_request(request, query, &signed_headers, &payload_hash, options)?;
    let credential = credential(credentials, &time, scope)?;
    let signature = Signature::new(canonical, &credential, credentials, &time, scope, keys);

    let authorization = [
        ALGORITHM,
        " Credential=",
        &credential,
        ", SignedHeaders=",
        signature.signed_headers(),
        ", Signature=",
        signature.as_str(),
    ]
    .concat();
    request.headers_mut().insert(header::AUTHORIZATION, header_value(AUTHORIZATION, &authorization, true)?);
    Ok(signature)
}

/// The access key and what its signature is valid for, `AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request`.
fn credential(credentials: &Credentials, time: &SigningTime, scope: &SigningScope<'_>) -> Result<String, SigningError> {
    let parts = [Some(credentials.access_key_id()), Some(credentials.secret_access_key()), credentials.session_token()];
    if parts.into_iter().flatten().any(str::is_empty) {
        return Err(SigningError::EmptyCredentials);
    }
    Ok([credentials.access_key_id(), time.date(), scope.region, scope.service, "aws4_request"].join("/"))
}

fn payload_hash(body: &Body, payload: PayloadSigning) -> Result<Cow<'static, str>, SigningError> {
    Ok(match payload {
        PayloadSigning::Hashed | PayloadSigning::HashedInHeader => {
            hex(&hash::sha256(body.as_bytes().ok_or(SigningError::StreamToHash)?)).into()
        }
        PayloadSigning::Sha256(hash) => hex(&hash).into(),
        PayloadSigning::Unsigned => UNSIGNED_PAYLOAD.into(),
    })
}

fn header_value(name: &'static str, value: &str, sensitive: bool) -> Result<HeaderValue, SigningError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| SigningError::InvalidHeader(name))?;
    value.set_sensitive(sensitive);
    Ok(value)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}
