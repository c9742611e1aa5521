//! [awsJson1_0](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and
//! [awsJson1_1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html): everything in a JSON object.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use super::{Protocol, RequestParts, json_error, needs_body};
use crate::binding::header;
use crate::codec::CodecError;
use crate::codec::json::{self, JsonSettings};
use crate::operation::OperationSchema;
use crate::structure::Structure;
use crate::timestamp::TimestampFormat;

/// HTTP bindings and `smithy.api#jsonName` mean nothing to these protocols.
const SETTINGS: JsonSettings =
    JsonSettings { json_name: false, timestamp_format: TimestampFormat::EpochSeconds, all_members: true };

type Request = fn(&OperationSchema, &dyn Structure) -> Result<RequestParts, CodecError>;

pub(super) const fn protocol(id: &'static str, request: Request) -> Protocol {
    Protocol {
        id,
        http_bindings: false,
        expected: "a JSON object",
        request,
        is_error: json_error::is_error,
        is_plausible: json_error::is_plausible,
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
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(CONTENT_TYPE, content_type);
    let service = operation.service;
    header::insert("x-amz-target", &format!("{}.{}", service.name(), operation.name), &mut headers)?;
    if service.query_compatible {
        headers.insert(HeaderName::from_static("x-amzn-query-mode"), HeaderValue::from_static("true"));
    }
    let mut body = Vec::with_capacity(256);
    json::write_structure(input, SETTINGS, &mut body)?;
    Ok(RequestParts { path: "/".to_owned(), query: String::new(), headers, body })
}

fn response(
    _operation: &OperationSchema,
    response: &http::Response<Bytes>,
    output: &mut dyn Structure,
) -> Result<Option<String>, CodecError> {
    let body = response.body();
    if !body.is_empty() {
        drop(json::read_structure(body, SETTINGS, output)?);
    } else if needs_body(output.schema()) {
        return Err(CodecError::new("the body is empty"));
    }
    Ok(None)
}

fn exception(response: &http::Response<Bytes>, exception: &mut dyn Structure) -> Result<(), CodecError> {
    if response.body().is_empty() {
        return Ok(());
    }
    json::read_structure(response.body(), SETTINGS, exception).map(drop)
}
