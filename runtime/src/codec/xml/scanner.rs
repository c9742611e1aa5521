//! Elements and text of XML, as `quick-xml` finds them.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

use super::local;
use crate::codec::budget::{self, Budget};
use crate::codec::{CodecError, MAX_DEPTH, too_deep};

/// A level of values takes up to two elements, such as `entry` and `value`; the rest is for wrappers.
const MAX_ELEMENTS: usize = 2 * MAX_DEPTH + 16;

enum Token<'a> {
    Start(Element<'a>),
    Text(Cow<'a, str>),
    Character(char),
    End,
    Finish,
}

/// A start tag.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        std::str::from_utf8(self.0.local_name().into_inner()).unwrap_or_default()
    }

    /// Whether it is marked as null.
    pub(super) fn is_nil(&self) -> bool {
        !self.0.attributes_raw().is_empty()
            && self.0.attributes().with_checks(false).flatten().any(|attribute| {
                let (name, prefix) = attribute.key.decompose();
                prefix.is_some() && name.as_ref() == b"nil" && matches!(&*attribute.value, b"true" | b"1")
            })
    }
}

pub(super) struct Scanner<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Whether the last element was an empty one, whose end is still to come.
    empty: bool,
    budget: Budget,
}

/// The tokenizer keeps the names of open elements in a buffer that doubles: it asks for up to four times their length.
const TOKENIZER: usize = 4;

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            CodecError::new(format!("the XML text is not UTF-8: byte {} is wrong", error.valid_up_to()))
        })?;
        let budget = Budget::new(text.len(), TOKENIZER);
        Ok(Self { reader: Reader::from_str(text), depth: 0, empty: false, budget })
    }

    pub(super) fn error(&self, message: &str) -> CodecError {
        CodecError::new(format!("{message} (at byte {})", self.reader.buffer_position()))
    }

    /// Counts memory that is about to be asked for.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), CodecError> {
        if self.budget.charge(bytes) { Ok(()) } else { Err(self.exceeded()) }
    }

    #[cold]
    fn exceeded(&self) -> CodecError {
        self.error(&budget::exceeded())
    }

    /// A string to keep.
    #[inline]
    pub(super) fn owned(&mut self, text: Cow<'_, str>) -> Result<String, CodecError> {
        if let Cow::Borrowed(text) = text {
            self.charge(text.len())?;
        }
        Ok(text.into_owned())
    }

    #[inline]
    fn open(&mut self, start: BytesStart<'a>) -> Result<Token<'a>, CodecError> {
        self.depth += 1;
        if self.depth > MAX_ELEMENTS { Err(self.error(&too_deep())) } else { Ok(Token::Start(Element(start))) }
    }

    #[inline]
    fn words(&mut self, text: Cow<'a, str>) -> Result<Token<'a>, CodecError> {
        if text.contains('\r') { self.normalize(&text) } else { Ok(Token::Text(text)) }
    }

    fn token(&mut self) -> Result<Token<'a>, CodecError> {
        if std::mem::take(&mut self.empty) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Token::End);
        }
        loop {
            let event = self.reader.read_event().map_err(|_| self.malformed())?;
            return Ok(match event {
                Event::Start(start) => self.open(start)?,
                Event::Empty(start) => {
                    self.empty = true;
                    self.open(start)?
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::End
                }
                Event::Text(text) => self.words(decode(text.into_inner()))?,
                Event::CData(text) => self.words(decode(text.into_inner()))?,
                Event::GeneralRef(reference) => Token::Character(self.reference(&reference)?),
                Event::Eof if self.depth > 0 => {
                    return Err(self.error("the XML text ends before its elements are closed"));
                }
                Event::Eof => Token::Finish,
                Event::DocType(_) => return Err(self.error("the XML text has a DOCTYPE, which is not accepted")),
                Event::Decl(declaration) => {
                    self.check_encoding(&declaration)?;
                    continue;
                }
                Event::Comment(_) | Event::PI(_) => continue,
            });
        }
    }

    fn malformed(&self) -> CodecError {
        malformed_at(self.reader.error_position())
    }

    fn check_encoding(&self, declaration: &BytesDecl<'_>) -> Result<(), CodecError> {
        let encoding = declaration.encoding().transpose().map_err(|_| self.malformed())?;
        if encoding.is_none_or(|name| name.eq_ignore_ascii_case(b"utf-8") || name.eq_ignore_ascii_case(b"us-ascii")) {
            return Ok(());
        }
        Err(self.error("the XML text declares another encoding than UTF-8"))
    }

    /// Character references and the five entities that XML defines; there are no others without a DOCTYPE.
    fn reference(&self, reference: &BytesRef<'_>) -> Result<char, CodecError> {
        let character = reference.resolve_char_ref();
        let character = character.map_err(|_| self.error("a character reference stands for no character"))?;
        if let Some(character) = character {
            return Ok(character);
        }
        Ok(match &**reference {
            b"amp" => '&',
            b"lt" => '<',
            b"gt" => '>',
            b"quot" => '"',
            b"apos" => '\'',
            _ => return Err(self.error("the text refers to an entity that XML does not define")),
        })
    }

    /// The outermost element. `None` for a text that holds none.
    pub(super) fn root(&mut self) -> Result<Option<Element<'a>>, CodecError> {
        loop {
            match self.token()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::Text(text) if is_space(&text) => {}
                Token::Text(_) | Token::Character(_) | Token::End => {
                    return Err(self.error("the XML text has text outside of its outermost element"));
                }
                Token::Finish => return Ok(None),
            }
        }
    }

    /// After the outermost element: nothing more may follow.
    pub(super) fn finish(&mut self) -> Result<(), CodecError> {
        match self.root()? {
            None => Ok(()),
            Some(_) => Err(self.error("the XML text has a second outermost element")),
        }
    }

    /// After a start tag or a child: the next child, `None` at the end tag. Text between children is passed over.
    pub(super) fn child(&mut self) -> Result<Option<Element<'a>>, CodecError> {
        loop {
            match self.token()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::Text(_) | Token::Character(_) => {}
                Token::End | Token::Finish => return Ok(None),
            }
        }
    }

    /// After a start tag: the text up to the end tag.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, CodecError> {
        let mut whole = Cow::Borrowed("");
        loop {
            match self.token()? {
                Token::Text(part) if whole.is_empty() => whole = part,
                Token::Text(part) => self.append(&mut whole, &part)?,
                Token::Character(part) => self.append(&mut whole, part.encode_utf8(&mut [0; 4]))?,
                Token::Start(_) => return Err(self.error("expected a text, found an element")),
                Token::End | Token::Finish => return Ok(whole),
            }
        }
    }

    fn append(&mut self, whole: &mut Cow<'a, str>, part: &str) -> Result<(), CodecError> {
        let mut text = match std::mem::take(whole) {
            Cow::Owned(text) => text,
            Cow::Borrowed(start) => {
                let mut text = String::new();
                self.reserve(&mut text, start.len() + part.len())?;
                text.push_str(start);
                text
            }
        };
        self.reserve(&mut text, part.len())?;
        text.push_str(part);
        *whole = Cow::Owned(text);
        Ok(())
    }

    fn reserve(&mut self, text: &mut String, additional: usize) -> Result<(), CodecError> {
        if self.budget.reserve(text, additional) { Ok(()) } else { Err(self.exceeded()) }
    }

    /// Ends of lines are one character, by section 2.11 of XML 1.0.
    #[cold]
    fn normalize(&mut self, text: &str) -> Result<Token<'a>, CodecError> {
        let mut normal = String::new();
        self.reserve(&mut normal, text.len())?;
        let mut lines = text.split('\r');
        normal.push_str(lines.next().unwrap_or_default());
        for line in lines {
            normal.push('\n');
            normal.push_str(line.strip_prefix('\n').unwrap_or(line));
        }
        Ok(Token::Text(normal.into()))
    }

    /// After a start tag: passes over everything up to the end tag, without recursion.
    pub(super) fn skip(&mut self) -> Result<(), CodecError> {
        let outer = self.depth;
        while self.depth >= outer && self.depth > 0 {
            self.token()?;
        }
        Ok(())
    }

    /// The value of an attribute.
    pub(super) fn attribute<'e>(&mut self, attribute: Attribute<'e>) -> Result<Cow<'e, str>, CodecError> {
        let raw = decode(attribute.value);
        if !raw.contains(['\t', '\n', '\r', '&']) {
            return Ok(raw);
        }
        // Once for each of the two steps.
        self.charge(raw.len().saturating_mul(2))?;
        // White space is spaces, by section 3.3.3 of XML 1.0, unless it stands there as references; ends of lines are one.
        let mut spaces = String::with_capacity(raw.len());
        let mut characters = raw.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\t' | '\n' | '\r' => spaces.push(' '),
                other => spaces.push(other),
            }
        }
        let value = unescape(&spaces).map_err(|_| self.malformed())?.into_owned();
        Ok(value.into())
    }

    /// The attributes of a start tag. One that stands there twice is given twice: looking for that takes quadratic time.
    pub(super) fn attributes<'e>(
        &self,
        element: &'e Element<'_>,
    ) -> impl Iterator<Item = Result<Attribute<'e>, CodecError>> + use<'e> {
        let malformed = self.reader.error_position();
        let mut attributes = element.0.attributes();
        attributes.with_checks(false);
        attributes.map(move |attribute| attribute.map_err(|_| malformed_at(malformed)))
    }
}

/// The name of an attribute without its prefix; `None` for one that declares a namespace.
pub(super) fn attribute_name<'e>(attribute: &Attribute<'e>) -> Option<&'e str> {
    let name = std::str::from_utf8(attribute.key.into_inner()).unwrap_or_default();
    if name == "xmlns" || name.starts_with("xmlns:") { None } else { Some(local(name)) }
}

/// The tokenizer's own message may quote the text.
fn malformed_at(position: u64) -> CodecError {
    CodecError::new(format!("the XML text is malformed (at byte {position})"))
}

/// The bytes were checked to be UTF-8 as a whole, and tags and references begin and end at ASCII characters.
fn decode(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).unwrap_or_default().into(),
        Cow::Owned(bytes) => String::from_utf8(bytes).unwrap_or_default().into(),
    }
}

fn is_space(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}
