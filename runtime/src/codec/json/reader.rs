//! From JSON to slots.

use std::borrow::Cow;
use std::str::FromStr;

use super::scanner::{Scanner, Token};
use super::{JsonSettings, document, number};
use crate::codec::lender::Lender;
use crate::codec::path::Step;
use crate::codec::seen::{Seen, clear};
use crate::codec::{CodecError, Corrections, MAX_DEPTH, base64, scalar, too_deep, union};
use crate::schema::{Member, Schema, SchemaKind};
use crate::structure::Structure;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::types::{BigNumber, Blob, Document};
use crate::value::{List, Map, Slot};

/// Reads an object into a structure, and says what it lacks. Members that the structure does not know are passed over, as
/// are nulls and a byte order mark. Of a member that stands there twice the last counts.
///
/// # Errors
///
/// Text that is not JSON, a value of another kind than its member, more than one member of a union, nesting too deep,
/// values that take more memory than 16 times the text and 2 MiB.
pub fn read_structure(
    bytes: &[u8],
    settings: JsonSettings,
    structure: &mut dyn Structure,
) -> Result<Corrections, CodecError> {
    let mut reader = Reader::new(bytes, settings)?;
    let token = reader.scanner.token()?;
    if !matches!(token, Token::ObjectStart) {
        return Err(reader.mismatch("an object", &token));
    }
    reader.structure(structure, settings.all_members, 0)?;
    reader.scanner.finish()?;
    Ok(reader.corrections)
}

/// Reads the member at this position, which is the whole text, and says what it lacks. `None` for null, which leaves the
/// member untouched.
///
/// # Errors
///
/// As [`read_structure`].
pub fn read_member(
    bytes: &[u8],
    settings: JsonSettings,
    structure: &mut dyn Structure,
    index: usize,
) -> Result<Option<Corrections>, CodecError> {
    let mut reader = Reader::new(bytes, settings)?;
    let token = reader.scanner.token()?;
    let Some(member) = structure.schema().members.get(index) else { return Ok(None) };
    let present = !matches!(token, Token::Null) || member.kind == crate::schema::Kind::Document;
    let lender = Lender::of(structure);
    if present && let Some(slot) = structure.member_mut(index) {
        reader.scanner.charge(lender.boxed(&slot))?;
        reader.value(member, slot, token, 0)?;
    }
    reader.scanner.finish()?;
    Ok(present.then_some(reader.corrections))
}

/// Reads any JSON text.
///
/// # Errors
///
/// Text that is not JSON, nesting too deep, values that take more memory than 16 times the text and 2 MiB.
pub fn read_document(bytes: &[u8]) -> Result<Document, CodecError> {
    let mut scanner = Scanner::new(bytes)?;
    let token = scanner.token()?;
    let document = document::read(&mut scanner, token, 0)?;
    scanner.finish()?;
    Ok(document)
}

struct Reader<'a> {
    settings: JsonSettings,
    scanner: Scanner<'a>,
    corrections: Corrections,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], settings: JsonSettings) -> Result<Self, CodecError> {
        Ok(Self { settings, scanner: Scanner::new(bytes)?, corrections: Corrections::default() })
    }

    fn mismatch(&self, expected: &str, found: &Token<'_>) -> CodecError {
        self.scanner.error(&format!("expected {expected}, found {}", found.describe()))
    }

    fn structure(&mut self, structure: &mut dyn Structure, all: bool, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.error(&too_deep()));
        }
        let schema = structure.schema();
        self.scanner.charge(Seen::memory(schema.members.len()))?;
        let is_union = schema.kind == SchemaKind::Union;
        let mut held: Option<Cow<'a, str>> = None;
        let mut seen = Seen::new();
        let lender = Lender::of(structure);
        let start = self.corrections.kept();
        let mut required = 0;
        let mut expected = 0;
        let mut first = true;
        while let Some(key) = self.scanner.next_key(&mut first)? {
            let known = find(schema, self.settings, &key, expected);
            let known = known.filter(|(_, member)| all || member.location.is_response_body());
            let token = self.scanner.token().map_err(|error| match known {
                Some((_, member)) => error.in_member(member.name),
                None => error,
            })?;
            if matches!(token, Token::Null) {
                continue;
            }
            if is_union && key != "__type" {
                if let Some(other) = &held {
                    return Err(self.scanner.error(&union::second_member(structure, other, &key)));
                }
                if known.is_none() {
                    self.scanner.charge(key.len())?;
                    structure.set_unknown_member(&key);
                }
                held = Some(key);
            }
            let place = known.and_then(|(index, member)| Some((index, member, structure.member_mut(index)?)));
            let Some((index, member, mut slot)) = place else {
                self.scanner.skip(&token)?;
                continue;
            };
            expected = index + 1;
            if !seen.insert(index, schema.members.len()) {
                clear(&mut slot);
                self.corrections.forget(start, member.name);
            } else if member.required {
                required += 1;
            }
            let kept = self.corrections.kept();
            self.scanner.charge(lender.boxed(&slot)).map_err(|error| error.in_member(member.name))?;
            self.value(member, slot, token, depth).map_err(|error| error.in_member(member.name))?;
            if self.corrections.kept() > kept {
                self.enter(kept, &Step::Member(member.name))?;
            }
        }
        if required < schema.required {
            let kept = self.corrections.kept();
            self.corrections.push_lacking(schema, all, &seen);
            self.scanner.charge(Corrections::memory(self.corrections.kept() - kept))?;
        }
        Ok(())
    }

    /// Adds a step outwards to the corrections that came since.
    #[cold]
    fn enter(&mut self, kept: usize, step: &Step) -> Result<(), CodecError> {
        self.scanner.charge(Corrections::memory(self.corrections.kept() - kept))?;
        self.corrections.enter(kept, step);
        Ok(())
    }

    fn value(&mut self, member: &Member, slot: Slot<'_>, token: Token<'a>, depth: usize) -> Result<(), CodecError> {
        match slot {
            Slot::Boolean(value) => match token {
                Token::Boolean(found) => *value = found,
                other => return Err(self.mismatch("a boolean", &other)),
            },
            Slot::Byte(value) => *value = self.integer(&token)?,
            Slot::Short(value) => *value = self.integer(&token)?,
            Slot::Integer(value) => *value = self.integer(&token)?,
            Slot::Long(value) => *value = self.integer(&token)?,
            Slot::IntEnum(value) => value.set(self.integer(&token)?),
            #[expect(clippy::cast_possible_truncation, reason = "NaN and the infinities are in every float type")]
            Slot::Float(value) => *value = self.float(&token, f32::is_finite, |special| special as f32)?,
            Slot::Double(value) => *value = self.float(&token, f64::is_finite, |special| special)?,
            Slot::BigNumber(value) => match token {
                Token::Number(text) => {
                    self.scanner.charge(text.len())?;
                    *value = BigNumber::new(text).unwrap_or_else(|| value.clone());
                }
                other => return Err(self.mismatch("a number", &other)),
            },
            Slot::String(value) => match token {
                Token::String(text) => *value = self.scanner.owned(text)?,
                other => return Err(self.mismatch("a string", &other)),
            },
            Slot::Enum(value) => match token {
                Token::String(text) => {
                    self.scanner.charge(text.len())?;
                    value.set(&text);
                }
                other => return Err(self.mismatch("a string", &other)),
            },
            Slot::Blob(value) => *value = self.blob(&token)?,
            Slot::Stream(value) => *value = self.blob(&token)?.into_bytes().into(),
            Slot::Timestamp(value) => *value = self.timestamp(member, &token)?,
            Slot::Document(value) => *value = document::read(&mut self.scanner, token, depth)?,
            Slot::List(list) => match token {
                Token::ArrayStart => self.list(member, list, depth + 1)?,
                other => return Err(self.mismatch("an array", &other)),
            },
            Slot::Map(map) => match token {
                Token::ObjectStart => self.map(member, map, depth + 1)?,
                other => return Err(self.mismatch("an object", &other)),
            },
            Slot::Structure(value) => match token {
                Token::ObjectStart => self.structure(value, true, depth + 1)?,
                other => return Err(self.mismatch("an object", &other)),
            },
        }
        Ok(())
    }

    fn integer<T: TryFrom<i64>>(&self, token: &Token<'_>) -> Result<T, CodecError> {
        let Token::Number(text) = token else { return Err(self.mismatch("an integer", token)) };
        let value = number::parse_integer(text).map_err(|message| self.scanner.error(message))?;
        T::try_from(value).map_err(|_| self.scanner.error("the number does not fit the member's integer type"))
    }

    fn float<T: FromStr + Copy>(
        &self,
        token: &Token<'_>,
        finite: fn(T) -> bool,
        convert: fn(f64) -> T,
    ) -> Result<T, CodecError> {
        match token {
            Token::Number(text) => text
                .parse()
                .ok()
                .filter(|&value| finite(value))
                .ok_or_else(|| self.scanner.error("the number does not fit the member's float type")),
            Token::String(text) => scalar::from_special(text).map(convert).ok_or_else(|| {
                self.scanner
                    .error("expected a number or one of \"NaN\", \"Infinity\", \"-Infinity\", found another string")
            }),
            other => Err(self.mismatch("a number", other)),
        }
    }

    fn blob(&mut self, token: &Token<'_>) -> Result<Blob, CodecError> {
        let Token::String(text) = token else { return Err(self.mismatch("a base64 string", token)) };
        self.scanner.charge(scalar::blob_memory(text))?;
        let bytes = base64::read(text).map_err(|_| self.scanner.error("the string is not base64"))?;
        Ok(bytes.into())
    }

    fn timestamp(&self, member: &Member, token: &Token<'_>) -> Result<Timestamp, CodecError> {
        let format = member.timestamp_format.unwrap_or(self.settings.timestamp_format);
        let text = match (token, format) {
            (Token::Number(text), _) => text,
            (Token::String(text), _) => text.as_ref(),
            (other, TimestampFormat::EpochSeconds) => return Err(self.mismatch("epoch seconds as a number", other)),
            (other, _) => return Err(self.mismatch("a timestamp as a string", other)),
        };
        Timestamp::parse_any(text, format).map_err(|error| self.scanner.error(&error.to_string()))
    }

    fn list(&mut self, member: &Member, list: &mut dyn List, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.error(&too_deep()));
        }
        list.clear();
        let element = member.element();
        let mut first = true;
        let mut index = 0;
        while let Some(token) = self.scanner.next_element(&mut first)? {
            let null = matches!(token, Token::Null) && nullable(element);
            if null && !member.sparse {
                index += 1;
                continue;
            }
            self.scanner.charge(list.growth()).map_err(|error| error.in_element(index))?;
            let value = list.push();
            if let Some(value) = value.filter(|_| !null) {
                let kept = self.corrections.kept();
                self.value(element, value.slot(), token, depth).map_err(|error| error.in_element(index))?;
                if self.corrections.kept() > kept {
                    self.enter(kept, &Step::Element(index))?;
                }
            } else {
                self.scanner.skip(&token)?;
            }
            index += 1;
        }
        Ok(())
    }

    fn map(&mut self, member: &Member, map: &mut dyn Map, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.error(&too_deep()));
        }
        map.clear();
        let element = member.element();
        let mut first = true;
        while let Some(key) = self.scanner.next_key(&mut first)? {
            let token = self.scanner.token()?;
            let null = matches!(token, Token::Null) && nullable(element);
            if null && !member.sparse {
                continue;
            }
            self.scanner.charge(map.growth()).map_err(CodecError::in_entry)?;
            let value = map.insert(self.scanner.owned(key).map_err(CodecError::in_entry)?);
            if !null {
                let kept = self.corrections.kept();
                self.value(element, value.slot(), token, depth).map_err(CodecError::in_entry)?;
                if self.corrections.kept() > kept {
                    self.enter(kept, &Step::Entry)?;
                }
            }
        }
        Ok(())
    }
}

/// Whether null as an element says that there is no value: for a document it is one.
fn nullable(member: &Member) -> bool {
    member.kind != crate::schema::Kind::Document
}

/// The member of this name. Objects mostly come in the order of the model: the one after the last found is tried first.
fn find(
    schema: &'static Schema,
    settings: JsonSettings,
    key: &str,
    expected: usize,
) -> Option<(usize, &'static Member)> {
    let is = |member: &Member| settings.name(member) == key;
    if let Some(member) = schema.members.get(expected).filter(|member| is(member)) {
        return Some((expected, member));
    }
    schema.members.iter().enumerate().find(|(_, member)| is(member))
}
