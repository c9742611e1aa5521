//! Scalars as the text that paths, queries and headers hold.

use std::borrow::Cow;

use super::describe;
use crate::codec::{CodecError, scalar};
use crate::schema::Member;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::value::{Slot, View};

/// The text of a scalar; `None` for an absent value.
pub(super) fn write<'a>(
    member: &Member,
    view: View<'a>,
    timestamp_format: TimestampFormat,
) -> Result<Option<Cow<'a, str>>, CodecError> {
    match view {
        View::Absent => Ok(None),
        View::Timestamp(value) => {
            let text = value.format(member.timestamp_format.unwrap_or(timestamp_format));
            text.map(|text| Some(text.into())).map_err(|error| CodecError::new(error.to_string()))
        }
        View::Document(_) | View::List(_) | View::Map(_) | View::Structure(_) => {
            Err(CodecError::new(format!("{} has no place in a path, query or header", describe(member.kind))))
        }
        view => scalar::write(member, view),
    }
}

/// Reads the text of a scalar; a timestamp may be in any format.
pub(super) fn read(
    member: &Member,
    text: &str,
    timestamp_format: TimestampFormat,
    slot: Slot<'_>,
) -> Result<(), CodecError> {
    match slot {
        Slot::Timestamp(value) => {
            *value = Timestamp::parse_any(text, member.timestamp_format.unwrap_or(timestamp_format))
                .map_err(|error| CodecError::new(error.to_string()))?;
            Ok(())
        }
        Slot::Document(_) | Slot::List(_) | Slot::Map(_) | Slot::Structure(_) => {
            Err(CodecError::new(format!("{} has no place in a header", describe(member.kind))))
        }
        slot => scalar::read(member, slot, text.into()),
    }
}
