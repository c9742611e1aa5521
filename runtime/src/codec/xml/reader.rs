//! From XML texts to structures, with or without wrappers.

use super::XmlSettings;
use super::scanner::Scanner;
use super::structure::Reader;
use super::tokenizer::Element;
use crate::codec::{CodecError, Corrections};
use crate::structure::Structure;

/// Reads the outermost element, whatever its name, into a structure, and says what it lacks. Elements and attributes that
/// the structure does not know are passed over, as are elements with `xsi:nil`. Of a member that stands there twice the last
/// counts.
///
/// Prefixes of names are ignored. A DOCTYPE is refused, so that no entity is ever expanded.
///
/// # Errors
///
/// Text that is not XML, a text of another kind than its member, more than one member of a union, nesting too deep,
/// values that take more memory than 16 times the text and 2 MiB.
pub fn read_structure(
    bytes: &[u8],
    settings: XmlSettings,
    structure: &mut dyn Structure,
) -> Result<Corrections, CodecError> {
    let mut scanner = Scanner::new(bytes)?;
    let root = scanner.root()?.ok_or_else(|| scanner.error("the XML text holds no element"))?;
    let mut reader = Reader::new(scanner);
    reader.structure(structure, &root, settings.all_members, 0)?;
    reader.scanner.finish()?;
    Ok(reader.corrections)
}

/// What [`read_wrapped`] finds out besides the members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wrapped {
    /// The request id that stands beside the wrapped element, in `ResponseMetadata`.
    pub request_id: Option<String>,
    /// What the structure lacks.
    pub corrections: Corrections,
}

/// Reads the element that stands within wrappers, outermost first, into a structure. They are called this name with one
/// suffix each; for awsQuery it is that of the operation with `Response` and `Result`.
///
/// An output without members needs neither result nor body.
///
/// # Errors
///
/// As [`read_structure`]; a wrapper that is missing.
pub fn read_wrapped(
    bytes: &[u8],
    name: &str,
    suffixes: &[&str],
    structure: &mut dyn Structure,
) -> Result<Wrapped, CodecError> {
    let optional = structure.schema().members.is_empty();
    let mut scanner = Scanner::new(bytes)?;
    let root = scanner.root()?;
    let Some((outermost, inner)) = suffixes.split_first() else {
        let corrections = read_structure(bytes, XmlSettings::DEFAULT, structure)?;
        return Ok(Wrapped { corrections, ..Wrapped::default() });
    };
    let Some(root) = root else {
        let message = format!("the response is empty; expected the element `{name}{outermost}`");
        return if optional { Ok(Wrapped::default()) } else { Err(CodecError::new(message)) };
    };
    if !is_wrapper(&root, name, outermost) {
        return Err(scanner.error(&format!("expected `{name}{outermost}` as the outermost element, found another")));
    }
    let mut reader = Reader::new(scanner);
    let mut request_id = None;
    let found = if inner.is_empty() {
        reader.structure(structure, &root, true, 0)?;
        true
    } else {
        descend(&mut reader, name, inner, structure, &mut request_id)?
    };
    if !found && !optional {
        let path = suffixes.iter().map(|suffix| [name, suffix].concat()).collect::<Vec<_>>().join(" > ");
        return Err(reader.scanner.error(&format!("the response lacks its result; expected the elements `{path}`")));
    }
    reader.scanner.finish()?;
    Ok(Wrapped { request_id, corrections: reader.corrections })
}

/// Finds the first wrapper among the children, and so on; whether the last was there. As deep as there are wrappers.
fn descend(
    reader: &mut Reader<'_>,
    name: &str,
    suffixes: &[&str],
    structure: &mut dyn Structure,
    request_id: &mut Option<String>,
) -> Result<bool, CodecError> {
    let Some((suffix, inner)) = suffixes.split_first() else { return Ok(false) };
    let mut found = false;
    while let Some(child) = reader.scanner.child()? {
        if is_wrapper(&child, name, suffix) {
            if inner.is_empty() {
                reader.structure(structure, &child, true, 0)?;
                found = true;
            } else {
                found |= descend(reader, name, inner, structure, request_id)?;
            }
        } else if child.name() == "ResponseMetadata" {
            while let Some(entry) = reader.scanner.child()? {
                if entry.name() == "RequestId" {
                    *request_id = Some(reader.trimmed()?);
                } else {
                    reader.scanner.skip()?;
                }
            }
        } else {
            reader.scanner.skip()?;
        }
    }
    Ok(found)
}

fn is_wrapper(element: &Element<'_>, name: &str, suffix: &str) -> bool {
    element.name().strip_prefix(name) == Some(suffix)
}
