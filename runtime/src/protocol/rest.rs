//! What the REST protocols share: HTTP bindings, whatever the format of their documents.

use http::header::{CONTENT_TYPE, HeaderValue};

use crate::binding::{header, label, payload, payload_member, prefix, query};
use crate::body::Body;
use crate::body_kind::BodyKind;
use crate::codec::{CodecError, Corrections, DocumentCodec};
use crate::schema::{
    Kind, Location, Member, OperationSchema, Read, RequestParts, ResponseParts, Schema, needs_body, request_headers,
};
use crate::structure::Structure;
use crate::value::Slot;

pub(super) fn request(
    codec: &DocumentCodec,
    operation: &OperationSchema,
    input: &dyn Structure,
) -> Result<RequestParts, CodecError> {
    let target = label::write(operation.uri, input)?;
    let query = query::write(target.query, input)?;
    let mut headers = request_headers();
    header::write(input, &mut headers)?;
    prefix::write(input, &mut headers)?;
    let (body, content_type) = match payload_member(input.schema()) {
        Some((index, member)) => payload::write(codec, member, input, index)?,
        None if input.schema().members.iter().any(|member| member.location.is_request_body()) => {
            let mut body = Vec::with_capacity(256);
            (codec.write_body)(input, &mut body)?;
            (body.into(), Some(codec.content_type))
        }
        None => (Body::empty(), None),
    };
    if let Some(content_type) = content_type {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }
    Ok(RequestParts { path: target.path.into(), query, headers, body, has_dot_segments: target.has_dot_segments })
}

pub(super) fn response(
    codec: &DocumentCodec,
    response: &ResponseParts<'_>,
    output: &mut dyn Structure,
    is_format: fn(BodyKind) -> bool,
) -> Result<Read, CodecError> {
    let schema = output.schema();
    let body = response.body;
    if payload_member(schema).is_none() {
        if body.is_empty() && needs_body(schema) {
            return Err(CodecError::new("the body is empty"));
        }
        // An operation without output must not take a proxy's page for success.
        let kind = BodyKind::of(body);
        if !has_document(schema) && !is_format(kind) && matches!(kind, BodyKind::Html | BodyKind::Xml) {
            return Err(CodecError::new("the body is of another format"));
        }
    }
    Ok(Read { request_id: None, corrections: members(codec, response, output)? })
}

/// Reads every member from where it is bound to.
pub(super) fn members(
    codec: &DocumentCodec,
    response: &ResponseParts<'_>,
    structure: &mut dyn Structure,
) -> Result<Corrections, CodecError> {
    let schema = structure.schema();
    header::read(response.headers, structure)?;
    prefix::read(response.headers, structure)?;
    for (index, member) in schema.members.iter().enumerate() {
        if member.location == Location::ResponseCode
            && let Some(Slot::Integer(status)) = structure.member_mut(index)
        {
            *status = response.status.as_u16().into();
        }
    }
    let mut corrections = if let Some((index, member)) = payload_member(schema) {
        payload::read(codec, member, response.body, structure, index)?
    } else if !has_document(schema) {
        Corrections::default()
    } else if response.body.is_empty() {
        lacking(schema, |member| member.location.is_response_body())
    } else {
        (codec.read_body)(response.body, structure)?
    };
    let headers = response.headers;
    corrections.merge(lacking(schema, |member| match member.location {
        Location::Header(name) => !headers.contains_key(name),
        Location::Payload => response.body.is_empty() && !matches!(member.kind, Kind::Blob),
        _ => false,
    }));
    Ok(corrections)
}

/// The members that the model requires and that are not there by this account.
fn lacking(schema: &Schema, is_absent: impl Fn(&Member) -> bool) -> Corrections {
    let mut corrections = Corrections::default();
    for member in schema.members.iter().filter(|member| member.required && is_absent(member)) {
        corrections.push_member(member.name);
    }
    corrections
}

/// Whether members of an output or error stand in a document in the body.
fn has_document(schema: &Schema) -> bool {
    schema.members.iter().any(|member| member.location.is_response_body())
}
