//! Documents as JSON.

use super::scanner::{Scanner, Token};
use super::string;
use crate::codec::{CodecError, MAX_DEPTH, too_deep};
use crate::types::{Document, Number, Object, in_order};
use crate::value::growth;

pub(super) fn write(document: &Document, depth: usize, out: &mut Vec<u8>) -> Result<(), CodecError> {
    if depth >= MAX_DEPTH {
        return Err(CodecError::new(too_deep()));
    }
    match document {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Document::Number(value) if !value.is_finite() => {
            return Err(CodecError::new("a document holds NaN or an infinity, which JSON does not have"));
        }
        Document::Number(value) => value.write(out),
        Document::String(value) => string::write(value, out),
        Document::Array(elements) => {
            out.push(b'[');
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(element, depth + 1, out)?;
            }
            out.push(b']');
        }
        Document::Object(entries) => {
            out.push(b'{');
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                string::write(key, out);
                out.push(b':');
                write(value, depth + 1, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

/// Reads the value that begins with this token.
pub(super) fn read<'a>(scanner: &mut Scanner<'a>, token: Token<'a>, depth: usize) -> Result<Document, CodecError> {
    Reader { scanner, elements: Vec::new(), entries: Vec::new() }.value(token, depth)
}

/// Elements and entries of all that is open are gathered in one place each, so that what is closed is as large as it must be.
struct Reader<'r, 'a> {
    scanner: &'r mut Scanner<'a>,
    elements: Vec<Document>,
    entries: Vec<(String, Document)>,
}

impl<'a> Reader<'_, 'a> {
    fn value(&mut self, token: Token<'a>, depth: usize) -> Result<Document, CodecError> {
        if depth >= MAX_DEPTH {
            return Err(self.scanner.error(&too_deep()));
        }
        Ok(match token {
            Token::Null => Document::Null,
            Token::Boolean(value) => Document::Boolean(value),
            Token::Number(digits) => {
                self.scanner.charge(digits.len())?;
                Document::Number(Number::from_digits(digits))
            }
            Token::String(text) => Document::String(self.scanner.owned(text)?),
            Token::ArrayStart => Document::Array(self.array(depth)?),
            Token::ObjectStart => Document::Object(self.object(depth)?),
        })
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Document>, CodecError> {
        let start = self.elements.len();
        let mut first = true;
        while self.scanner.next_element(&mut first)? {
            let token = self.scanner.token()?;
            let element = self.value(token, depth + 1)?;
            push(self.scanner, &mut self.elements, element)?;
        }
        close(self.scanner, &mut self.elements, start)
    }

    fn object(&mut self, depth: usize) -> Result<Object, CodecError> {
        let start = self.entries.len();
        let mut first = true;
        while let Some(key) = self.scanner.next_key(&mut first)? {
            let key = self.scanner.owned(key)?;
            let token = self.scanner.token()?;
            let value = self.value(token, depth + 1)?;
            push(self.scanner, &mut self.entries, (key, value))?;
        }
        let entries = close(self.scanner, &mut self.entries, start)?;
        if entries.len() > SORTED_IN_PLACE && !in_order(&entries) {
            self.scanner.charge(entries.len() * size_of::<(String, Document)>())?;
        }
        Ok(Object::from_entries(entries))
    }
}

/// Sorting takes memory for more entries than this.
const SORTED_IN_PLACE: usize = 20;

fn push<T>(scanner: &mut Scanner<'_>, open: &mut Vec<T>, value: T) -> Result<(), CodecError> {
    let growth = growth::of_vec(open.len(), open.capacity(), size_of::<T>());
    scanner.charge(growth)?;
    open.push(value);
    Ok(())
}

/// Takes off what was gathered since.
fn close<T>(scanner: &mut Scanner<'_>, open: &mut Vec<T>, start: usize) -> Result<Vec<T>, CodecError> {
    let count = open.len() - start;
    // What is large and alone there is not copied.
    if start == 0 && count > 64 {
        return Ok(std::mem::take(open));
    }
    scanner.charge(count.saturating_mul(size_of::<T>()))?;
    Ok(open.drain(start..).collect())
}
