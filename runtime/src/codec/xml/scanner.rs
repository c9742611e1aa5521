//! Elements and text of XML, as `quick-xml` finds them.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

use super::local;
use crate::codec::{CodecError, MAX_DEPTH, too_deep};

/// A level of values takes up to two elements, such as `entry` and `value`; the rest is for wrappers.
const MAX_ELEMENTS: usize = 2 * MAX_DEPTH + 16;

enum Token<'a> {
    Start(Element<'a>),
    Text(Cow<'a, str>),
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
        self.0.attributes().with_checks(false).flatten().any(|attribute| {
            let (name, prefix) = attribute.key.decompose();
            prefix.is_some() && name.as_ref() == b"nil" && matches!(&*attribute.value, b"true" | b"1")
        })
    }
}

pub(super) struct Scanner<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            CodecError::new(format!("the XML text is not UTF-8: byte {} is wrong", error.valid_up_to()))
        })?;
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, depth: 0 })
    }

    pub(super) fn error(&self, message: &str) -> CodecError {
        CodecError::new(format!("{message} (at byte {})", self.reader.buffer_position()))
    }

    fn token(&mut self) -> Result<Token<'a>, CodecError> {
        loop {
            let event = self.reader.read_event().map_err(|_| self.malformed())?;
            return Ok(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_ELEMENTS {
                        return Err(self.error(&too_deep()));
                    }
                    Token::Start(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::End
                }
                Event::Text(text) => Token::Text(normalize(decode(text.into_inner()))),
                Event::CData(text) => Token::Text(normalize(decode(text.into_inner()))),
                Event::GeneralRef(reference) => Token::Text(self.reference(&reference)?),
                Event::Eof if self.depth > 0 => {
                    return Err(self.error("the XML text ends before its elements are closed"));
                }
                Event::Eof => Token::Finish,
                Event::DocType(_) => return Err(self.error("the XML text has a DOCTYPE, which is not accepted")),
                Event::Decl(declaration) => {
                    self.check_encoding(&declaration)?;
                    continue;
                }
                Event::Comment(_) | Event::PI(_) | Event::Empty(_) => continue,
            });
        }
    }

    /// The tokenizer's own message may quote the text.
    fn malformed(&self) -> CodecError {
        let position = self.reader.error_position();
        CodecError::new(format!("the XML text is malformed (at byte {position})"))
    }

    fn check_encoding(&self, declaration: &BytesDecl<'_>) -> Result<(), CodecError> {
        let encoding = declaration.encoding().transpose().map_err(|_| self.malformed())?;
        if encoding.is_none_or(|name| name.eq_ignore_ascii_case(b"utf-8") || name.eq_ignore_ascii_case(b"us-ascii")) {
            return Ok(());
        }
        Err(self.error("the XML text declares another encoding than UTF-8"))
    }

    /// Character references and the five entities that XML defines; there are no others without a DOCTYPE.
    fn reference(&self, reference: &BytesRef<'_>) -> Result<Cow<'a, str>, CodecError> {
        let character = reference.resolve_char_ref();
        let character = character.map_err(|_| self.error("a character reference stands for no character"))?;
        if let Some(character) = character {
            return Ok(character.to_string().into());
        }
        Ok(match &**reference {
            b"amp" => "&".into(),
            b"lt" => "<".into(),
            b"gt" => ">".into(),
            b"quot" => "\"".into(),
            b"apos" => "'".into(),
            _ => return Err(self.error("the text refers to an entity that XML does not define")),
        })
    }

    /// The outermost element. `None` for a text that holds none.
    pub(super) fn root(&mut self) -> Result<Option<Element<'a>>, CodecError> {
        loop {
            match self.token()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::Text(text) if is_space(&text) => {}
                Token::Text(_) | Token::End => {
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
                Token::Text(_) => {}
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
                Token::Text(part) => whole.to_mut().push_str(&part),
                Token::Start(_) => return Err(self.error("expected a text, found an element")),
                Token::End | Token::Finish => return Ok(whole),
            }
        }
    }

    /// After a start tag: passes over everything up to the end tag, without recursion.
    pub(super) fn skip(&mut self) -> Result<(), CodecError> {
        let outer = self.depth;
        while self.depth >= outer && self.depth > 0 {
            self.token()?;
        }
        Ok(())
    }

    /// The attributes of a start tag, without those that declare namespaces: names without prefix, and values.
    pub(super) fn attributes(&self, element: &Element<'_>) -> Result<Vec<(String, String)>, CodecError> {
        let mut attributes = Vec::new();
        // Without the check for duplicates, which takes quadratic time; the last one counts.
        for attribute in element.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.malformed())?;
            let name = String::from_utf8_lossy(attribute.key.into_inner());
            if name == "xmlns" || name.starts_with("xmlns:") {
                continue;
            }
            // White space is spaces, by section 3.3.3 of XML 1.0, unless it stands there as references.
            let value = normalize(decode(attribute.value)).replace(['\t', '\n'], " ");
            let value = unescape(&value).map_err(|_| self.malformed())?;
            attributes.push((local(&name).to_owned(), value.into_owned()));
        }
        Ok(attributes)
    }
}

/// The bytes were checked to be UTF-8 as a whole, and tags and references begin and end at ASCII characters.
fn decode(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
    }
}

/// Ends of lines are one character, by section 2.11 of XML 1.0.
fn normalize(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text }
}

fn is_space(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}
