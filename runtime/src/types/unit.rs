//! The input or output of an operation that has none.

use crate::schema::Schema;
use crate::structure::Modeled;
use crate::value::{Slot, View};

/// `smithy.api#Unit`: a structure without members.
impl Modeled for () {
    const SCHEMA: &'static Schema = &Schema::structure("smithy.api#Unit", &[]);

    fn empty() -> Self {}

    fn member(&self, _index: usize) -> Option<View<'_>> {
        None
    }

    fn member_mut(&mut self, _index: usize) -> Option<Slot<'_>> {
        None
    }
}
