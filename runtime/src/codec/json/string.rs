//! Strings of JSON.

use crate::marked::{self, EACH};

/// Writes a string in quotes, escaping no more than RFC 8259 asks for.
pub(crate) fn write(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    out.push(b'"');
    if is_plain(bytes) {
        out.extend_from_slice(bytes);
    } else {
        write_escaped(bytes, out);
    }
    out.push(b'"');
}

#[cold]
fn write_escaped(mut rest: &[u8], out: &mut Vec<u8>) {
    loop {
        let (run, after) = rest.split_at_checked(plain(rest)).unwrap_or((rest, &[]));
        out.extend_from_slice(run);
        let Some((&byte, after)) = after.split_first() else { break };
        escape(byte, out);
        rest = after;
    }
}

/// Writes what comes before a member's value: a brace or comma, the name, which must need no escape, and the colon.
#[inline]
pub(super) fn write_name(open: u8, name: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(&[open, b'"']);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    match byte {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        _ => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
    }
}

/// How many bytes come before a quote, a backslash or a control character: those that stand for themselves.
///
/// Eight at a time: a byte at a time, writing a large request took three times the instructions.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    marked::before(bytes, special)
}

/// As [`plain`], a byte at a time.
#[inline(never)]
fn plain_rest(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20).unwrap_or(bytes.len())
}

/// Whether all bytes stand for themselves. Those at the end are looked at once more with those before them.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<8>() {
        let (words, _) = bytes.as_chunks::<8>();
        let found = words
            .iter()
            .fold(special(u64::from_le_bytes(*last)), |found, word| found | special(u64::from_le_bytes(*word)));
        return found == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return special(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))) == 0;
    }
    plain_rest(bytes) == bytes.len()
}

/// The highest bit of each of eight bytes that is a quote, a backslash or a control character; above the first, other
/// bytes may be marked as well.
#[inline]
fn special(word: u64) -> u64 {
    // Turning the second bit round makes a quote the first character above the control characters.
    let quote_or_control = (word ^ (EACH * 0x02)).wrapping_sub(EACH * 0x21);
    let backslash = (word ^ (EACH * u64::from(b'\\'))).wrapping_sub(EACH);
    (quote_or_control | backslash) & !word & (EACH * 0x80)
}
