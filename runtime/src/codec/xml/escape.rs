//! Escapes of XML.

use crate::codec::CodecError;

/// Appends text of an element. Characters that readers normalize are written as references.
pub(super) fn text(text: &str, out: &mut String) -> Result<(), CodecError> {
    escape(text, out, |character| {
        Some(match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '\r' => "&#xD;",
            '\n' => "&#xA;",
            '\u{85}' => "&#x85;",
            '\u{2028}' => "&#x2028;",
            _ => return None,
        })
    })
}

/// Appends the value of an attribute, in whose text readers turn all white space into spaces.
pub(super) fn attribute(text: &str, out: &mut String) -> Result<(), CodecError> {
    escape(text, out, |character| {
        Some(match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' => "&#x9;",
            '\r' => "&#xD;",
            '\n' => "&#xA;",
            '\u{85}' => "&#x85;",
            '\u{2028}' => "&#x2028;",
            _ => return None,
        })
    })
}

fn escape(text: &str, out: &mut String, escaped: fn(char) -> Option<&'static str>) -> Result<(), CodecError> {
    let mut written = 0;
    for (position, character) in text.char_indices() {
        if matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') {
            return Err(CodecError::new("the text holds a control character that XML cannot carry, not even escaped"));
        }
        if let Some(escape) = escaped(character) {
            out.push_str(text.get(written..position).unwrap_or_default());
            out.push_str(escape);
            written = position + character.len_utf8();
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
    Ok(())
}
