//! Tokens of XML without a DOCTYPE: tags, texts, references. Comments and processing instructions are passed over.
//!
//! Of the 53,100 instructions that a response of `AssumeRoleWithWebIdentity` (1.9 kB) took to be parsed, 16,300 were
//! `quick-xml` alone. It is the judge in tests of what is accepted here.

use super::attribute::{Attribute, Attributes, is_space};
use super::reference::{Unresolved, resolve};
use crate::codec::{CodecError, MAX_DEPTH, too_deep};
use crate::marked::{self, EACH};

/// A level of values takes up to two elements, such as `entry` and `value`; the rest is for wrappers.
const MAX_ELEMENTS: usize = 2 * MAX_DEPTH + 16;

/// What a text in UTF-8 may be declared to be in.
const ENCODINGS: [&str; 2] = ["utf-8", "us-ascii"];

pub(super) enum Token<'a> {
    Start(Element<'a>),
    /// As it stands, with `\r` in it or without.
    Text {
        text: &'a str,
        lines: bool,
    },
    /// What a reference stands for.
    Character(char),
    End,
    Finish,
}

/// A start tag.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    /// Without its prefix.
    name: &'a str,
    attributes: &'a str,
}

impl<'a> Element<'a> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &'a str {
        self.name
    }

    #[inline]
    pub(super) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes::new(self.attributes)
    }

    /// Whether it is marked as null.
    #[inline]
    pub(super) fn is_nil(&self) -> bool {
        self.has_attributes() && self.attributes().flatten().any(|attribute| attribute.is_nil())
    }
}

pub(super) struct Tokenizer<'a> {
    /// What is still to be read.
    rest: &'a str,
    length: usize,
    /// The names of the elements that are open, with their prefixes.
    open: Vec<&'a str>,
    /// Whether the last element was an empty one, whose end is still to come.
    empty: bool,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { rest: text, length: text.len(), open: Vec::with_capacity(8), empty: false }
    }

    pub(super) fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len() + usize::from(self.empty)
    }

    pub(super) fn error(&self, message: &str) -> CodecError {
        CodecError::new(format!("{message} (at byte {})", self.position()))
    }

    #[cold]
    pub(super) fn malformed(&self) -> CodecError {
        self.error("the XML text is malformed")
    }

    pub(super) fn token(&mut self) -> Result<Token<'a>, CodecError> {
        if std::mem::take(&mut self.empty) {
            return Ok(Token::End);
        }
        loop {
            return match self.rest.as_bytes() {
                [b'<', b'/', ..] => self.end(),
                [b'<', b'!', ..] => match self.declaration()? {
                    Some(text) => Ok(Token::Text { text, lines: text.contains('\r') }),
                    None => continue,
                },
                [b'<', b'?', ..] => {
                    self.instruction()?;
                    continue;
                }
                [b'<', ..] => self.start().map(Token::Start),
                [b'&', ..] => self.reference(),
                [] if self.open.is_empty() => Ok(Token::Finish),
                [] => Err(self.error("the XML text ends before its elements are closed")),
                bytes => {
                    let plain = plain(bytes);
                    let lines = bytes.get(plain) == Some(&b'\r');
                    let end = if lines { self.rest.find(['<', '&']).unwrap_or(bytes.len()) } else { plain };
                    Ok(Token::Text { text: self.take(end), lines })
                }
            };
        }
    }

    /// A start tag of letters alone.
    #[inline]
    pub(super) fn plain_start(&mut self) -> Option<Element<'a>> {
        if self.empty || self.open.len() >= MAX_ELEMENTS {
            return None;
        }
        let after = self.rest.strip_prefix('<')?;
        let (name, rest) = after.split_at_checked(letters(after.as_bytes()))?;
        self.rest = rest.strip_prefix('>')?;
        self.open.push(name);
        Some(Element { name, attributes: "" })
    }

    /// After a start tag: the text up to the end tag, if there is nothing to do to it.
    #[inline]
    pub(super) fn plain_text(&mut self) -> Option<&'a str> {
        if self.empty {
            return None;
        }
        let (text, rest) = self.rest.split_at_checked(plain(self.rest.as_bytes()))?;
        self.close(rest).then_some(text)
    }

    /// Takes off an end tag without white space.
    #[inline]
    pub(super) fn plain_end(&mut self) -> bool {
        !self.empty && self.close(self.rest)
    }

    /// Goes to behind the end tag without white space that stands here.
    #[inline]
    fn close(&mut self, here: &'a str) -> bool {
        let after = self.open.last().and_then(|name| here.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>'));
        let Some(rest) = after else { return false };
        self.open.pop();
        self.rest = rest;
        true
    }

    /// Passes over text up to markup, or to something else that a token is made of.
    #[inline]
    pub(super) fn skip_text(&mut self) {
        if !self.empty && !self.rest.starts_with('<') {
            self.take(plain(self.rest.as_bytes()));
        }
    }

    /// Takes so many bytes off.
    #[inline]
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes off markup that begins and ends so; gives what stands between.
    fn markup(&mut self, start: &str, end: &str) -> Result<&'a str, CodecError> {
        let inner = self.rest.strip_prefix(start).and_then(|rest| rest.split_once(end));
        let (inner, rest) = inner.ok_or_else(|| self.malformed())?;
        self.rest = rest;
        Ok(inner)
    }

    fn start(&mut self) -> Result<Element<'a>, CodecError> {
        if let Some(element) = self.plain_start() {
            return Ok(element);
        }
        let (tag, rest) = self.rest.get(1..).and_then(split_tag).ok_or_else(|| self.malformed())?;
        self.rest = rest;
        let content = tag.strip_suffix('/');
        self.empty = content.is_some();
        let content = content.unwrap_or(tag);
        let (letters, rest) = content.split_at(letters(content.as_bytes()));
        let (others, attributes) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
        let (name, _) = content.split_at(letters.len() + others.len());
        if !self.empty {
            self.open.push(name);
        }
        if self.depth() > MAX_ELEMENTS {
            return Err(self.error(&too_deep()));
        }
        let local = if others.is_empty() { name } else { name.split_once(':').map_or(name, |(_, local)| local) };
        Ok(Element { name: local, attributes })
    }

    fn end(&mut self) -> Result<Token<'a>, CodecError> {
        if self.plain_end() {
            return Ok(Token::End);
        }
        let name = self.open.pop().ok_or_else(|| self.malformed())?;
        match self.rest.get(2..).and_then(split_tag) {
            Some((content, rest)) if content.trim_end_matches(is_space) == name => {
                self.rest = rest;
                Ok(Token::End)
            }
            _ => Err(self.malformed()),
        }
    }

    fn reference(&mut self) -> Result<Token<'a>, CodecError> {
        let reference = self.rest.get(1..).and_then(|rest| rest.split_once(';'));
        let reference = reference.filter(|(reference, _)| !reference.contains(['&', '<']));
        let (reference, rest) = reference.ok_or_else(|| self.malformed())?;
        self.rest = rest;
        let character = resolve(reference).map_err(|unresolved| {
            self.error(match unresolved {
                Unresolved::Character => "a character reference stands for no character",
                Unresolved::Entity => "the text refers to an entity that XML does not define",
            })
        })?;
        Ok(Token::Character(character))
    }

    /// What begins with `<!`: a text that is marked as such, a comment.
    fn declaration(&mut self) -> Result<Option<&'a str>, CodecError> {
        if self.rest.starts_with("<![") {
            return self.markup("<![CDATA[", "]]>").map(Some);
        }
        if self.rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("DOCTYPE")) {
            return Err(self.doctype());
        }
        self.markup("<!--", "-->").map(|_| None)
    }

    /// It may define entities, which would have to be expanded.
    #[cold]
    fn doctype(&mut self) -> CodecError {
        let mut open = 0_usize;
        for (position, byte) in self.rest.bytes().enumerate() {
            match byte {
                b'<' => open += 1,
                b'>' => open -= 1,
                _ => continue,
            }
            if open == 0 {
                self.take(position + 1);
                return self.error("the XML text has a DOCTYPE, which is not accepted");
            }
        }
        self.malformed()
    }

    /// What begins with `<?`. Of XML declarations the encoding counts.
    #[cold]
    fn instruction(&mut self) -> Result<(), CodecError> {
        if self.rest.starts_with("<?>") {
            return Err(self.malformed());
        }
        let content = self.markup("<?", "?>")?;
        let Some(attributes) = content.strip_prefix("xml").filter(|rest| rest.is_empty() || rest.starts_with(is_space))
        else {
            return Ok(());
        };
        let mut attributes = Attributes::new(attributes);
        match attributes.find(|attribute| attribute.as_ref().is_none_or(|attribute| attribute.name == "encoding")) {
            Some(None) => Err(self.malformed()),
            Some(Some(Attribute { value, .. })) if !ENCODINGS.iter().any(|name| value.eq_ignore_ascii_case(name)) => {
                Err(self.error("the XML text declares another encoding than UTF-8"))
            }
            _ => Ok(()),
        }
    }
}

/// Splits a text at the `>` that ends a tag: the first one outside of quotes.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let find = |from: usize, marks: fn(u64) -> u64| Some(from + marked::before(bytes.get(from..)?, marks));
    let mut position = 0;
    loop {
        position = find(position, |word| marked::is(word, b'>') | marked::is(word, b'"') | marked::is(word, b'\''))?;
        position = match bytes.get(position)? {
            b'"' => 1 + find(position + 1, |word| marked::is(word, b'"'))?,
            b'\'' => 1 + find(position + 1, |word| marked::is(word, b'\''))?,
            _ => return Some((text.get(..position)?, text.get(position + 1..)?)),
        };
    }
}

/// How many bytes come before markup, a reference or the end of a line that is to be normalized.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    marked::before(bytes, |word| marked::is(word, b'<') | marked::is(word, b'&') | marked::is(word, b'\r'))
}

/// How many letters there are; `_` and characters beyond ASCII are letters too.
#[inline]
fn letters(bytes: &[u8]) -> usize {
    marked::before(bytes, |word| word.wrapping_sub(EACH * u64::from(b'A')))
}
