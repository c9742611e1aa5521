//! `smithy.api#httpChecksumRequired`: what a service compares the body with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use md5::{Digest as _, Md5};

use crate::body::Body;
use crate::codec::CodecError;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Sets `Content-MD5`, unless the input did.
///
/// # Errors
///
/// A body that is a stream: its checksum is known only when it has been sent.
pub(crate) fn apply(headers: &mut HeaderMap, body: &Body) -> Result<(), CodecError> {
    if headers.contains_key(CONTENT_MD5) {
        return Ok(());
    }
    let Some(bytes) = body.as_bytes() else {
        let message = "the operation wants the body's checksum in a header; a stream has none before it is sent";
        return Err(CodecError::new(message));
    };
    let checksum = HeaderValue::from_str(&STANDARD.encode(Md5::digest(bytes)));
    headers.insert(CONTENT_MD5, checksum.map_err(|error| CodecError::new(error.to_string()))?);
    Ok(())
}
