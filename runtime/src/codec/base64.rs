//! Blobs as text: base64 with padding, by RFC 4648, section 4.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::CodecError;

/// Appends the text of these bytes.
pub(crate) fn write(bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    let length = bytes.len().div_ceil(3) * 4;
    out.resize(start + length, 0);
    if let Some(place) = out.get_mut(start..) {
        // The place is as long as the text.
        let _ = STANDARD.encode_slice(bytes, place);
    }
}

/// Appends the text of these bytes.
pub(crate) fn write_str(bytes: &[u8], out: &mut String) {
    STANDARD.encode_string(bytes, out);
}

/// Gives the text of these bytes in pieces.
pub(crate) fn write_pieces(bytes: &[u8], mut write: impl FnMut(&str)) {
    // Pieces of whole triples have no padding.
    for piece in bytes.chunks(768) {
        let mut place = [0; 1024];
        let length = STANDARD.encode_slice(piece, &mut place).unwrap_or_default();
        write(place.get(..length).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default());
    }
}

/// The bytes of a text.
pub(crate) fn read(text: &str) -> Result<Vec<u8>, CodecError> {
    STANDARD.decode(text).map_err(|_| CodecError::new("the text is not base64"))
}
