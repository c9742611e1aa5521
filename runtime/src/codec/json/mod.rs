//! JSON ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)), written from views and read into slots.

mod document;
mod error;
pub(crate) mod number;
mod reader;
mod scanner;
pub(crate) mod string;
mod writer;

pub(crate) use error::{ErrorFields, read_error};
pub use reader::{read_document, read_member, read_structure};
pub use writer::{write_structure, write_value};

use crate::schema::Member;
use crate::timestamp::TimestampFormat;
#[cfg(feature = "credentials")]
use crate::types::Document;

/// Writes a document as JSON.
///
/// # Errors
///
/// One that is nested too deep, or holds a number that JSON does not have.
#[cfg(feature = "credentials")]
pub(crate) fn write_document(document: &Document) -> Result<Vec<u8>, super::CodecError> {
    let mut out = Vec::new();
    document::write(document, 0, &mut out)?;
    Ok(out)
}

/// What the protocols that speak JSON differ in.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct JsonSettings {
    /// Whether `smithy.api#jsonName` counts: in restJson1 it does, in awsJson it does not.
    pub json_name: bool,
    /// The format of timestamps without `smithy.api#timestampFormat`.
    pub timestamp_format: TimestampFormat,
    /// Whether members that are bound to other parts of the message than the body are written and read as well.
    pub all_members: bool,
}

impl JsonSettings {
    /// Those of restJson1, with all members: what `to_json` and `from_json` use.
    pub const DEFAULT: Self =
        Self { json_name: true, timestamp_format: TimestampFormat::EpochSeconds, all_members: true };

    /// Sets [`json_name`](Self::json_name).
    #[must_use]
    pub const fn json_name(self, json_name: bool) -> Self {
        Self { json_name, ..self }
    }

    /// Sets [`timestamp_format`](Self::timestamp_format).
    #[must_use]
    pub const fn timestamp_format(self, timestamp_format: TimestampFormat) -> Self {
        Self { timestamp_format, ..self }
    }

    /// Sets [`all_members`](Self::all_members).
    #[must_use]
    pub const fn all_members(self, all_members: bool) -> Self {
        Self { all_members, ..self }
    }

    fn name(self, member: &Member) -> &'static str {
        if self.json_name { member.json_name() } else { member.name }
    }
}
