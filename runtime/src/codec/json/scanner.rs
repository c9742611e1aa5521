//! Tokens of JSON text.

use std::borrow::Cow;

use super::string;
use crate::codec::budget::{self, Budget};
use crate::codec::{CodecError, MAX_DEPTH, too_deep};

/// What a value begins with; for scalars, the value.
pub(super) enum Token<'a> {
    Null,
    Boolean(bool),
    /// The digits, checked against the grammar.
    Number(&'a str),
    String(Cow<'a, str>),
    ArrayStart,
    ObjectStart,
}

impl Token<'_> {
    /// How an error calls it; never what it holds.
    pub(super) fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::ArrayStart => "an array",
            Self::ObjectStart => "an object",
        }
    }
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    position: usize,
    budget: Budget,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, CodecError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            CodecError::new(format!("the JSON text is not UTF-8: byte {} is wrong", error.valid_up_to()))
        })?;
        // Not allowed by RFC 8259, which allows to pass over it.
        let position = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Ok(Self { text, position, budget: Budget::new(text.len(), 0) })
    }

    #[cold]
    pub(super) fn error(&self, message: &str) -> CodecError {
        CodecError::new(format!("{message} (at byte {})", self.position))
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

    /// What stands where something else should: a byte, or the end.
    #[cold]
    fn unexpected(&self, expected: &str) -> CodecError {
        match self.text.get(self.position..).and_then(|rest| rest.chars().next()) {
            None => self.error(&format!("the JSON text ends where {expected} should be")),
            Some(_) => self.error(&format!("the JSON text is malformed: expected {expected}")),
        }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    /// The next byte that is not white space, left where it is.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.byte() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.peek_after_space(),
        }
    }

    fn peek_after_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.position += 1;
        }
        self.byte()
    }

    /// Passes over this byte, or leaves what else stands there.
    #[inline]
    pub(super) fn takes(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.position += usize::from(is);
        is
    }

    pub(super) fn token(&mut self) -> Result<Token<'a>, CodecError> {
        match self.peek() {
            Some(b'"') => self.string().map(Token::String),
            Some(b'{') => {
                self.position += 1;
                Ok(Token::ObjectStart)
            }
            Some(b'[') => {
                self.position += 1;
                Ok(Token::ArrayStart)
            }
            Some(b'-' | b'0'..=b'9') => self.number().map(Token::Number),
            Some(b't') => self.word("true").map(|()| Token::Boolean(true)),
            Some(b'f') => self.word("false").map(|()| Token::Boolean(false)),
            Some(b'n') => self.word("null").map(|()| Token::Null),
            _ => Err(self.unexpected("a value")),
        }
    }

    /// Passes over null; whether it stood there.
    #[inline]
    pub(super) fn null(&mut self) -> Result<bool, CodecError> {
        if self.peek() == Some(b'n') { self.word("null").map(|()| true) } else { Ok(false) }
    }

    /// Why there is no token at this position, if so.
    #[cold]
    pub(super) fn malformed_at(&mut self, position: usize) -> Option<CodecError> {
        self.position = position;
        self.token().err()
    }

    #[inline]
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// After `[`: whether there is a next element, which begins here; else the closing bracket was read.
    #[inline]
    pub(super) fn next_element(&mut self, first: &mut bool) -> Result<bool, CodecError> {
        self.next(b']', first, "`,` or `]`")
    }

    /// After `{`: whether there is a next entry, whose key begins here; else the closing brace was read.
    #[inline]
    pub(super) fn next_entry(&mut self, first: &mut bool) -> Result<bool, CodecError> {
        self.next(b'}', first, "`,` or `}`")
    }

    /// Passes over the next entry's key and colon where they stand together and the key is this name, written without
    /// escapes; else nothing is read.
    #[inline]
    pub(super) fn takes_key(&mut self, name: &str) -> bool {
        let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
        let named = rest.strip_prefix(b"\"").and_then(|rest| rest.strip_prefix(name.as_bytes()));
        let Some(after) = named.and_then(|rest| rest.strip_prefix(b"\":")) else { return false };
        self.position = self.text.len() - after.len();
        true
    }

    /// The next entry's key, with the colon read.
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, CodecError> {
        self.key_start()?;
        let key = self.string()?;
        self.colon()?;
        Ok(key)
    }

    /// After `{`: the next entry's key, with the colon read; `None` at the closing brace.
    pub(super) fn next_key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, CodecError> {
        if self.next_entry(first)? { self.key().map(Some) } else { Ok(None) }
    }

    /// At the quote that the next entry's key begins with.
    #[inline]
    fn key_start(&mut self) -> Result<(), CodecError> {
        if self.peek() == Some(b'"') { Ok(()) } else { Err(self.unexpected("a key")) }
    }

    #[inline]
    fn colon(&mut self) -> Result<(), CodecError> {
        if self.takes(b':') { Ok(()) } else { Err(self.unexpected("`:`")) }
    }

    /// Passes over the comma before the next element or entry, or over the closing byte; whether there is a next one.
    #[inline]
    fn next(&mut self, close: u8, first: &mut bool, expected: &str) -> Result<bool, CodecError> {
        let first = std::mem::take(first);
        match self.peek() {
            Some(b',') if !first => self.position += 1,
            Some(byte) if byte == close => {
                self.position += 1;
                return Ok(false);
            }
            _ if !first => return Err(self.unexpected(expected)),
            _ => {}
        }
        Ok(true)
    }

    /// Nothing but white space may follow the last value.
    pub(super) fn finish(&mut self) -> Result<(), CodecError> {
        if self.peek().is_some() { Err(self.unexpected("the end")) } else { Ok(()) }
    }

    /// Passes over the next value, without recursion and without memory.
    pub(super) fn skip(&mut self) -> Result<(), CodecError> {
        // What is open, innermost in the lowest bit: 1 for an array, 0 for an object.
        let mut open: u128 = 0;
        let mut depth = 0;
        loop {
            let mut first = false;
            match self.peek() {
                Some(b'"') => self.skip_string()?,
                Some(byte @ (b'[' | b'{')) => {
                    self.position += 1;
                    if depth >= MAX_DEPTH {
                        return Err(self.error(&too_deep()));
                    }
                    open = open << 1 | u128::from(byte == b'[');
                    depth += 1;
                    first = true;
                }
                _ => drop(self.token()?),
            }
            // On to the next value, out of all that ends here.
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let array = open & 1 == 1;
                if array && self.next_element(&mut first)? {
                    break;
                }
                if !array && self.next_entry(&mut first)? {
                    self.key_start()?;
                    self.skip_string()?;
                    self.colon()?;
                    break;
                }
                open >>= 1;
                depth -= 1;
            }
        }
    }

    fn word(&mut self, word: &str) -> Result<(), CodecError> {
        if self.text.get(self.position..).is_some_and(|rest| rest.starts_with(word)) {
            self.position += word.len();
            return Ok(());
        }
        Err(self.unexpected("a value"))
    }

    fn digits(&mut self) -> usize {
        let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
        let count = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        self.position += count;
        count
    }

    pub(super) fn number(&mut self) -> Result<&'a str, CodecError> {
        let start = self.position;
        if self.byte() == Some(b'-') {
            self.position += 1;
        }
        let zero = self.byte() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (zero && whole > 1) {
            return Err(self.unexpected("a number without leading zeros"));
        }
        if self.byte() == Some(b'.') {
            self.position += 1;
            if self.digits() == 0 {
                return Err(self.unexpected("digits after the point"));
            }
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.position += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.position += 1;
            }
            if self.digits() == 0 {
                return Err(self.unexpected("digits of the exponent"));
            }
        }
        Ok(self.text.get(start..self.position).unwrap_or_default())
    }

    /// At a quote: the string up to the closing one, borrowed where nothing is escaped.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, CodecError> {
        if let Some(text) = self.plain_string() {
            return Ok(Cow::Borrowed(text));
        }
        self.position += 1;
        // What an escape stands for is never longer.
        let length = self.escaped_length();
        self.charge(length)?;
        let mut unescaped = String::with_capacity(length);
        loop {
            let (run, escaped) = self.run()?;
            unescaped.push_str(run);
            let Some(character) = escaped else { return Ok(Cow::Owned(unescaped)) };
            unescaped.push(character);
        }
    }

    /// Within a string: the bytes that are left of it, up to what cannot be part of one.
    fn escaped_length(&self) -> usize {
        let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
        let mut length = 0;
        loop {
            length += string::plain(rest.get(length..).unwrap_or_default());
            if rest.get(length) != Some(&b'\\') {
                return length;
            }
            length = rest.len().min(length + 2);
        }
    }

    /// The string that begins here, without escapes. `None` where anything else stands, with nothing read.
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.position..)?.strip_prefix('"')?;
        let (text, rest) = rest.split_at_checked(string::plain(rest.as_bytes()))?;
        let rest = rest.strip_prefix('"')?;
        self.position = self.text.len() - rest.len();
        Some(text)
    }

    /// At a quote: as [`string`](Self::string), of which nothing is kept.
    fn skip_string(&mut self) -> Result<(), CodecError> {
        if self.plain_string().is_none() {
            self.position += 1;
            while self.run()?.1.is_some() {}
        }
        Ok(())
    }

    /// Within a string: what stands for itself, and the character of the escape after it; `None` at the closing quote.
    fn run(&mut self) -> Result<(&'a str, Option<char>), CodecError> {
        let start = self.position;
        self.position += string::plain(self.text.as_bytes().get(start..).unwrap_or_default());
        let run = self.text.get(start..self.position).unwrap_or_default();
        match self.byte() {
            Some(b'"') => {
                self.position += 1;
                Ok((run, None))
            }
            Some(b'\\') => {
                self.position += 1;
                Ok((run, Some(self.escape()?)))
            }
            Some(_) => Err(self.error("a string holds a control character that is not escaped")),
            None => Err(self.unexpected("the closing quote of a string")),
        }
    }

    /// After a backslash: the character that the escape stands for.
    fn escape(&mut self) -> Result<char, CodecError> {
        let escape = self.byte();
        self.position += 1;
        Ok(match escape {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let unit = self.code_unit()?;
                let code = match unit {
                    0xD800..=0xDBFF => {
                        let low = if self.word("\\u").is_ok() { self.code_unit()? } else { 0 };
                        if !(0xDC00..=0xDFFF).contains(&low) {
                            return Err(self.error("a string holds half a surrogate pair"));
                        }
                        0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                    }
                    other => other,
                };
                char::from_u32(code).ok_or_else(|| self.error("a string holds half a surrogate pair"))?
            }
            _ => return Err(self.error("a string holds an escape that JSON does not have")),
        })
    }

    fn code_unit(&mut self) -> Result<u32, CodecError> {
        let digits = self.text.get(self.position..self.position + 4).unwrap_or_default();
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(self.error("a string holds a \\u escape without four hexadecimal digits"));
        }
        self.position += 4;
        u32::from_str_radix(digits, 16).map_err(|_| self.error("a \\u escape is malformed"))
    }
}
