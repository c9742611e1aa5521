//! The first byte of some kind, looked for by words of eight.
//!
//! What is looked for is a function that marks it in a word: it sets the highest bit of its bytes. Only the first byte
//! that is marked counts, so that above it a borrow may mark others. Bytes beyond ASCII are never looked for, and may be
//! marked as well.

/// One in each byte of a word.
pub(crate) const EACH: u64 = 0x0101_0101_0101_0101;

/// How many bytes are looked at a word at a time, which is right for most texts, before it is done block by block.
const SHORT: usize = 64;

/// Marks the bytes that are this one.
#[inline]
pub(crate) fn is(word: u64, byte: u8) -> u64 {
    (word ^ (EACH * u64::from(byte))).wrapping_sub(EACH)
}

/// How many bytes come before the first that is marked.
#[inline]
pub(crate) fn before(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    match bytes.split_at_checked(SHORT) {
        None => before_by_words(bytes, marks),
        Some((start, rest)) => {
            let found = before_by_words(start, &marks);
            if found < SHORT { found } else { SHORT + before_by_blocks(rest, marks) }
        }
    }
}

/// As [`before`]: the processor looks at several words of a block at once. Without, reading an answer of
/// `AssumeRoleWithWebIdentity` (1.9 kB, half of it a token) takes 19,100 instructions instead of 17,600.
#[inline(never)]
fn before_by_blocks(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let (blocks, _) = bytes.as_chunks::<64>();
    let is_unmarked = |block: &&[u8; 64]| {
        let (words, _) = block.as_chunks::<8>();
        words.iter().fold(0, |found, word| found | ascii(u64::from_le_bytes(*word), &marks)) == 0
    };
    let start = 64 * blocks.iter().take_while(is_unmarked).count();
    start + before_by_words(bytes.get(start..).unwrap_or_default(), marks)
}

#[inline]
fn before_by_words(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let marks = ascii(u64::from_le_bytes(*word), &marks);
        if marks != 0 {
            return 8 * index + marks.trailing_zeros() as usize / 8;
        }
    }
    let last = rest.iter().rfold(0, |word, byte| word << 8 | u64::from(*byte));
    let found = ascii(last, &marks).trailing_zeros() as usize / 8;
    8 * words.len() + found.min(rest.len())
}

/// The marks of a word's bytes of ASCII.
#[inline]
fn ascii(word: u64, marks: impl Fn(u64) -> u64) -> u64 {
    marks(word) & !word & (EACH * 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_first_byte_is_found(start in "[a-zé日\\x00-\\x20]{0,200}", end in "[<&]?", rest in "[<&é日a-z]{0,80}") {
            let text = [start, end, rest].concat();
            let found = before(text.as_bytes(), |word| is(word, b'<') | is(word, b'&'));
            proptest::prop_assert_eq!(found, text.find(['<', '&']).unwrap_or(text.len()));
        }
    }
}
