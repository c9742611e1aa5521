//! Looks for what must not be printed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What stands in each secret, however the rest of it is written.
pub(crate) const MARKER: &str = "M4RK3R";

/// The place of a marker in a text, with what is around it; in base64 too.
pub(crate) fn find(text: &str) -> Option<String> {
    // Its second three bytes begin where those of four letters do, if it stands first.
    let encoded = STANDARD.encode(MARKER);
    let at = [MARKER, encoded.as_str()].into_iter().find_map(|form| text.find(form))?;
    let from = text[..at].char_indices().rev().nth(60).map_or(0, |(index, _)| index);
    Some(text[from..].chars().take(160).collect())
}

/// Fails where a text has a marker.
#[track_caller]
pub(crate) fn assert_clean(what: &str, text: &str) {
    if let Some(found) = find(text) {
        panic!("{what} shows a secret: …{found}…");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_found_as_they_are_and_in_base64() {
        assert!(find("a password of M4RK3R1").is_some());
        assert!(find(&format!("bytes {}", STANDARD.encode("M4RK3R1+/="))).is_some());
        assert!(find("*** redacted ***").is_none());
    }
}
