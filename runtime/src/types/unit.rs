//! The input or output of an operation that has none.

use crate::schema::Schema;
use crate::structure::Structure;
use crate::value::{Slot, Value, View};

static SCHEMA: Schema = Schema::structure("smithy.api#Unit", &[]);

/// `smithy.api#Unit`: a structure without members.
impl Structure for () {
    fn schema(&self) -> &'static Schema {
        &SCHEMA
    }

    fn member(&self, _index: usize) -> Option<&dyn Value> {
        None
    }

    fn member_mut(&mut self, _index: usize) -> Option<&mut dyn Value> {
        None
    }
}

impl Value for () {
    fn empty() -> Self {}

    fn view(&self) -> View<'_> {
        View::Structure(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Structure(self)
    }
}
