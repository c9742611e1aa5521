//! Percent-encoding ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986), section 2.1).

/// Bytes that stand for themselves, all of them ASCII.
pub(crate) struct Kept([bool; 256]);

/// The unreserved characters (section 2.3).
pub(crate) static UNRESERVED: Kept = Kept::unreserved();
/// The same in a path, whose segments stay apart.
pub(crate) static UNRESERVED_IN_PATH: Kept = Kept::unreserved().and(b'/');
/// The same in a path that is encoded already.
pub(crate) static UNRESERVED_IN_ENCODED_PATH: Kept = Kept::unreserved().and(b'/').and(b'%');

impl Kept {
    const fn unreserved() -> Self {
        let mut kept = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            kept[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
            byte += 1;
        }
        Self(kept)
    }

    const fn and(mut self, byte: u8) -> Self {
        self.0[byte as usize] = true;
        self
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// Whether the whole of a text stands for itself.
    pub(crate) fn is_all(&self, text: &str) -> bool {
        self.run(text.as_bytes()) == text.len()
    }

    /// How many bytes at the beginning stand for themselves.
    fn run(&self, bytes: &[u8]) -> usize {
        // Eight at a time take half the instructions: most texts are one run.
        let (chunks, _) = bytes.as_chunks::<8>();
        let whole = chunks.iter().take_while(|chunk| chunk.iter().fold(true, |all, byte| all & self.has(*byte)));
        let start = 8 * whole.count();
        let rest = bytes.get(start..).unwrap_or_default();
        start + rest.iter().position(|byte| !self.has(*byte)).unwrap_or(rest.len())
    }
}

/// Appends text, encoded where it is not unreserved.
pub(crate) fn encode(text: &str, out: &mut String) {
    encode_but(&UNRESERVED, text, out);
}

/// Appends text, encoded but for what stands for itself.
pub(crate) fn encode_but(kept: &Kept, text: &str, out: &mut String) {
    out.reserve(text.len());
    let mut rest = text;
    loop {
        let (run, after) = rest.split_at(kept.run(rest.as_bytes()));
        out.push_str(run);
        let mut after = after.chars();
        let Some(escaped) = after.next() else { return };
        for byte in escaped.encode_utf8(&mut [0; 4]).bytes() {
            push_escape(byte, out);
        }
        rest = after.as_str();
    }
}

/// Appends bytes, encoded where they are not unreserved.
pub(crate) fn encode_bytes(bytes: &[u8], out: &mut String) {
    for byte in bytes {
        if UNRESERVED.has(*byte) {
            out.push(char::from(*byte));
        } else {
            push_escape(*byte, out);
        }
    }
}

fn push_escape(byte: u8, out: &mut String) {
    let start = 3 * usize::from(byte);
    out.push_str(ESCAPES.get(start..start + 3).unwrap_or_default());
}

/// The escapes of all bytes, one after another.
static ESCAPES: &str = {
    const BYTES: [u8; 3 * 256] = {
        let digits = b"0123456789ABCDEF";
        let mut escapes = [b'%'; 3 * 256];
        let mut byte = 0;
        while byte < 256 {
            escapes[3 * byte + 1] = digits[byte >> 4];
            escapes[3 * byte + 2] = digits[byte & 15];
            byte += 1;
        }
        escapes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(escapes) => escapes,
        Err(_) => unreachable!(),
    }
};

/// The bytes that a text stands for. A percent sign without two digits stands for itself.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |index: usize| char::from(*after.get(index)?).to_digit(16);
        let byte = digit(0).zip(digit(1)).filter(|_| first == b'%');
        let byte = byte.and_then(|(high, low)| u8::try_from(16 * high + low).ok());
        decoded.push(byte.unwrap_or(first));
        rest = after.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    decoded
}

#[cfg(test)]
mod tests {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

    use super::*;

    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');
    const RESERVED_IN_ENCODED_PATH: &AsciiSet = &RESERVED_IN_PATH.remove(b'%');

    fn encoded(kept: &Kept, text: &str) -> String {
        let mut out = String::new();
        encode_but(kept, text, &mut out);
        out
    }

    #[test]
    fn only_unreserved_characters_stand_for_themselves() {
        let kept = |kept| {
            let itself = |character: &char| encoded(kept, &character.to_string()).len() == 1;
            ('\0'..='\u{ff}').filter(itself).collect::<String>()
        };
        let unreserved = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
        assert_eq!(kept(&UNRESERVED), format!("-.{unreserved}"));
        assert_eq!(kept(&UNRESERVED_IN_PATH), format!("-./{unreserved}"));
        assert_eq!(kept(&UNRESERVED_IN_ENCODED_PATH), format!("%-./{unreserved}"));
        let mut text = "a=".to_owned();
        encode("é b+%", &mut text);
        assert_eq!(text, "a=%C3%A9%20b%2B%25");
    }

    proptest::proptest! {
        #[test]
        fn texts_are_encoded_as_another_implementation_does(text in "([a-z0-9._~-]{0,20}|[%/+ =&é日\\x00-\\x7f]{0,5}){0,6}") {
            for (kept, reserved) in [
                (&UNRESERVED, RESERVED),
                (&UNRESERVED_IN_PATH, RESERVED_IN_PATH),
                (&UNRESERVED_IN_ENCODED_PATH, RESERVED_IN_ENCODED_PATH),
            ] {
                let expected = utf8_percent_encode(&text, reserved).to_string();
                proptest::prop_assert_eq!(kept.is_all(&text), expected == text);
                proptest::prop_assert_eq!(encoded(kept, &text), expected);
            }
            let mut bytes = String::new();
            encode_bytes(text.as_bytes(), &mut bytes);
            proptest::prop_assert_eq!(bytes, encoded(&UNRESERVED, &text));
        }

        #[test]
        fn texts_are_decoded_as_another_implementation_does(text in "(%|[0-9a-fA-F]|%[0-9a-fA-F]{2}|[g é+]){0,12}") {
            proptest::prop_assert_eq!(decode(&text), percent_decode_str(&text).collect::<Vec<u8>>());
        }
    }
}
