//! From JSON to slots.

use std::borrow::Cow;
use std::str::FromStr;

use super::scanner::{Scanner, Token};
use super::{JsonSettings, document, number, string};
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
    reader.open(b'{', "an object")?;
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
    let Some(member) = structure.schema().members.get(index) else { return Ok(None) };
    let present = !nullable(member) || !reader.scanner.null()?;
    let lender = Lender::of(structure);
    if present && let Some(slot) = structure.member_mut(index) {
        reader.scanner.charge(lender.boxed(&slot))?;
        reader.element(member, slot, 0)?;
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

/// A member and its position, or the name of one that the structure does not know.
type Known<'a> = Result<(usize, &'static Member), Cow<'a, str>>;

/// The member that a union holds; `None` for one that the model does not know, whose name the union keeps.
type Held = Option<&'static Member>;

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
        let mut held = None;
        let mut seen = Seen::new();
        let lender = Lender::of(structure);
        let start = self.corrections.kept();
        let mut required = 0;
        let mut expected = 0;
        let mut first = true;
        loop {
            if !self.scanner.next_entry(&mut first)? {
                break;
            }
            let known = match self.expected_member(schema, expected) {
                Some(member) => Ok((expected, member)),
                None => self.other_member(schema, expected)?,
            };
            let (index, member) = match known {
                Ok((index, member)) if all || member.location.is_response_body() => (index, member),
                Ok((_, member)) => {
                    self.pass_over(structure, self.settings.name(member), &mut held)?;
                    continue;
                }
                Err(key) => {
                    self.pass_over(structure, &key, &mut held)?;
                    continue;
                }
            };
            if self.scanner.null().map_err(|error| error.in_member(member.name))? {
                continue;
            }
            if is_union {
                self.hold(structure, self.settings.name(member), Some(member), &mut held)?;
            }
            let Some(mut slot) = structure.member_mut(index) else {
                self.scanner.skip()?;
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
            self.value(member, slot, depth).map_err(|error| error.in_member(member.name))?;
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

    /// The member at this position, where its name stands next: objects mostly come in the order of the model. `None`
    /// where it is another one, with nothing read.
    #[inline]
    fn expected_member(&mut self, schema: &'static Schema, expected: usize) -> Option<&'static Member> {
        let member = schema.members.get(expected)?;
        // A name that needs escapes stands for something else as it is.
        let as_it_is = member.json_name.is_none_or(|name| string::is_plain(name.as_bytes()));
        (as_it_is && self.scanner.takes_key(self.settings.name(member))).then_some(member)
    }

    /// The member whose name stands next, first of those from this position on, or the name of none.
    fn other_member(&mut self, schema: &'static Schema, expected: usize) -> Result<Known<'a>, CodecError> {
        let key = self.scanner.key()?;
        let is = |(_, member): &(usize, &Member)| self.settings.name(member) == key;
        let mut members = schema.members.iter().enumerate();
        let later = members.clone().skip(expected).find(is);
        Ok(later.or_else(|| members.find(is)).ok_or(key))
    }

    /// Passes over the value of a member that the structure does not know; a union holds its name.
    #[cold]
    fn pass_over(
        &mut self,
        structure: &mut dyn Structure,
        key: &str,
        held: &mut Option<Held>,
    ) -> Result<(), CodecError> {
        if self.scanner.null()? {
            return Ok(());
        }
        if structure.schema().kind == SchemaKind::Union {
            self.hold(structure, key, None, held)?;
        }
        self.scanner.skip()
    }

    /// Takes a member of a union, whose value comes next, for the one that the union holds.
    fn hold(
        &mut self,
        union: &mut dyn Structure,
        key: &str,
        member: Option<&'static Member>,
        held: &mut Option<Held>,
    ) -> Result<(), CodecError> {
        if key == "__type" {
            return Ok(());
        }
        if let Some(first) = held {
            let first =
                first.map_or_else(|| union.unknown_member().unwrap_or_default(), |member| self.settings.name(member));
            let message = union::second_member(union, first, key);
            return Err(match (self.scanner.token(), member) {
                (Ok(_), _) => self.scanner.error(&message),
                (Err(error), Some(member)) => error.in_member(member.name),
                (Err(error), None) => error,
            });
        }
        if member.is_none() {
            self.scanner.charge(key.len())?;
            union.set_unknown_member(key);
        }
        *held = Some(member);
        Ok(())
    }

    /// Adds a step outwards to the corrections that came since.
    #[cold]
    fn enter(&mut self, kept: usize, step: &Step) -> Result<(), CodecError> {
        self.scanner.charge(Corrections::memory(self.corrections.kept() - kept))?;
        self.corrections.enter(kept, step);
        Ok(())
    }

    /// A value of its own.
    fn element(&mut self, member: &Member, slot: Slot<'_>, depth: usize) -> Result<(), CodecError> {
        self.value(member, slot, depth)
    }

    // Within `structure`, where every member passes.
    #[inline(always)]
    fn value(&mut self, member: &Member, slot: Slot<'_>, depth: usize) -> Result<(), CodecError> {
        match slot {
            Slot::Boolean(value) => match self.scanner.token()? {
                Token::Boolean(found) => *value = found,
                other => return Err(self.mismatch("a boolean", &other)),
            },
            Slot::Byte(value) => *value = self.integer()?,
            Slot::Short(value) => *value = self.integer()?,
            Slot::Integer(value) => *value = self.integer()?,
            Slot::Long(value) => *value = self.integer()?,
            Slot::IntEnum(value) => value.set(self.integer()?),
            #[expect(clippy::cast_possible_truncation, reason = "NaN and the infinities are in every float type")]
            Slot::Float(value) => *value = self.float(f32::is_finite, |special| special as f32)?,
            Slot::Double(value) => *value = self.float(f64::is_finite, |special| special)?,
            Slot::BigNumber(value) => {
                let text = self.number("a number")?;
                self.scanner.charge(text.len())?;
                *value = BigNumber::new(text).unwrap_or_else(|| value.clone());
            }
            Slot::String(value) => {
                let text = self.string("a string")?;
                *value = self.scanner.owned(text)?;
            }
            Slot::Enum(value) => {
                let text = self.string("a string")?;
                self.scanner.charge(text.len())?;
                value.set(&text);
            }
            Slot::Blob(value) => *value = self.blob()?,
            Slot::Stream(value) => *value = self.blob()?.into_bytes().into(),
            Slot::Timestamp(value) => *value = self.timestamp(member)?,
            Slot::Document(value) => {
                let token = self.scanner.token()?;
                *value = document::read(&mut self.scanner, token, depth)?;
            }
            Slot::List(list) => {
                self.open(b'[', "an array")?;
                self.list(member, list, depth + 1)?;
            }
            Slot::Map(map) => {
                self.open(b'{', "an object")?;
                self.map(member, map, depth + 1)?;
            }
            Slot::Structure(value) => {
                self.open(b'{', "an object")?;
                self.structure(value, true, depth + 1)?;
            }
        }
        Ok(())
    }

    #[inline]
    fn open(&mut self, byte: u8, expected: &str) -> Result<(), CodecError> {
        if self.scanner.takes(byte) { Ok(()) } else { Err(self.other(expected)) }
    }

    // A `Cow` that was returned would be more work than the string itself.
    #[inline(always)]
    fn string(&mut self, expected: &str) -> Result<Cow<'a, str>, CodecError> {
        match self.scanner.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_string(expected),
        }
    }

    /// A string with escapes, or after white space.
    #[cold]
    fn other_string(&mut self, expected: &str) -> Result<Cow<'a, str>, CodecError> {
        if self.scanner.peek() == Some(b'"') { self.scanner.string() } else { Err(self.other(expected)) }
    }

    fn number(&mut self, expected: &str) -> Result<&'a str, CodecError> {
        match self.scanner.peek() {
            Some(b'-' | b'0'..=b'9') => self.scanner.number(),
            _ => Err(self.other(expected)),
        }
    }

    /// What is wrong with the next token, which is not the expected one.
    #[cold]
    fn other(&mut self, expected: &str) -> CodecError {
        match self.scanner.token() {
            Ok(found) => self.mismatch(expected, &found),
            Err(error) => error,
        }
    }

    #[inline(never)]
    fn integer<T: TryFrom<i64>>(&mut self) -> Result<T, CodecError> {
        let text = self.number("an integer")?;
        let value = number::parse_integer(text).map_err(|message| self.scanner.error(message))?;
        T::try_from(value).map_err(|_| self.scanner.error("the number does not fit the member's integer type"))
    }

    #[inline(never)]
    fn float<T: FromStr + Copy>(&mut self, finite: fn(T) -> bool, convert: fn(f64) -> T) -> Result<T, CodecError> {
        match self.scanner.token()? {
            Token::Number(text) => text
                .parse()
                .ok()
                .filter(|&value| finite(value))
                .ok_or_else(|| self.scanner.error("the number does not fit the member's float type")),
            Token::String(text) => scalar::from_special(&text).map(convert).ok_or_else(|| {
                self.scanner
                    .error("expected a number or one of \"NaN\", \"Infinity\", \"-Infinity\", found another string")
            }),
            other => Err(self.mismatch("a number", &other)),
        }
    }

    #[inline(never)]
    fn blob(&mut self) -> Result<Blob, CodecError> {
        let text = self.string("a base64 string")?;
        self.scanner.charge(scalar::blob_memory(&text))?;
        let bytes = base64::read(&text).map_err(|_| self.scanner.error("the string is not base64"))?;
        Ok(bytes.into())
    }

    #[inline(never)]
    fn timestamp(&mut self, member: &Member) -> Result<Timestamp, CodecError> {
        let format = member.timestamp_format.unwrap_or(self.settings.timestamp_format);
        let token = self.scanner.token()?;
        let text = match (&token, format) {
            (Token::Number(text), _) => text,
            (Token::String(text), _) => text.as_ref(),
            (other, TimestampFormat::EpochSeconds) => return Err(self.mismatch("epoch seconds as a number", other)),
            (other, _) => return Err(self.mismatch("a timestamp as a string", other)),
        };
        Timestamp::parse_any(text, format).map_err(|error| self.scanner.error(&error.to_string()))
    }

    #[inline(never)]
    fn list(&mut self, member: &Member, list: &mut dyn List, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.error(&too_deep()));
        }
        list.clear();
        let element = member.element();
        let mut first = true;
        let mut index = 0;
        while self.scanner.next_element(&mut first)? {
            let start = self.scanner.position();
            let null = nullable(element) && self.scanner.null()?;
            if null && !member.sparse {
                index += 1;
                continue;
            }
            self.scanner.charge(list.growth()).map_err(|error| error.in_element(index))?;
            let value = list.push();
            if let Some(value) = value.filter(|_| !null) {
                let kept = self.corrections.kept();
                if let Err(error) = self.element(element, value.slot(), depth) {
                    return Err(self.scanner.malformed_at(start).unwrap_or_else(|| error.in_element(index)));
                }
                if self.corrections.kept() > kept {
                    self.enter(kept, &Step::Element(index))?;
                }
            } else if !null {
                self.scanner.skip()?;
            }
            index += 1;
        }
        Ok(())
    }

    #[inline(never)]
    fn map(&mut self, member: &Member, map: &mut dyn Map, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.error(&too_deep()));
        }
        map.clear();
        let element = member.element();
        let mut first = true;
        while let Some(key) = self.scanner.next_key(&mut first)? {
            let start = self.scanner.position();
            let null = nullable(element) && self.scanner.null()?;
            if null && !member.sparse {
                continue;
            }
            self.scanner.charge(map.growth()).map_err(CodecError::in_entry)?;
            let value = map.insert(self.scanner.owned(key).map_err(CodecError::in_entry)?);
            if !null {
                let kept = self.corrections.kept();
                if let Err(error) = self.element(element, value.slot(), depth) {
                    return Err(self.scanner.malformed_at(start).unwrap_or_else(|| error.in_entry()));
                }
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
