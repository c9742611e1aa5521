//! Which members of a structure a text has held.

use crate::value::Slot;

/// A set of members by position. It takes memory for structures of more than 64 members only.
pub(super) struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    pub(super) const fn new() -> Self {
        Self { first: 0, others: Vec::new() }
    }

    /// Bytes of memory that the set takes for so many members.
    #[inline]
    pub(super) fn memory(members: usize) -> usize {
        if members <= 64 { 0 } else { members.div_ceil(64) * size_of::<u64>() }
    }

    /// Adds one of so many members; whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, index: usize, members: usize) -> bool {
        if index >= 64 {
            return self.insert_other(index, members);
        }
        let bit = 1 << index;
        let new = self.first & bit == 0;
        self.first |= bit;
        new
    }

    #[cold]
    fn insert_other(&mut self, index: usize, members: usize) -> bool {
        if self.others.is_empty() {
            self.others = vec![0; members.div_ceil(64)];
        }
        let Some(word) = self.others.get_mut(index / 64) else { return false };
        let bit = 1 << (index % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        let word = if index < 64 { Some(&self.first) } else { self.others.get(index / 64) };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

/// Takes away what stood in a structure before: its members would be mixed with those to come.
#[cold]
pub(super) fn clear(slot: &mut Slot<'_>) {
    if let Slot::Structure(structure) = slot {
        structure.reset();
    }
}
