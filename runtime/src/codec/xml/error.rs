//! Error responses of the protocols that speak XML.

use super::XmlSettings;
use super::scanner::Scanner;
use super::structure::Reader;
use super::tokenizer::Element;
use crate::codec::{CodecError, Corrections};
use crate::structure::Structure;

/// What every error response says, modeled or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct XmlError {
    /// The code, such as `ExpiredTokenException`.
    pub code: Option<String>,
    /// The text for people.
    pub message: Option<String>,
    /// The id that the service gave the request.
    pub request_id: Option<String>,
}

/// Reads `ErrorResponse > Error`, `Response > Errors > Error` or `Error`, and the request id beside or inside of it.
///
/// # Errors
///
/// Text that is not XML, or holds no `Error`.
pub fn read_error(bytes: &[u8]) -> Result<XmlError, CodecError> {
    let mut error = XmlError::default();
    let request_id = find_error(bytes, &mut |reader, _| {
        while let Some(child) = reader.scanner.child()? {
            let field = match child.name() {
                "Code" => &mut error.code,
                "Message" | "message" => &mut error.message,
                "RequestId" | "RequestID" => &mut error.request_id,
                _ => {
                    reader.scanner.skip()?;
                    continue;
                }
            };
            let text = reader.scanner.text()?;
            *field = Some(reader.scanner.owned(text)?);
        }
        Ok(())
    })?;
    error.request_id = request_id.or(error.request_id);
    Ok(error)
}

/// Reads the members of a modeled error from the same `Error` element, and says what it lacks.
///
/// # Errors
///
/// As [`read_error`] and [`read_structure`](super::read_structure).
pub fn read_error_structure(
    bytes: &[u8],
    settings: XmlSettings,
    structure: &mut dyn Structure,
) -> Result<Corrections, CodecError> {
    let mut corrections = Corrections::default();
    find_error(bytes, &mut |reader, start| {
        reader.structure(structure, start, settings.all_members, 0)?;
        corrections.merge(std::mem::take(&mut reader.corrections));
        Ok(())
    })?;
    Ok(corrections)
}

type ReadError<'f> = dyn for<'a> FnMut(&mut Reader<'a>, &Element<'a>) -> Result<(), CodecError> + 'f;

/// Has the first `Error` element read; gives the request id that stands outside of it.
fn find_error(bytes: &[u8], read: &mut ReadError<'_>) -> Result<Option<String>, CodecError> {
    let mut scanner = Scanner::new(bytes)?;
    let root = scanner.root()?.ok_or_else(|| scanner.error("the error response is empty"))?;
    let mut reader = Reader::new(scanner);
    let mut request_id = None;
    let mut found = root.name() == "Error";
    if found {
        read(&mut reader, &root)?;
    } else {
        while let Some(child) = reader.scanner.child()? {
            match child.name() {
                "Error" if !found => {
                    found = true;
                    read(&mut reader, &child)?;
                }
                "Errors" if !found => found = first_error(&mut reader, read)?,
                "RequestId" | "RequestID" => request_id = Some(reader.trimmed()?),
                _ => reader.scanner.skip()?,
            }
        }
    }
    if !found {
        return Err(reader.scanner.error("the error response holds no `Error` element"));
    }
    reader.scanner.finish()?;
    Ok(request_id)
}

fn first_error(reader: &mut Reader<'_>, read: &mut ReadError<'_>) -> Result<bool, CodecError> {
    let mut found = false;
    while let Some(child) = reader.scanner.child()? {
        if child.name() == "Error" && !found {
            found = true;
            read(reader, &child)?;
        } else {
            reader.scanner.skip()?;
        }
    }
    Ok(found)
}
