//! From a call to its signed request, and to the bytes of its response.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use super::Client;
use crate::body::Body;
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{ErrorDetails, ErrorKind};
use crate::operation::{Auth, OperationSchema, not_built};
use crate::request::{RequestSettings, build_request};
use crate::sign::{PayloadSigning, SigningOptions, SigningScope, presign, sign};
use crate::structure::Structure;
use crate::time::{Sleep, within};
use crate::transport::{TransportError, TransportOptions};
use crate::validate::validate;

const AGENT: HeaderValue = HeaderValue::from_static(concat!("tinsmith/", env!("CARGO_PKG_VERSION")));

/// How many bytes of a response are read.
const MAX_DOCUMENT: usize = 32 << 20;

const SET_REGION: &str = "set Config::region or the variable AWS_REGION";

/// How a request is authorized.
#[derive(Clone, Copy)]
pub(super) enum Authorization {
    /// In its headers.
    Headers,
    /// In its URL, for so long.
    Url(Duration),
}

/// The request, ready to be sent.
pub(super) async fn signed_request(
    client: &Client,
    operation: &'static OperationSchema,
    input: &dyn Structure,
    authorization: Authorization,
) -> Result<http::Request<Bytes>, ErrorDetails> {
    let (mut request, endpoint) = unsigned_request(client, operation, input)?;
    let Some(credentials) = credentials(client, operation).await? else { return Ok(request) };
    let config = &client.0.config;
    let scheme = endpoint.sigv4().unwrap_or_default();
    let region = scheme.signing_region.or(config.endpoint.region.as_deref()).ok_or_else(|| {
        ErrorDetails::new(ErrorKind::Signing, operation.name, format!("there is no region to sign for: {SET_REGION}"))
    })?;
    let service = scheme.signing_name.or(client.0.service.signing_name).unwrap_or(client.0.service.endpoint_prefix);
    let scope = SigningScope { region, service };
    let options = SigningOptions {
        double_encode_path: !scheme.disable_double_encoding,
        normalize_path: !scheme.disable_normalize_path,
        payload: if operation.unsigned_payload { PayloadSigning::Unsigned } else { PayloadSigning::Hashed },
        session_token_after_signing: false,
    };
    let now = (config.clock)();
    let keys = &client.0.keys;
    match authorization {
        Authorization::Headers => sign(&mut request, &credentials, &scope, now, &options, keys).map(drop),
        Authorization::Url(expires) => {
            presign(&mut request, &credentials, &scope, now, expires, &options, keys).map(drop)
        }
    }
    .map_err(|error| ErrorDetails::new(ErrorKind::Signing, operation.name, error.to_string()).with_source(error))?;
    Ok(request)
}

fn unsigned_request(
    client: &Client,
    operation: &'static OperationSchema,
    input: &dyn Structure,
) -> Result<(http::Request<Bytes>, Arc<Endpoint>), ErrorDetails> {
    let config = &client.0.config;
    let violations = validate(input, config.validation);
    if !violations.is_empty() {
        let list: Vec<String> = violations.iter().map(ToString::to_string).collect();
        return Err(ErrorDetails::new(ErrorKind::InvalidInput, operation.name, list.join("; ")));
    }
    let endpoint_error = |message: String| ErrorDetails::new(ErrorKind::Endpoint, operation.name, message);
    let endpoint = client.0.endpoints.resolve(operation, input).map_err(|error| {
        let mut message = error.to_string();
        if config.endpoint.region.is_none() {
            message.push_str("; ");
            message.push_str(SET_REGION);
        }
        endpoint_error(message).with_source(error)
    })?;
    let mut headers = HeaderMap::new();
    for (name, values) in &endpoint.headers {
        for value in values {
            let pair = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value));
            let (Ok(name), Ok(value)) = pair else {
                return Err(endpoint_error(format!("the endpoint rules give a header `{name}` that is none")));
            };
            headers.append(name, value);
        }
    }
    headers.insert(USER_AGENT, AGENT);
    let settings = RequestSettings { compression: config.compression, headers };
    let request =
        build_request(operation, input, &endpoint.url, &settings).map_err(|error| not_built(operation, error))?;
    Ok((request, endpoint))
}

/// The credentials to sign with; none for operations that are not signed.
async fn credentials(
    client: &Client,
    operation: &'static OperationSchema,
) -> Result<Option<Credentials>, ErrorDetails> {
    if operation.auth == Auth::None || client.0.service.signing_name.is_none() {
        return Ok(None);
    }
    match client.0.config.credentials.credentials().await {
        Ok(credentials) => Ok(Some(credentials)),
        Err(_) if operation.auth == Auth::Optional => Ok(None),
        Err(error) => {
            Err(ErrorDetails::new(ErrorKind::Credentials, operation.name, error.to_string()).with_source(error))
        }
    }
}

/// Sends a request and waits for the whole response.
pub(super) async fn send(
    client: &Client,
    operation: &'static OperationSchema,
    request: http::Request<Bytes>,
    timeout: Option<Duration>,
) -> Result<http::Response<Bytes>, ErrorDetails> {
    let config = &client.0.config;
    let failed = |error: TransportError| {
        let kind = if error.is_timeout() { ErrorKind::Timeout } else { ErrorKind::Transport };
        ErrorDetails::new(kind, operation.name, error.to_string()).with_source(error)
    };
    let service = client.0.service.sdk_id;
    tracing::debug!(service, operation = operation.name, host = request.uri().host(), "sending");
    let transport = config.transport_in_use().map_err(failed)?;
    let timeout = timeout.unwrap_or(config.timeout);
    let exchange = async {
        let response = transport.send(request.map(Body::from), TransportOptions::default()).await.map_err(failed)?;
        let (head, body) = response.into_parts();
        let body = body.collect(MAX_DOCUMENT).await.map_err(|error| {
            ErrorDetails::new(ErrorKind::Transport, operation.name, error.to_string()).with_source(error)
        })?;
        Ok(http::Response::from_parts(head, body))
    };
    let response = within(&Sleep::default(), timeout, exchange).await.unwrap_or_else(|| {
        Err(ErrorDetails::new(ErrorKind::Timeout, operation.name, format!("there was no answer after {timeout:?}")))
    })?;
    tracing::debug!(service, operation = operation.name, status = response.status().as_u16(), "answered");
    Ok(response)
}
