//! UUIDs of version 4.

/// The 36 characters of the UUID that is made of these random bits.
pub(crate) fn write(random: u128) -> [u8; 36] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let number = random & !(0xF << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let mut text = [b'-'; 36];
    let mut places = text.iter_mut();
    for (index, byte) in number.to_be_bytes().into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            places.next();
        }
        for (digit, place) in [byte >> 4, byte & 0xF].into_iter().zip(places.by_ref()) {
            *place = DIGITS.get(usize::from(digit)).copied().unwrap_or(b'0');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn version_and_variant_are_set_and_the_rest_is_as_given() {
        let text = |random| String::from_utf8(super::write(random).to_vec()).unwrap();
        assert_eq!(text(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(text(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(text(0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF), "01234567-89ab-4def-8123-456789abcdef");
    }
}
