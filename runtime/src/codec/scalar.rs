//! Scalars as text, as forms and XML have them.

use std::borrow::Cow;
use std::str::FromStr;

use super::{CodecError, base64};
use crate::schema::Member;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::types::{BigNumber, ByteStream};
use crate::value::{Slot, View};

/// The text of a scalar. `None` for lists, maps, structures and what is absent.
pub(crate) fn write<'a>(member: &Member, view: View<'a>) -> Result<Option<Cow<'a, str>>, CodecError> {
    Ok(Some(match view {
        View::Boolean(value) => if value { "true" } else { "false" }.into(),
        View::Integer(value) => {
            let mut text = String::new();
            push_integer(value, &mut text);
            text.into()
        }
        View::Float(value) => special(value.into()).map_or_else(|| format!("{value:?}").into(), Cow::Borrowed),
        View::Double(value) => special(value).map_or_else(|| format!("{value:?}").into(), Cow::Borrowed),
        View::BigNumber(text) | View::String(text) => text.into(),
        View::Blob(bytes) => {
            let mut text = String::new();
            base64::write_str(bytes, &mut text);
            text.into()
        }
        View::Stream(stream) => {
            let mut text = String::new();
            base64::write_str(in_memory(stream)?, &mut text);
            text.into()
        }
        View::Timestamp(value) => {
            value.format(timestamp_format(member)).map_err(|error| CodecError::new(error.to_string()))?.into()
        }
        View::Document(_) => return Err(CodecError::new("a document can be written as JSON only")),
        View::Absent | View::List(_) | View::Map(_) | View::Structure(_) => return Ok(None),
    }))
}

/// Appends the digits of an integer.
pub(super) fn push_integer(value: i64, out: &mut String) {
    if value < 0 {
        out.push('-');
    }
    push_digits(value.unsigned_abs(), out);
}

/// Appends the digits of a number, of which there are 20 at most.
pub(super) fn push_digits(value: u64, out: &mut String) {
    if value >= 10 {
        push_digits(value / 10, out);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Reads a scalar. White space around everything but strings is let pass; a timestamp may be in any format.
pub(crate) fn read(member: &Member, slot: Slot<'_>, text: Cow<'_, str>) -> Result<(), CodecError> {
    let trimmed = || text.trim_matches([' ', '\t', '\n', '\r']);
    match slot {
        Slot::String(value) => *value = text.into_owned(),
        Slot::Enum(value) => value.set(&text),
        Slot::Boolean(value) => {
            *value = match trimmed() {
                "true" => true,
                "false" => false,
                _ => return Err(CodecError::new("expected `true` or `false`, found another text")),
            }
        }
        Slot::Byte(value) => *value = integer(trimmed())?,
        Slot::Short(value) => *value = integer(trimmed())?,
        Slot::Integer(value) => *value = integer(trimmed())?,
        Slot::Long(value) => *value = integer(trimmed())?,
        Slot::IntEnum(value) => value.set(integer(trimmed())?),
        #[expect(clippy::cast_possible_truncation, reason = "NaN and the infinities are in every float type")]
        Slot::Float(value) => *value = float(trimmed(), f32::is_finite, |special| special as f32)?,
        Slot::Double(value) => *value = float(trimmed(), f64::is_finite, |special| special)?,
        Slot::BigNumber(value) => {
            *value =
                BigNumber::new(trimmed()).ok_or_else(|| CodecError::new("expected a number, found another text"))?;
        }
        Slot::Blob(value) => *value = blob(trimmed())?.into(),
        Slot::Stream(value) => *value = blob(trimmed())?.into(),
        Slot::Timestamp(value) => {
            *value = Timestamp::parse_any(trimmed(), timestamp_format(member))
                .map_err(|error| CodecError::new(error.to_string()))?;
        }
        Slot::Document(_) => return Err(CodecError::new("a document can be read from JSON only")),
        Slot::List(_) | Slot::Map(_) | Slot::Structure(_) => {
            return Err(CodecError::new("expected elements, found a text"));
        }
    }
    Ok(())
}

/// Forms and XML have timestamps as `date-time` where the model does not say otherwise.
fn timestamp_format(member: &Member) -> TimestampFormat {
    member.timestamp_format.unwrap_or(TimestampFormat::DateTime)
}

fn integer<T: TryFrom<i64>>(text: &str) -> Result<T, CodecError> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CodecError::new("expected an integer, found another text"));
    }
    let value = text.parse().ok().and_then(|value: i64| value.try_into().ok());
    value.ok_or_else(|| CodecError::new("the number does not fit the member's integer type"))
}

fn float<T: FromStr + Copy>(text: &str, finite: fn(T) -> bool, convert: fn(f64) -> T) -> Result<T, CodecError> {
    if let Some(special) = from_special(text) {
        return Ok(convert(special));
    }
    // Rust reads words such as `inf` as well.
    let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let value = text.parse().ok().filter(|_| digits);
    let value = value.ok_or_else(|| CodecError::new("expected a number, found another text"))?;
    if finite(value) { Ok(value) } else { Err(CodecError::new("the number does not fit the member's float type")) }
}

/// The bytes of a stream that has them all in memory: a document can hold no other.
pub(super) fn in_memory(stream: &ByteStream) -> Result<&[u8], CodecError> {
    let message = "a stream cannot be part of a document unless all its bytes are in memory";
    stream.as_bytes().map(|bytes| &bytes[..]).ok_or_else(|| CodecError::new(message))
}

/// Bytes of memory that reading a scalar from this text asks for at most; where it is owned, a string is not copied.
#[cfg(feature = "xml")]
pub(super) fn memory(slot: &Slot<'_>, text: &str, owned: bool) -> usize {
    match slot {
        Slot::Blob(_) | Slot::Stream(_) => text.len() + blob_memory(text),
        Slot::String(_) if owned => 0,
        Slot::String(_) | Slot::Enum(_) | Slot::BigNumber(_) => text.len(),
        _ => 0,
    }
}

/// Bytes of memory that decoding base64 asks for at most: those of the blob, and what shares them.
pub(super) fn blob_memory(text: &str) -> usize {
    text.len() + 32
}

/// Base64, in lines or not.
fn blob(text: &str) -> Result<Vec<u8>, CodecError> {
    if !text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        return base64::read(text);
    }
    let mut joined = String::with_capacity(text.len());
    joined.extend(text.split_ascii_whitespace());
    base64::read(&joined)
}

/// The text that stands for a float without digits.
pub(crate) fn special(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value == f64::INFINITY {
        Some("Infinity")
    } else if value == f64::NEG_INFINITY {
        Some("-Infinity")
    } else {
        None
    }
}

/// The float that a text without digits stands for.
pub(crate) fn from_special(name: &str) -> Option<f64> {
    match name {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}
