//! Documents as JSON.

use std::collections::BTreeMap;

use super::scanner::{Scanner, Token};
use super::{number, string};
use crate::codec::{CodecError, MAX_DEPTH, too_deep};
use crate::types::{Document, Number};

pub(super) fn write(document: &Document, depth: usize, out: &mut Vec<u8>) -> Result<(), CodecError> {
    if depth >= MAX_DEPTH {
        return Err(CodecError::new(too_deep()));
    }
    match document {
        Document::Null => out.extend_from_slice(b"null"),
        Document::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Document::Number(Number::Float(value)) if !value.is_finite() => {
            return Err(CodecError::new("a document holds NaN or an infinity, which JSON does not have"));
        }
        Document::Number(value) => number::write_number(*value, out),
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
pub(super) fn read(scanner: &mut Scanner<'_>, token: Token<'_>, depth: usize) -> Result<Document, CodecError> {
    if depth >= MAX_DEPTH {
        return Err(scanner.error(&too_deep()));
    }
    Ok(match token {
        Token::Null => Document::Null,
        Token::Boolean(value) => Document::Boolean(value),
        Token::Number(text) => Document::Number(number::parse_number(text).map_err(|message| scanner.error(message))?),
        Token::String(text) => Document::String(text.into_owned()),
        Token::ArrayStart => {
            let mut elements = Vec::new();
            let mut first = true;
            while let Some(token) = scanner.next_element(&mut first)? {
                elements.push(read(scanner, token, depth + 1)?);
            }
            Document::Array(elements)
        }
        Token::ObjectStart => {
            let mut entries = BTreeMap::new();
            let mut first = true;
            while let Some(key) = scanner.next_key(&mut first)? {
                let token = scanner.token()?;
                let value = read(scanner, token, depth + 1)?;
                entries.insert(key.into_owned(), value);
            }
            Document::Object(entries)
        }
    })
}
