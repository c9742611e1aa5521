//! `smithy.api#httpPayload`: a member that is the whole body.

use bytes::Bytes;

use super::view_of;
use crate::body::Body;
use crate::codec::{CodecError, Corrections, DocumentCodec};
use crate::schema::{Kind, Member};
use crate::structure::Structure;
use crate::types::{Blob, ByteStream};
use crate::value::{Slot, View};

/// The body, and the content type that goes with it unless the input sets another.
///
/// A structure that is absent is sent as an empty document; everything else that is absent as no body and no content type.
/// Blobs are not copied.
///
/// # Errors
///
/// As of the codec, with the member's path; a stream that can be sent only once.
pub fn write(
    codec: &DocumentCodec,
    member: &'static Member,
    input: &dyn Structure,
    index: usize,
) -> Result<(Body, Option<&'static str>), CodecError> {
    let or = |default| Some(member.media_type.unwrap_or(default));
    match view_of(input, index) {
        View::Absent if member.kind == Kind::Structure => Ok((codec.empty.to_vec().into(), Some(codec.content_type))),
        View::Absent => Ok((Body::empty(), None)),
        View::Blob(blob) => Ok((blob.clone().into_bytes().into(), or("application/octet-stream"))),
        View::Stream(stream) => {
            let again = stream.try_clone().ok_or_else(|| {
                CodecError::new(
                    "is a stream that can be read only once; await the call, which takes it out of the input",
                )
                .in_member(member.name)
            })?;
            Ok((again.into_body(), or("application/octet-stream")))
        }
        View::String(text) => Ok((text.as_bytes().to_vec().into(), or("text/plain"))),
        view => {
            let mut body = Vec::new();
            (codec.write_value)(member, view, &mut body).map_err(|error| error.in_member(member.name))?;
            Ok((body.into(), Some(codec.content_type)))
        }
    }
}

/// Reads the body into the bound member. An empty body leaves it as it is.
///
/// # Errors
///
/// Text that is not UTF-8, a document that is malformed or of another kind.
pub fn read(
    codec: &DocumentCodec,
    member: &'static Member,
    body: &Bytes,
    structure: &mut dyn Structure,
    index: usize,
) -> Result<Corrections, CodecError> {
    if body.is_empty() {
        return Ok(Corrections::default());
    }
    let text = || std::str::from_utf8(body).map_err(|_| CodecError::new("the body is not UTF-8"));
    let result = match member.kind {
        Kind::Blob | Kind::String | Kind::Enum => match structure.member_mut(index) {
            Some(Slot::Blob(blob)) => {
                *blob = Blob::from(body.clone());
                Ok(())
            }
            Some(Slot::Stream(stream)) => {
                *stream = ByteStream::from(body.clone());
                Ok(())
            }
            Some(Slot::String(string)) => text().map(|text| text.clone_into(string)),
            Some(Slot::Enum(value)) => text().map(|text| value.set(text)),
            _ => Ok(()),
        }
        .map(|()| Corrections::default()),
        _ => (codec.read_member)(body, structure, index),
    };
    result.map_err(|error| error.in_member(member.name))
}
