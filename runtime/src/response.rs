//! What a call that succeeded gives.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::header::HeaderMap;

use crate::binding::payload_member;
use crate::error::{ErrorDetails, unexpected};
use crate::operation::OperationSchema;
use crate::structure::Structure;

/// An output with what the response said beside it. It is used like the output itself.
#[derive(Clone, Debug)]
pub struct Response<O> {
    output: O,
    metadata: ResponseMetadata,
}

impl<O> Response<O> {
    /// Puts an output and its metadata together.
    #[must_use]
    pub fn new(output: O, metadata: ResponseMetadata) -> Self {
        Self { output, metadata }
    }

    /// The output alone.
    #[must_use]
    pub fn into_output(self) -> O {
        self.output
    }

    /// Status, request id, headers.
    #[must_use]
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.metadata
    }

    pub(crate) fn with_idempotency_token(mut self, token: Option<String>) -> Self {
        self.metadata.idempotency_token = token;
        self
    }

    /// The output and its metadata.
    #[must_use]
    pub fn into_parts(self) -> (O, ResponseMetadata) {
        (self.output, self.metadata)
    }
}

impl<O> Deref for Response<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.output
    }
}

impl<O> DerefMut for Response<O> {
    fn deref_mut(&mut self) -> &mut O {
        &mut self.output
    }
}

/// What a response says beside its output. `Debug` leaves the headers' values out: they may be secret.
#[derive(Clone, Default)]
pub struct ResponseMetadata {
    status: u16,
    request_id: Option<String>,
    headers: HeaderMap,
    idempotency_token: Option<String>,
}

impl ResponseMetadata {
    /// The status, from 200 to 299.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The idempotency token that the request carried, given or filled in.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.idempotency_token.as_deref()
    }
}

impl fmt::Debug for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("idempotency_token", &self.idempotency_token)
            .finish()
    }
}

/// The id that the service gave the request, by the headers that services use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    ["x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"]
        .iter()
        .find_map(|name| headers.get(*name)?.to_str().ok())
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
}

/// Whether a response says that the operation failed.
pub(crate) fn is_error(operation: &OperationSchema, response: &http::Response<Bytes>) -> bool {
    !response.status().is_success() || (operation.service.protocol.is_error)(response)
}

/// Reads a response that is no error into an empty output.
pub(crate) fn read(
    operation: &OperationSchema,
    response: &http::Response<Bytes>,
    output: &mut dyn Structure,
) -> Result<ResponseMetadata, ErrorDetails> {
    let has_payload = payload_member(output.schema()).is_some();
    let body_id = (operation.service.protocol.response)(operation, response, output)
        .map_err(|error| unexpected(operation, response, error, !has_payload))?;
    Ok(ResponseMetadata {
        status: response.status().as_u16(),
        request_id: request_id(response.headers()).or(body_id),
        headers: response.headers().clone(),
        idempotency_token: None,
    })
}
