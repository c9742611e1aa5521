//! Scalars as the text that paths, queries and headers hold.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::describe;
use crate::codec::CodecError;
use crate::schema::Member;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::types::{BigNumber, Blob};
use crate::value::{Slot, View};

/// The text of a scalar; `None` for an absent value.
pub(super) fn write(
    member: &Member,
    view: View<'_>,
    timestamp_format: TimestampFormat,
) -> Result<Option<String>, CodecError> {
    Ok(Some(match view {
        View::Absent => return Ok(None),
        View::Boolean(value) => if value { "true" } else { "false" }.to_owned(),
        View::Integer(value) => value.to_string(),
        View::Float(value) => float(value.into(), || format!("{value:?}")),
        View::Double(value) => float(value, || format!("{value:?}")),
        View::BigNumber(digits) => digits.to_owned(),
        View::String(value) => value.to_owned(),
        View::Blob(bytes) => STANDARD.encode(bytes),
        View::Timestamp(value) => {
            let format = member.timestamp_format.unwrap_or(timestamp_format);
            value.format(format).map_err(|error| CodecError::new(error.to_string()))?
        }
        View::Document(_) | View::List(_) | View::Map(_) | View::Structure(_) => {
            let kind = describe(member.kind);
            return Err(CodecError::new(format!("{kind} cannot be bound to a path, a query or a header")));
        }
    }))
}

fn float(value: f64, digits: impl FnOnce() -> String) -> String {
    if value.is_nan() {
        "NaN".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else {
        digits()
    }
}

/// Reads the text of a scalar.
pub(super) fn read(
    member: &Member,
    text: &str,
    timestamp_format: TimestampFormat,
    slot: Slot<'_>,
) -> Result<(), CodecError> {
    match slot {
        Slot::Boolean(value) => match text {
            "true" => *value = true,
            "false" => *value = false,
            _ => return Err(CodecError::new("expected `true` or `false`, found another text")),
        },
        Slot::Byte(value) => *value = integer(text)?,
        Slot::Short(value) => *value = integer(text)?,
        Slot::Integer(value) => *value = integer(text)?,
        Slot::Long(value) => *value = integer(text)?,
        Slot::IntEnum(value) => value.set(integer(text)?),
        Slot::Float(value) => *value = decimal(text, f32::NAN, f32::INFINITY, f32::NEG_INFINITY)?,
        Slot::Double(value) => *value = decimal(text, f64::NAN, f64::INFINITY, f64::NEG_INFINITY)?,
        Slot::BigNumber(value) => *value = BigNumber::new(text).ok_or_else(not_a_number)?,
        Slot::String(value) => text.clone_into(value),
        Slot::Enum(value) => value.set(text),
        Slot::Blob(value) => {
            let bytes = STANDARD.decode(text).map_err(|_| CodecError::new("expected base64, found another text"))?;
            *value = Blob::from(bytes);
        }
        Slot::Timestamp(value) => {
            let format = member.timestamp_format.unwrap_or(timestamp_format);
            *value = Timestamp::parse(text, format).map_err(|error| CodecError::new(error.to_string()))?;
        }
        Slot::Document(_) | Slot::List(_) | Slot::Map(_) | Slot::Structure(_) => {
            return Err(CodecError::new(format!("{} cannot be bound to a header", describe(member.kind))));
        }
    }
    Ok(())
}

fn not_a_number() -> CodecError {
    CodecError::new("expected a number, found another text")
}

fn integer<T: std::str::FromStr>(text: &str) -> Result<T, CodecError> {
    text.parse().map_err(|_| CodecError::new("expected an integer that fits the member, found another text"))
}

fn decimal<T: std::str::FromStr>(text: &str, nan: T, infinity: T, negative_infinity: T) -> Result<T, CodecError> {
    match text {
        "NaN" => Ok(nan),
        "Infinity" => Ok(infinity),
        "-Infinity" => Ok(negative_infinity),
        // Rust would also take `inf` and `nan`, which Smithy does not have.
        _ if text.bytes().any(|byte| matches!(byte, b'n' | b'N' | b'i' | b'I')) => Err(not_a_number()),
        _ => text.parse().map_err(|_| not_a_number()),
    }
}
