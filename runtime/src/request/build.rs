//! Requests put together from what was prepared and where they go.

use http::header::HeaderMap;

use super::endpoint_url::EndpointUrl;
use super::{Form, Prepared, RequestError, RequestSettings, prepare};
use crate::body::Body;
use crate::codec::CodecError;
use crate::schema::OperationSchema;
use crate::structure::Structure;

/// The request of an operation, not authorized: method, URI, headers and body.
///
/// The endpoint is an `http` or `https` URL with a host, an optional port and an optional path, which the operation's
/// path follows. There is no `Host` header: it comes from the URI. `Content-Length` is set where there is a body of
/// known length or the method calls for one.
///
/// # Errors
///
/// An input that cannot be sent, named by its member's path; a stream in it that can be sent only once; an endpoint that
/// is no such URL.
pub fn build_request(
    operation: &OperationSchema,
    input: &dyn Structure,
    endpoint: &str,
    settings: &RequestSettings,
) -> Result<http::Request<Body>, RequestError> {
    let endpoint = EndpointUrl::parse(endpoint).map_err(RequestError::Endpoint)?;
    let prepared = prepare(operation, input, None, Form::Modeled, settings.compression)?;
    assemble(operation, prepared, &endpoint, settings.host_prefix, &[Some(&settings.headers)])
}

/// A request that goes to this endpoint, with more headers, which win over those of the protocol.
pub(crate) fn assemble(
    operation: &OperationSchema,
    prepared: Prepared,
    endpoint: &EndpointUrl,
    host_prefix: bool,
    more: &[Option<&HeaderMap>],
) -> Result<http::Request<Body>, RequestError> {
    let Prepared { parts, method, host_prefix: prefix } = prepared;
    let prefix = if host_prefix && !endpoint.is_ip_address() { prefix.as_str() } else { "" };
    let uri = endpoint.join(prefix, parts.path, &parts.query).map_err(|error| match error {
        super::endpoint_url::JoinError::TooLong(length) => RequestError::Input(CodecError::new(format!(
            "the request's URI is {length} bytes long; no more than {} can be sent",
            super::endpoint_url::MAX_URI
        ))),
        super::endpoint_url::JoinError::NoUri(error) => {
            RequestError::Endpoint(format!("the endpoint and the path of {} make no URI: {error}", operation.name))
        }
    })?;
    let mut headers = parts.headers;
    for more in more.iter().flatten() {
        for name in more.keys() {
            headers.remove(name);
        }
        headers.extend(more.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    let mut request = http::Request::new(parts.body);
    *request.method_mut() = http::Method::from_bytes(method.as_bytes()).map_err(|_| {
        RequestError::Endpoint(format!("the model of {} has a method that HTTP does not allow", operation.name))
    })?;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}
