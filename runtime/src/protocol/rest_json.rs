//! [restJson1](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html): HTTP bindings, and JSON in the body.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::{Protocol, RequestParts, json_error, needs_body, trim_start};
use crate::binding::{header, label, payload, payload_member, prefix, query};
use crate::codec::CodecError;
use crate::codec::json::{self, JsonSettings};
use crate::operation::OperationSchema;
use crate::schema::{Location, Schema};
use crate::structure::Structure;
use crate::value::Slot;

/// Of the members of an input or output, only those that are bound to nothing stand in the body.
const SETTINGS: JsonSettings = JsonSettings { all_members: false, ..JsonSettings::DEFAULT };

pub(super) const PROTOCOL: Protocol = Protocol {
    id: "aws.protocols#restJson1",
    http_bindings: true,
    expected: "a JSON object",
    request,
    is_error: json_error::is_error,
    is_plausible: json_error::is_plausible,
    response,
    error: json_error::read,
    exception: read_members,
};

fn request(operation: &OperationSchema, input: &dyn Structure) -> Result<RequestParts, CodecError> {
    let (path, literal) = label::write(operation.uri, input)?;
    let query = query::write(literal, input)?;
    let mut headers = HeaderMap::new();
    header::write(input, &mut headers)?;
    prefix::write(input, &mut headers)?;
    let (body, content_type) = match payload_member(input.schema()) {
        Some((index, member)) => payload::write(member, input, index)?,
        None if input.schema().members.iter().any(|member| member.location.is_request_body()) => {
            let mut body = Vec::with_capacity(256);
            json::write_structure(input, SETTINGS, &mut body)?;
            (body, Some("application/json"))
        }
        None => (Vec::new(), None),
    };
    if let Some(content_type) = content_type {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }
    Ok(RequestParts { path, query, headers, body })
}

fn response(
    _operation: &OperationSchema,
    response: &http::Response<Bytes>,
    output: &mut dyn Structure,
) -> Result<Option<String>, CodecError> {
    let schema = output.schema();
    let body = response.body();
    if payload_member(schema).is_none() {
        if body.is_empty() && needs_body(schema) {
            return Err(CodecError::new("the body is empty"));
        }
        // An operation without output must not take a proxy's page for success.
        if !has_document(schema) && trim_start(body).starts_with(b"<") {
            return Err(CodecError::new("the body is no JSON"));
        }
    }
    read_members(response, output)?;
    Ok(None)
}

/// Reads every member from where it is bound to.
fn read_members(response: &http::Response<Bytes>, structure: &mut dyn Structure) -> Result<(), CodecError> {
    let schema = structure.schema();
    header::read(response.headers(), structure)?;
    prefix::read(response.headers(), structure)?;
    for (index, member) in schema.members.iter().enumerate() {
        if member.location == Location::ResponseCode
            && let Some(Slot::Integer(status)) = structure.member_mut(index).map(|value| value.slot())
        {
            *status = response.status().as_u16().into();
        }
    }
    if let Some((index, member)) = payload_member(schema) {
        return payload::read(member, response.body(), structure, index);
    }
    if has_document(schema) && !response.body().is_empty() {
        drop(json::read_structure(response.body(), SETTINGS, structure)?);
    }
    Ok(())
}

/// Whether members of an output or error stand in a document in the body.
fn has_document(schema: &Schema) -> bool {
    schema.members.iter().any(|member| member.location.is_response_body())
}
