//! Strings of JSON.

/// Writes a string in quotes, escaping no more than RFC 8259 asks for.
pub(crate) fn write(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (run, after) = rest.split_at_checked(plain(rest)).unwrap_or((rest, &[]));
        out.extend_from_slice(run);
        let Some((&byte, after)) = after.split_first() else { break };
        escape(byte, out);
        rest = after;
    }
    out.push(b'"');
}

/// Writes what comes before a member's value: a brace or comma, the name, which must need no escape, and the colon.
pub(super) fn write_name(open: u8, name: &str, out: &mut Vec<u8>) {
    out.reserve(name.len() + 4);
    out.extend_from_slice(&[open, b'"']);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

#[cold]
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
/// Eight at a time, the last ones with some of those before them once more: a byte at a time, writing a large request
/// took three times the instructions.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut start = 0;
    for word in words {
        let special = special(u64::from_le_bytes(*word));
        if special != 0 {
            return start + first(special);
        }
        start += 8;
    }
    if rest.is_empty() {
        return start;
    }
    if let Some(last) = bytes.last_chunk::<8>() {
        let special = special(u64::from_le_bytes(*last));
        return if special == 0 { bytes.len() } else { bytes.len() - 8 + first(special) };
    }
    let special = rest.iter().position(|&byte| byte == b'"' || byte == b'\\' || byte < 0x20);
    special.unwrap_or(bytes.len())
}

/// The highest bit of each of eight bytes that is one; above the first, other bytes may be marked as well.
#[inline]
fn special(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let is = |byte: u8| {
        let difference = word ^ (EACH * u64::from(byte));
        difference.wrapping_sub(EACH) & !difference
    };
    let control = word.wrapping_sub(EACH * 0x20) & !word;
    (is(b'"') | is(b'\\') | control) & (EACH * 0x80)
}

/// Which of eight bytes is the first that is marked.
#[inline]
fn first(special: u64) -> usize {
    special.trailing_zeros() as usize / 8
}
