//! `smithy.api#httpHeader`: members in headers.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::{text, view_of};
use crate::codec::CodecError;
use crate::schema::{Kind, Location, Member};
use crate::structure::Structure;
use crate::timestamp::TimestampFormat;
use crate::value::{List, Slot, View};

/// Sets the headers that members are bound to. An empty string or list gives an empty header.
///
/// # Errors
///
/// A value that a header cannot hold, such as one with a line break, named by its member.
pub fn write(input: &dyn Structure, headers: &mut HeaderMap) -> Result<(), CodecError> {
    for (index, member) in input.schema().members.iter().enumerate() {
        if let Location::Header(name) = member.location {
            let text = match view_of(input, index) {
                View::List(list) => Some(join(member.element(), list).map(Cow::Owned)),
                view => scalar(member, view).transpose(),
            };
            if let Some(text) = text {
                text.and_then(|text| insert(name, &text, headers)).map_err(|error| error.in_member(member.name))?;
            }
        }
    }
    Ok(())
}

/// Sets a header, unless its name or value would break the message.
pub(crate) fn insert(name: &str, text: &str, headers: &mut HeaderMap) -> Result<(), CodecError> {
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| CodecError::new("the header's name is empty or holds a character that HTTP does not allow"))?;
    let value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
        let wrong = text.chars().find(|character| character.is_ascii_control() && *character != '\t');
        let wrong = wrong.map_or(0, u32::from);
        CodecError::new(format!("a header cannot hold the control character U+{wrong:04X}"))
    })?;
    headers.insert(name, value);
    Ok(())
}

/// A scalar's text; a string with a media type in base64, as it may be of any characters.
fn scalar<'a>(member: &Member, view: View<'a>) -> Result<Option<Cow<'a, str>>, CodecError> {
    if let (View::String(value), Some(_)) = (view, member.media_type) {
        return Ok(Some(STANDARD.encode(value).into()));
    }
    text::write(member, view, TimestampFormat::HttpDate)
}

fn join(element: &Member, list: &dyn List) -> Result<String, CodecError> {
    let mut joined = String::new();
    let mut first = true;
    for index in 0..list.length() {
        let view = list.element(index).map_or(View::Absent, |value| value.view());
        let quotable = matches!(view, View::String(_));
        let Some(text) = scalar(element, view).map_err(|error| error.in_element(index))? else { continue };
        if !first {
            joined.push_str(", ");
        }
        first = false;
        if quotable && needs_quotes(&text) {
            joined.push('"');
            for character in text.chars() {
                if matches!(character, '"' | '\\') {
                    joined.push('\\');
                }
                joined.push(character);
            }
            joined.push('"');
        } else {
            joined.push_str(&text);
        }
    }
    Ok(joined)
}

fn needs_quotes(text: &str) -> bool {
    text.is_empty() || text.contains([',', '"']) || text.trim() != text
}

/// Reads the members that are bound to headers; a header that is not there leaves its member as it is.
///
/// # Errors
///
/// A header that is not UTF-8, or not of its member's kind.
pub fn read(headers: &HeaderMap, structure: &mut dyn Structure) -> Result<(), CodecError> {
    for (index, member) in structure.schema().members.iter().enumerate() {
        let Location::Header(name) = member.location else { continue };
        if headers.contains_key(name) {
            let text = text_of(headers, name).map_err(|error| error.in_member(member.name))?;
            read_value(member, index, &text, structure).map_err(|error| error.in_member(member.name))?;
        }
    }
    Ok(())
}

/// All lines of a header as one, as RFC 9110, section 5.3, joins them.
pub(super) fn text_of(headers: &HeaderMap, name: &str) -> Result<String, CodecError> {
    let mut joined = String::new();
    for (position, value) in headers.get_all(name).iter().enumerate() {
        if position > 0 {
            joined.push_str(", ");
        }
        let text = std::str::from_utf8(value.as_bytes());
        joined.push_str(text.map_err(|_| CodecError::new("the header is not UTF-8"))?.trim());
    }
    Ok(joined)
}

fn read_value(
    member: &'static Member,
    index: usize,
    text: &str,
    structure: &mut dyn Structure,
) -> Result<(), CodecError> {
    let textual = matches!(member.kind, Kind::String | Kind::Enum | Kind::List | Kind::Blob);
    if text.is_empty() && !textual {
        return Ok(());
    }
    let Some(slot) = structure.member_mut(index) else { return Ok(()) };
    match slot {
        Slot::List(list) => {
            list.clear();
            let element = member.element();
            for (position, text) in split(element, text)?.iter().enumerate() {
                if let Some(value) = list.push() {
                    read_scalar(element, text, value.slot()).map_err(|error| error.in_element(position))?;
                }
            }
            Ok(())
        }
        slot => read_scalar(member, text, slot),
    }
}

fn read_scalar(member: &Member, text: &str, slot: Slot<'_>) -> Result<(), CodecError> {
    if let (Slot::String(_), Some(_)) = (&slot, member.media_type) {
        let decoded = STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let decoded = decoded.ok_or_else(|| CodecError::new("expected text in base64, found another text"))?;
        return text::read(member, &decoded, TimestampFormat::HttpDate, slot);
    }
    text::read(member, text, TimestampFormat::HttpDate, slot)
}

/// The elements of a list: between commas, of which an HTTP date has one itself, and strings may be in quotes.
fn split(element: &Member, text: &str) -> Result<Vec<String>, CodecError> {
    if element.kind == Kind::Timestamp {
        return Ok(timestamps(text));
    }
    let mut elements = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (value, after) = unquote(quoted)?;
            elements.push(value);
            rest = match after.trim_start().strip_prefix(',') {
                Some(after) => after.trim_start(),
                None if after.trim().is_empty() => "",
                None => return Err(CodecError::new("expected a comma after a quoted string")),
            };
        } else {
            let (value, after) = rest.split_once(',').unwrap_or((rest, ""));
            let value = value.trim();
            if !value.is_empty() {
                elements.push(value.to_owned());
            }
            rest = after.trim_start();
        }
    }
    Ok(elements)
}

/// Timestamps of any format: a weekday before a comma belongs to the date behind it.
fn timestamps(text: &str) -> Vec<String> {
    let mut elements = Vec::new();
    let mut weekday = None;
    for piece in text.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
        match weekday.take() {
            Some(weekday) => elements.push(format!("{weekday}, {piece}")),
            None if piece.bytes().all(|byte| byte.is_ascii_alphabetic()) => weekday = Some(piece),
            None => elements.push(piece.to_owned()),
        }
    }
    elements.extend(weekday.map(str::to_owned));
    elements
}

/// After an opening quote: the string, and what follows its closing quote.
fn unquote(text: &str) -> Result<(String, &str), CodecError> {
    let mut value = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Ok((value, characters.as_str())),
            '\\' => value.extend(characters.next()),
            other => value.push(other),
        }
    }
    Err(CodecError::new("a quoted string has no closing quote"))
}
