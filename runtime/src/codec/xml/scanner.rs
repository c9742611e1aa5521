//! Elements and text of XML.

use std::borrow::Cow;

use super::attribute::{Attribute, is_space};
use super::reference::resolve;
use super::tokenizer::{Element, Token, Tokenizer};
use crate::codec::CodecError;
use crate::codec::budget::{self, Budget};

pub(super) struct Scanner<'a> {
    tokens: Tokenizer<'a>,
    budget: Budget,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            CodecError::new(format!("the XML text is not UTF-8: byte {} is wrong", error.valid_up_to()))
        })?;
        Ok(Self { tokens: Tokenizer::new(text), budget: Budget::new(text.len(), 0) })
    }

    pub(super) fn error(&self, message: &str) -> CodecError {
        self.tokens.error(message)
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

    /// The outermost element. `None` for a text that holds none.
    pub(super) fn root(&mut self) -> Result<Option<Element<'a>>, CodecError> {
        loop {
            match self.tokens.token()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::Text { text, .. } if text.chars().all(is_space) => {}
                Token::Text { .. } | Token::Character(_) | Token::End => {
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
            self.tokens.skip_text();
            if let Some(element) = self.tokens.plain_start() {
                return Ok(Some(element));
            }
            if self.tokens.plain_end() {
                return Ok(None);
            }
            match self.tokens.token()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::Text { .. } | Token::Character(_) => {}
                Token::End | Token::Finish => return Ok(None),
            }
        }
    }

    /// After a start tag: the text up to the end tag.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, CodecError> {
        if let Some(text) = self.tokens.plain_text() {
            return Ok(text.into());
        }
        let mut whole = Cow::Borrowed("");
        loop {
            match self.tokens.token()? {
                Token::Text { text, lines } => {
                    let part = if lines { self.normalize(text)?.into() } else { Cow::Borrowed(text) };
                    if whole.is_empty() {
                        whole = part;
                    } else {
                        self.append(&mut whole, &part)?;
                    }
                }
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
    fn normalize(&mut self, text: &str) -> Result<String, CodecError> {
        let mut normal = String::new();
        self.reserve(&mut normal, text.len())?;
        let mut lines = text.split('\r');
        normal.push_str(lines.next().unwrap_or_default());
        for line in lines {
            normal.push('\n');
            normal.push_str(line.strip_prefix('\n').unwrap_or(line));
        }
        Ok(normal)
    }

    /// After a start tag: passes over everything up to the end tag, without recursion.
    pub(super) fn skip(&mut self) -> Result<(), CodecError> {
        let outer = self.tokens.depth();
        while self.tokens.depth() >= outer && self.tokens.depth() > 0 {
            self.tokens.token()?;
        }
        Ok(())
    }

    /// The value of an attribute.
    pub(super) fn attribute(&mut self, attribute: &Attribute<'a>) -> Result<Cow<'a, str>, CodecError> {
        const SPECIAL: [char; 4] = ['\t', '\n', '\r', '&'];
        let mut rest = attribute.value;
        if !rest.contains(SPECIAL) {
            return Ok(rest.into());
        }
        self.charge(rest.len())?;
        let mut value = String::with_capacity(rest.len());
        while let Some((plain, special)) = rest.find(SPECIAL).and_then(|position| rest.split_at_checked(position)) {
            value.push_str(plain);
            if let Some(reference) = special.strip_prefix('&') {
                let reference = reference.split_once(';').and_then(|(name, after)| Some((resolve(name).ok()?, after)));
                let (character, after) = reference.ok_or_else(|| self.malformed())?;
                value.push(character);
                rest = after;
            } else {
                // White space is spaces, by section 3.3.3 of XML 1.0, unless it stands there as references; ends of lines
                // are one.
                value.push(' ');
                rest = special.strip_prefix("\r\n").or(special.get(1..)).unwrap_or_default();
            }
        }
        value.push_str(rest);
        Ok(value.into())
    }

    pub(super) fn malformed(&self) -> CodecError {
        self.tokens.malformed()
    }
}
