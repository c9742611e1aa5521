//! From an input to a request that lacks nothing but its signature.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use md5::{Digest as _, Md5};

use crate::codec::CodecError;
use crate::compression::{self, CompressionSettings};
use crate::endpoint_url::EndpointUrl;
use crate::host_prefix;
use crate::operation::OperationSchema;
use crate::structure::Structure;

/// The longest URI that the `http` crate takes, in bytes.
const MAX_URI: usize = 65_534;

/// What a request depends on beside the operation, its input and the endpoint.
#[derive(Clone, Debug, Default)]
pub struct RequestSettings {
    /// When bodies of operations with `smithy.api#requestCompression` are compressed.
    pub compression: CompressionSettings,
    /// Headers to add, such as those of an endpoint; they win over those of the protocol.
    pub headers: HeaderMap,
}

/// Why no request could be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The input cannot be sent: which member, and why.
    Input(CodecError),
    /// The endpoint cannot be used.
    Endpoint(String),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Endpoint(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for RequestError {}

impl From<CodecError> for RequestError {
    fn from(error: CodecError) -> Self {
        Self::Input(error)
    }
}

/// The request of an operation, unsigned: method, URI, headers and body.
///
/// The endpoint is an `http` or `https` URL with a host, an optional port and an optional path, which the operation's
/// path follows. There is no `Host` header: it comes from the URI. `Content-Length` is set where there is a body or the
/// method calls for one.
///
/// # Errors
///
/// An input that cannot be sent, named by its member's path; an endpoint that is no such URL.
pub fn build_request(
    operation: &OperationSchema,
    input: &dyn Structure,
    endpoint: &str,
    settings: &RequestSettings,
) -> Result<http::Request<Bytes>, RequestError> {
    let endpoint = EndpointUrl::parse(endpoint).map_err(RequestError::Endpoint)?;
    let prefix = host_prefix::write(operation.host_prefix, input)?;
    let mut parts = (operation.service.protocol.request)(operation, input)?;
    if operation.compression {
        parts.body = compression::compress(settings.compression, parts.body, &mut parts.headers)?;
    }
    let mut headers = parts.headers;
    for (name, value) in &settings.headers {
        headers.insert(name, value.clone());
    }
    if operation.checksum_required {
        let checksum = STANDARD.encode(Md5::digest(&parts.body));
        let value = HeaderValue::from_str(&checksum).map_err(|error| CodecError::new(error.to_string()))?;
        headers.entry(HeaderName::from_static("content-md5")).or_insert(value);
    }
    if !parts.body.is_empty() || matches!(operation.method, "POST" | "PUT" | "PATCH") {
        headers.insert(CONTENT_LENGTH, parts.body.len().into());
    }
    let uri = endpoint.join(&prefix, &parts.path, &parts.query);
    if uri.len() > MAX_URI {
        let length = uri.len();
        let message = format!("the request's URI is {length} bytes long; no more than {MAX_URI} can be sent");
        return Err(CodecError::new(message).into());
    }
    let built = http::Request::builder().method(operation.method).uri(uri).body(Bytes::from(parts.body));
    let mut request = built.map_err(|error| {
        RequestError::Endpoint(format!("the endpoint and the path of {} make no URI: {error}", operation.name))
    })?;
    *request.headers_mut() = headers;
    Ok(request)
}
