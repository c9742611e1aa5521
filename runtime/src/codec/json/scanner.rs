//! Tokens of JSON text.

use std::borrow::Cow;

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
    pub(super) fn owned(&mut self, text: Cow<'a, str>) -> Result<String, CodecError> {
        if let Cow::Borrowed(text) = text {
            self.charge(text.len())?;
        }
        Ok(text.into_owned())
    }

    /// What stands where something else should: a byte, or the end.
    fn unexpected(&self, expected: &str) -> CodecError {
        match self.text.get(self.position..).and_then(|rest| rest.chars().next()) {
            None => self.error(&format!("the JSON text ends where {expected} should be")),
            Some(_) => self.error(&format!("the JSON text is malformed: expected {expected}")),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.position += 1;
        }
    }

    /// The next byte that is not white space, left where it is.
    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.byte()
    }

    pub(super) fn token(&mut self) -> Result<Token<'a>, CodecError> {
        match self.peek() {
            Some(b'"') => {
                self.position += 1;
                self.string().map(Token::String)
            }
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

    /// After `[`: the token of the next element, `None` at the closing bracket.
    pub(super) fn next_element(&mut self, first: &mut bool) -> Result<Option<Token<'a>>, CodecError> {
        if self.closes(b']', first, "`,` or `]`")? {
            return Ok(None);
        }
        self.token().map(Some)
    }

    /// After `{`: the next key, with the colon read; `None` at the closing brace.
    pub(super) fn next_key(&mut self, first: &mut bool) -> Result<Option<Cow<'a, str>>, CodecError> {
        if self.closes(b'}', first, "`,` or `}`")? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key"));
        }
        self.position += 1;
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.unexpected("`:`"));
        }
        self.position += 1;
        Ok(Some(key))
    }

    fn closes(&mut self, close: u8, first: &mut bool, expected: &str) -> Result<bool, CodecError> {
        match self.peek() {
            Some(byte) if byte == close => self.position += 1,
            Some(b',') if !*first => {
                self.position += 1;
                return Ok(false);
            }
            _ if *first => {
                *first = false;
                return Ok(false);
            }
            _ => return Err(self.unexpected(expected)),
        }
        Ok(true)
    }

    /// Nothing but white space may follow the last value.
    pub(super) fn finish(&mut self) -> Result<(), CodecError> {
        if self.peek().is_some() { Err(self.unexpected("the end")) } else { Ok(()) }
    }

    /// Passes over the value that begins with this token, without recursion.
    pub(super) fn skip(&mut self, token: &Token<'_>) -> Result<(), CodecError> {
        // What is open, innermost in the lowest bit: 1 for an array, 0 for an object.
        let mut open: u128 = match token {
            Token::ArrayStart => 1,
            Token::ObjectStart => 0,
            _ => return Ok(()),
        };
        let mut depth = 1;
        let mut first = true;
        while depth > 0 {
            let token = if open & 1 == 1 {
                self.next_element(&mut first)?
            } else if self.next_key(&mut first)?.is_some() {
                Some(self.token()?)
            } else {
                None
            };
            match token {
                None => {
                    open >>= 1;
                    depth -= 1;
                    first = false;
                }
                Some(token @ (Token::ArrayStart | Token::ObjectStart)) => {
                    if depth >= MAX_DEPTH {
                        return Err(self.error(&too_deep()));
                    }
                    open = open << 1 | u128::from(matches!(token, Token::ArrayStart));
                    depth += 1;
                    first = true;
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), CodecError> {
        if self.text.get(self.position..).is_some_and(|rest| rest.starts_with(word)) {
            self.position += word.len();
            return Ok(());
        }
        Err(self.unexpected("a value"))
    }

    fn digits(&mut self) -> usize {
        let start = self.position;
        while let Some(b'0'..=b'9') = self.byte() {
            self.position += 1;
        }
        self.position - start
    }

    fn number(&mut self) -> Result<&'a str, CodecError> {
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

    /// After the opening quote: the string up to the closing one, borrowed where nothing is escaped.
    fn string(&mut self) -> Result<Cow<'a, str>, CodecError> {
        let mut unescaped = String::new();
        let mut start = self.position;
        loop {
            let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
            self.position += plain(rest);
            let run = self.text.get(start..self.position).unwrap_or_default();
            match self.byte() {
                Some(b'"') => {
                    self.position += 1;
                    if unescaped.is_empty() {
                        return Ok(Cow::Borrowed(run));
                    }
                    self.append(&mut unescaped, run)?;
                    return Ok(Cow::Owned(unescaped));
                }
                Some(b'\\') => {
                    self.append(&mut unescaped, run)?;
                    self.position += 1;
                    let character = self.escape()?;
                    self.append(&mut unescaped, character.encode_utf8(&mut [0; 4]))?;
                    start = self.position;
                }
                Some(_) => return Err(self.error("a string holds a control character that is not escaped")),
                None => return Err(self.unexpected("the closing quote of a string")),
            }
        }
    }

    fn append(&mut self, unescaped: &mut String, part: &str) -> Result<(), CodecError> {
        if !self.budget.reserve(unescaped, part.len()) {
            return Err(self.exceeded());
        }
        unescaped.push_str(part);
        Ok(())
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

/// How many bytes come before a quote, a backslash or a control character.
fn plain(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let special = special(u64::from_le_bytes(*word));
        if special != 0 {
            return 8 * index + special.trailing_zeros() as usize / 8;
        }
    }
    let special = rest.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20);
    8 * words.len() + special.unwrap_or(rest.len())
}

/// The highest bit of each of eight bytes that is one; above the first, other bytes may be marked as well.
fn special(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let is = |byte: u8| {
        let difference = word ^ (EACH * u64::from(byte));
        difference.wrapping_sub(EACH) & !difference
    };
    let control = word.wrapping_sub(EACH * 0x20) & !word;
    (is(b'"') | is(b'\\') | control) & (EACH * 0x80)
}
