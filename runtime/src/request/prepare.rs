//! What of a request depends on neither endpoint nor identity.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};

use super::host_prefix;
use crate::binding::payload_member;
use crate::body::Body;
use crate::codec::CodecError;
use crate::compression::CompressionSettings;
use crate::schema::{OperationSchema, RequestParts};
use crate::structure::Structure;
use crate::types::ByteStream;
use crate::value::Slot;

/// A request without endpoint and authorization.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(super) parts: RequestParts,
    pub(super) method: &'static str,
    /// `smithy.api#endpoint` with its labels filled in.
    pub(super) host_prefix: String,
}

/// As what a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the model says.
    Modeled,
    /// As a GET without body where the protocol has such a form: it is for URLs that are handed on.
    Url,
}

/// Writes an input. Its stream, where it has one, is the body.
///
/// # Errors
///
/// An input that cannot be sent, named by its member's path.
pub(crate) fn prepare(
    operation: &OperationSchema,
    input: &dyn Structure,
    stream: Option<Body>,
    form: Form,
    compression: CompressionSettings,
) -> Result<Prepared, CodecError> {
    let host_prefix = host_prefix::write(operation.host_prefix, input)?;
    let protocol = operation.service.protocol;
    if form == Form::Url
        && let Some(request) = protocol.get_request
    {
        return Ok(Prepared { parts: request(operation, input)?, method: "GET", host_prefix });
    }
    let mut parts = (protocol.request)(operation, input)?;
    if let Some(stream) = stream {
        parts.body = stream;
    }
    if let Some((_, member)) = payload_member(input.schema())
        && member.requires_length
        && parts.body.content_length().is_none()
    {
        let message =
            "its length must be known before it is sent: make it of bytes, a file, or a body with an exact size";
        return Err(CodecError::new(message).in_member(member.name));
    }
    if let Some(compress) = operation.compression {
        compress(compression, &mut parts.headers, &mut parts.body)?;
    }
    if let Some(add_checksum) = operation.checksum {
        add_checksum(&mut parts.headers, &parts.body)?;
    }
    if let Some(length) = parts.body.content_length()
        && (length > 0 || matches!(operation.method, "POST" | "PUT" | "PATCH"))
    {
        let length = HeaderValue::from_maybe_shared(Bytes::from(length.to_string()));
        parts.headers.insert(CONTENT_LENGTH, length.map_err(|error| CodecError::new(error.to_string()))?);
    }
    Ok(Prepared { parts, method: operation.method, host_prefix })
}

impl Prepared {
    /// Whether the input put segments `.` or `..` into the path.
    pub(crate) fn has_dot_segments(&self) -> bool {
        self.parts.has_dot_segments
    }
}

/// Takes the stream out of an input that has one, to be sent.
pub(crate) fn take_stream(input: &mut dyn Structure) -> Option<ByteStream> {
    let (index, member) = payload_member(input.schema())?;
    if !member.streaming {
        return None;
    }
    // Looked at first: lending the place to write makes an absent stream an empty one.
    input.member(index).filter(|view| !matches!(view, crate::value::View::Absent))?;
    match input.member_mut(index)? {
        Slot::Stream(stream) => Some(std::mem::replace(stream, ByteStream::empty())),
        _ => None,
    }
}
