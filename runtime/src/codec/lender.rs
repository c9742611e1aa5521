//! Which members stand in boxes.

use std::ops::Range;
use std::ptr::from_ref;

use crate::structure::Structure;
use crate::value::Slot;

/// The memory of a structure that lends its members.
pub(super) struct Lender(Range<usize>);

impl Lender {
    #[inline]
    pub(super) fn of(structure: &dyn Structure) -> Self {
        let start = address(structure);
        Self(start..start + size_of_val(structure))
    }

    /// Bytes of the box that a member stands in; none for one that is part of the structure, or no structure.
    #[inline]
    pub(super) fn boxed(&self, member: &Slot<'_>) -> usize {
        match member {
            Slot::Structure(member) if !self.0.contains(&address(&**member)) => size_of_val(&**member),
            _ => 0,
        }
    }
}

fn address(structure: &dyn Structure) -> usize {
    from_ref(structure).addr()
}
