//! `smithy.api#httpPayload`: a member that is the whole body.

use bytes::Bytes;

use super::view_of;
use crate::codec::CodecError;
use crate::codec::json::{self, JsonSettings};
use crate::schema::{Kind, Member};
use crate::structure::Structure;
use crate::types::Blob;
use crate::value::{Slot, View};

/// The body, and the content type that goes with it unless the input sets another.
///
/// A structure that is absent is sent as an empty one; everything else that is absent as no body and no content type.
///
/// # Errors
///
/// As of the JSON writer, with the member's path.
pub fn write(
    member: &'static Member,
    input: &dyn Structure,
    index: usize,
) -> Result<(Vec<u8>, Option<&'static str>), CodecError> {
    let or = |default| Some(member.media_type.unwrap_or(default));
    match view_of(input, index) {
        View::Absent if member.kind == Kind::Structure => Ok((b"{}".to_vec(), Some("application/json"))),
        View::Absent => Ok((Vec::new(), None)),
        View::Blob(bytes) => Ok((bytes.to_vec(), or("application/octet-stream"))),
        View::String(text) => Ok((text.as_bytes().to_vec(), or("text/plain"))),
        view => {
            let mut body = Vec::new();
            json::write_value(member, view, JsonSettings::DEFAULT, &mut body)
                .map_err(|error| error.in_member(member.name))?;
            Ok((body, Some("application/json")))
        }
    }
}

/// Reads the body into the bound member. An empty body leaves it as it is.
///
/// # Errors
///
/// Text that is not UTF-8, JSON that is malformed or of another kind.
pub fn read(
    member: &'static Member,
    body: &Bytes,
    structure: &mut dyn Structure,
    index: usize,
) -> Result<(), CodecError> {
    if body.is_empty() {
        return Ok(());
    }
    let Some(value) = structure.member_mut(index) else { return Ok(()) };
    let text = || std::str::from_utf8(body).map_err(|_| CodecError::new("the body is not UTF-8"));
    let result = match member.kind {
        Kind::Blob | Kind::String | Kind::Enum => match value.slot() {
            Slot::Blob(blob) => {
                *blob = Blob::from(body.clone());
                Ok(())
            }
            Slot::String(string) => text().map(|text| text.clone_into(string)),
            Slot::Enum(value) => text().map(|text| value.set(text)),
            _ => Ok(()),
        },
        _ => json::read_value(body, member, JsonSettings::DEFAULT, value).map(drop),
    };
    result.map_err(|error| error.in_member(member.name))
}
