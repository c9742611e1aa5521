//! How much memory collections ask for when they grow, as the standard library has it.

/// First allocation of a `Vec` by [`push`](super::List::push) for elements that are larger than this: one of them.
pub(super) const SMALL: usize = 64;

/// Bytes that the next element of a `Vec` asks for; none while there is room.
pub(crate) fn of_vec(length: usize, capacity: usize, size: usize) -> usize {
    if length < capacity {
        return 0;
    }
    let least = match size {
        0 | 1 => 8,
        2..=1024 => 4,
        _ => 1,
    };
    let next = if capacity == 0 && size > SMALL { 1 } else { capacity.saturating_mul(2).max(least) };
    next.saturating_mul(size)
}

/// How many more entries a full map makes room for. Where they are small, the first brings room for seven.
///
/// A `HashMap` would begin with three, and move and hash them again for a fourth: reading a structure with a map of four
/// took a fifth more instructions.
pub(super) fn more_entries(capacity: usize, size: usize) -> usize {
    if capacity == 0 && size <= 2 * SMALL { 4 } else { 1 }
}

/// Bytes that the next entry of a `HashMap` asks for; none while there is room.
pub(crate) fn of_map(length: usize, capacity: usize, size: usize) -> usize {
    if length < capacity {
        return 0;
    }
    let next = capacity + more_entries(capacity, size);
    let buckets = match next {
        0..=3 => 4,
        4..=7 => 8,
        _ => (next.saturating_mul(8) / 7).next_power_of_two(),
    };
    // A byte of control for each bucket, and a group of them at the end.
    buckets.saturating_mul(size + 1) + 32
}
