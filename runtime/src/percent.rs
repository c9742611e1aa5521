//! Percent-encoding ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986), section 2.1).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters (section 2.3).
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same in a path, whose segments stay apart.
pub(crate) const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');
/// The same in a path that is encoded already.
pub(crate) const RESERVED_IN_ENCODED_PATH: &AsciiSet = &RESERVED_IN_PATH.remove(b'%');

/// Appends text, encoded where it is not unreserved.
pub(crate) fn encode(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stand_for_themselves() {
        let kept = |set| {
            let itself = |character: &char| utf8_percent_encode(&character.to_string(), set).to_string().len() == 1;
            ('\0'..='\u{ff}').filter(itself).collect::<String>()
        };
        let unreserved = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
        assert_eq!(kept(RESERVED), format!("-.{unreserved}"));
        assert_eq!(kept(RESERVED_IN_PATH), format!("-./{unreserved}"));
        assert_eq!(kept(RESERVED_IN_ENCODED_PATH), format!("%-./{unreserved}"));
        let mut text = "a=".to_owned();
        encode("é b+%", &mut text);
        assert_eq!(text, "a=%C3%A9%20b%2B%25");
    }
}
