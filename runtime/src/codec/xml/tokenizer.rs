//! Tokens of XML without a DOCTYPE: tags, texts, references. Comments and processing instructions are passed over.
//!
//! Of the 53,100 instructions that a response of `AssumeRoleWithWebIdentity` (1.9 kB) took to be parsed, 16,300 were
//! `quick-xml` alone. It is the judge in tests of what is accepted here.

use super::attribute::{Attribute, Attributes, is_space};
use super::reference::{Unresolved, resolve};
use crate::codec::{CodecError, MAX_DEPTH, too_deep};

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

    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes::new(self.attributes)
    }

    /// Whether it is marked as null.
    #[inline]
    pub(super) fn is_nil(&self) -> bool {
        !self.attributes.is_empty() && self.attributes().flatten().any(|attribute| attribute.is_nil())
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

    /// After a start tag: the text up to the end tag, if there is nothing to do to it.
    #[inline]
    pub(super) fn plain_text(&mut self) -> Option<&'a str> {
        if self.empty {
            return None;
        }
        let (text, rest) = self.rest.split_at_checked(plain(self.rest.as_bytes()))?;
        let rest = rest.strip_prefix("</")?.strip_prefix(*self.open.last()?)?.strip_prefix('>')?;
        self.open.pop();
        self.rest = rest;
        Some(text)
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
        let after = self.rest.get(1..).unwrap_or_default();
        let (name, rest) = after.split_at_checked(letters(after.as_bytes())).unwrap_or_default();
        let Some(rest) = rest.strip_prefix('>') else { return self.other_start(after, name.len()) };
        self.rest = rest;
        self.open(name)?;
        Ok(Element { name, attributes: "" })
    }

    /// A start tag with more than letters in it. Its `>` does not stand before this position.
    fn other_start(&mut self, after: &'a str, from: usize) -> Result<Element<'a>, CodecError> {
        let (tag, rest) = split_tag(after, from).ok_or_else(|| self.malformed())?;
        self.rest = rest;
        let content = tag.strip_suffix('/');
        self.empty = content.is_some();
        let content = content.unwrap_or(tag);
        let (name, attributes) = content.split_at(content.find(is_space).unwrap_or(content.len()));
        if !self.empty {
            self.open(name)?;
        } else if self.depth() > MAX_ELEMENTS {
            return Err(self.error(&too_deep()));
        }
        Ok(Element { name: name.split_once(':').map_or(name, |(_, local)| local), attributes })
    }

    #[inline]
    fn open(&mut self, name: &'a str) -> Result<(), CodecError> {
        self.open.push(name);
        if self.depth() > MAX_ELEMENTS { Err(self.error(&too_deep())) } else { Ok(()) }
    }

    fn end(&mut self) -> Result<Token<'a>, CodecError> {
        let name = self.open.pop().ok_or_else(|| self.malformed())?;
        let after = self.rest.get(2..).unwrap_or_default();
        if let Some(rest) = after.strip_prefix(name).and_then(|rest| rest.strip_prefix('>')) {
            self.rest = rest;
            return Ok(Token::End);
        }
        match split_tag(after, 0) {
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

/// Splits a text at the `>` that ends a tag: the first one outside of quotes. There are none of either before this position.
fn split_tag(text: &str, from: usize) -> Option<(&str, &str)> {
    let mut position = from;
    loop {
        let rest = text.get(position..)?;
        let found = rest.bytes().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        let (_, rest) = rest.split_at_checked(found)?;
        position += found;
        if let Some(rest) = rest.strip_prefix('>') {
            return Some((text.get(..position)?, rest));
        }
        let quote = if rest.starts_with('"') { '"' } else { '\'' };
        position += 2 + rest.get(1..)?.find(quote)?;
    }
}

/// How many bytes come before markup, a reference or the end of a line that is to be normalized.
fn plain(bytes: &[u8]) -> usize {
    before(bytes, |word| is(word, b'<') | is(word, b'&') | is(word, b'\r'))
}

/// How many letters there are; `_` and characters beyond ASCII are letters too.
fn letters(bytes: &[u8]) -> usize {
    before(bytes, |word| word.wrapping_sub(EACH * u64::from(b'A')) & !word)
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each of eight bytes that is this one; above the first, other bytes may be marked as well.
fn is(word: u64, byte: u8) -> u64 {
    let difference = word ^ (EACH * u64::from(byte));
    difference.wrapping_sub(EACH) & !difference
}

/// How many bytes come before the first that is marked, in its highest bit. `<` always is.
#[inline]
fn before(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let marks = |word: &[u8; 8]| marks(u64::from_le_bytes(*word)) & (EACH * 0x80);
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let marks = marks(word);
        if marks != 0 {
            return 8 * index + marks.trailing_zeros() as usize / 8;
        }
    }
    let mut last = [b'<'; 8];
    for (place, byte) in last.iter_mut().zip(rest) {
        *place = *byte;
    }
    8 * words.len() + marks(&last).trailing_zeros() as usize / 8
}
