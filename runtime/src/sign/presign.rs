use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::uri::PathAndQuery;
use http::{Request, Uri};

use super::canonical::{SignedHeaders, canonical_request};
use super::time::SigningTime;
use super::{
    ALGORITHM, AUTHORIZATION, CONTENT_SHA256, DATE, KeyCache, PayloadHash, SECURITY_TOKEN, Signature, SigningError,
    SigningOptions, SigningScope, check, push_credential,
};
use crate::body::Body;
use crate::credentials::Credentials;
use crate::percent;

/// Seven days.
pub(super) const EXPIRES_MAX: u64 = 604_800;

const PARAMETERS: &[&str] = &[
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// Signs a request in its query: afterwards its URI is a presigned URL, valid for `expires` from `time` on, in whole
/// seconds, from 1 second to 7 days (and no longer than the credentials).
///
/// Headers that the request has are signed as by [`sign`](super::sign()) and must be sent with the URL. What an earlier
/// signature left in headers or query is removed.
///
/// # Errors
///
/// See [`SigningError`]. The request's headers may then be changed in part.
pub fn presign(
    request: &mut Request<Body>,
    credentials: &Credentials,
    scope: &SigningScope<'_>,
    time: SystemTime,
    expires: Duration,
    options: &SigningOptions,
    keys: &KeyCache,
) -> Result<Signature, SigningError> {
    let time = SigningTime::new(time)?;
    let expires = expires.as_secs();
    if !(1..=EXPIRES_MAX).contains(&expires) {
        return Err(SigningError::ExpiresOutOfRange(expires));
    }
    for name in [AUTHORIZATION, CONTENT_SHA256, DATE, SECURITY_TOKEN] {
        request.headers_mut().remove(name);
    }

    check(credentials)?;
    let mut credential = String::new();
    push_credential(credentials, &time, scope, &mut credential);
    let signed_headers = SignedHeaders::of(request, options)?;
    let mut signed_names = String::new();
    signed_headers.push_names(&mut signed_names);

    let mut query = without_signature(request.uri().query().unwrap_or_default());
    push_parameter("X-Amz-Algorithm", ALGORITHM, &mut query);
    push_parameter("X-Amz-Credential", &credential, &mut query);
    push_parameter("X-Amz-Date", time.date_time(), &mut query);
    push_parameter("X-Amz-SignedHeaders", &signed_names, &mut query);
    push_parameter("X-Amz-Expires", &expires.to_string(), &mut query);
    let unsigned_token = credentials.session_token().filter(|_| options.session_token_after_signing);
    if let (Some(token), None) = (credentials.session_token(), unsigned_token) {
        push_parameter("X-Amz-Security-Token", token, &mut query);
    }

    let payload_hash = PayloadHash::of(request.body(), options.payload)?;
    let canonical = canonical_request(request, &query, &signed_headers, payload_hash.as_str(), options)?;
    let signature = Signature::new(canonical, credentials, &time, scope, keys);

    if let Some(token) = unsigned_token {
        push_parameter("X-Amz-Security-Token", token, &mut query);
    }
    push_parameter("X-Amz-Signature", signature.as_str(), &mut query);
    *request.uri_mut() = with_query(request.uri(), &query)?;
    Ok(signature)
}

fn without_signature(query: &str) -> String {
    let mut rest = String::with_capacity(query.len() + 512);
    for parameter in query.split('&') {
        let name = parameter.split_once('=').map_or(parameter, |(name, _)| name);
        if !parameter.is_empty() && !PARAMETERS.contains(&name) {
            push_separator(&mut rest);
            rest.push_str(parameter);
        }
    }
    rest
}

fn push_parameter(name: &str, value: &str, query: &mut String) {
    push_separator(query);
    query.push_str(name);
    query.push('=');
    percent::encode(value, query);
}

fn push_separator(query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
}

fn with_query(uri: &Uri, query: &str) -> Result<Uri, SigningError> {
    let mut parts = uri.clone().into_parts();
    let path_and_query = [uri.path(), "?", query].concat();
    let path_and_query = PathAndQuery::from_maybe_shared(Bytes::from(path_and_query))
        .map_err(|error| SigningError::InvalidUrl(error.to_string()))?;
    parts.path_and_query = Some(path_and_query);
    Uri::from_parts(parts).map_err(|error| SigningError::InvalidUrl(error.to_string()))
}
