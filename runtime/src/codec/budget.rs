//! How much memory reading a text may ask for.

/// Bytes that a text of any length may cost.
///
/// A page of 1,000 elements of a kilobyte each reads, however few of their members the text has: a list that doubles asks
/// for twice what it holds in the end.
pub(super) const BASE: usize = 2 * 1024 * 1024;

/// Bytes that may be asked for a byte of text, on top of [`BASE`].
pub(super) const FACTOR: usize = 16;

/// Part of [`BASE`] for what is not counted before it is asked for: one structure, the text of an error.
const UNCOUNTED: usize = 64 * 1024;

/// What is left of the memory that a text may cost: [`FACTOR`] times its length and [`BASE`].
///
/// Readers count all that they ask the allocator for, freed since or not, before they do. So a text of `{},{},{}` cannot
/// have large structures made of each three bytes. Defaults that the model gives strings and documents are not counted.
pub(super) struct Budget(usize);

impl Budget {
    /// For a text of this length, of whose factor so much goes to the tokenizer.
    pub(super) fn new(length: usize, tokenizer: usize) -> Self {
        Self(length.saturating_mul(FACTOR - tokenizer).saturating_add(BASE - UNCOUNTED))
    }

    /// Takes bytes off; `false` where they are more than is left.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> bool {
        match self.0.checked_sub(bytes) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }

    /// Takes off what making room for so many more bytes asks for, and makes it; `false` where that is more than is left.
    #[cfg(feature = "xml")]
    pub(super) fn reserve(&mut self, text: &mut String, additional: usize) -> bool {
        let needed = text.len() + additional;
        if needed <= text.capacity() {
            return true;
        }
        let capacity = needed.max(text.capacity().saturating_mul(2)).max(16);
        let enough = self.charge(capacity);
        if enough {
            text.reserve_exact(capacity - text.len());
        }
        enough
    }
}

/// What an error says of a text that would cost more.
pub(super) fn exceeded() -> String {
    format!(
        "the values take more memory than a text of this length may, {FACTOR} times its bytes and {BASE}; ask for fewer at once"
    )
}
