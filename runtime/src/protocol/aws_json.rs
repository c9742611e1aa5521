//! [awsJson1_0](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and
//! [awsJson1_1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html): everything in a JSON object.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};

use super::json_error;
use crate::codec::json::{self, JsonSettings};
use crate::codec::{CodecError, Corrections};
use crate::schema::{
    OperationSchema, Protocol, Read, RequestParts, ResponseParts, WriteInput, needs_body, request_headers,
};
use crate::structure::Structure;

/// HTTP bindings and `smithy.api#jsonName` mean nothing to these protocols.
const SETTINGS: JsonSettings = JsonSettings::DEFAULT.json_name(false);

pub(super) const fn protocol(id: &'static str, request: WriteInput) -> Protocol {
    Protocol {
        id,
        http_bindings: false,
        features: &[],
        expected: "a JSON object",
        request,
        get_request: None,
        is_format: json_error::is_format,
        is_error: json_error::is_error,
        response,
        error: json_error::read,
        exception,
    }
}

pub(super) fn request_1_0(operation: &OperationSchema, input: &dyn Structure) -> Result<RequestParts, CodecError> {
    request(operation, input, HeaderValue::from_static("application/x-amz-json-1.0"))
}

pub(super) fn request_1_1(operation: &OperationSchema, input: &dyn Structure) -> Result<RequestParts, CodecError> {
    request(operation, input, HeaderValue::from_static("application/x-amz-json-1.1"))
}

fn request(
    operation: &OperationSchema,
    input: &dyn Structure,
    content_type: HeaderValue,
) -> Result<RequestParts, CodecError> {
    let mut headers = request_headers();
    headers.insert(CONTENT_TYPE, content_type);
    let service = operation.service;
    let target = [service.name(), ".", operation.name].concat();
    let target = HeaderValue::from_maybe_shared(Bytes::from(target));
    let target = target.map_err(|_| CodecError::new("the operation has a name that no header can hold"))?;
    headers.insert(HeaderName::from_static("x-amz-target"), target);
    if service.query_compatible {
        headers.insert(HeaderName::from_static("x-amzn-query-mode"), HeaderValue::from_static("true"));
    }
    let mut body = Vec::with_capacity(256);
    json::write_structure(input, SETTINGS, &mut body)?;
    Ok(RequestParts { path: "/".into(), headers, body: body.into(), ..RequestParts::default() })
}

fn response(
    _operation: &OperationSchema,
    response: &ResponseParts<'_>,
    output: &mut dyn Structure,
) -> Result<Read, CodecError> {
    if !response.body.is_empty() {
        return Ok(Read { request_id: None, corrections: json::read_structure(response.body, SETTINGS, output)? });
    }
    if needs_body(output.schema()) { Err(CodecError::new("the body is empty")) } else { Ok(Read::default()) }
}

fn exception(response: &ResponseParts<'_>, exception: &mut dyn Structure) -> Result<Corrections, CodecError> {
    if response.body.is_empty() {
        return Ok(Corrections::default());
    }
    json::read_structure(response.body, SETTINGS, exception)
}
