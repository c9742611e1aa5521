//! How a generated shape lends its members to the runtime.

use crate::schema::Schema;
use crate::value::{Reset, Value};

/// A structure, union or error: its members by position, in the order of its [`Schema`].
///
/// The generator implements it; serializing, parsing, HTTP binding, validation and printing are loops over it.
pub trait Structure: Reset + Send + Sync {
    /// The shape's static description.
    fn schema(&self) -> &'static Schema;

    /// The member at this position; `None` for a variant that a union does not hold, and past the last member.
    fn member(&self, index: usize) -> Option<&dyn Value>;

    /// The member at this position, to be written; a union becomes that variant, and keeps its value where it is that
    /// variant already: a flattened list comes in pieces. `None` past the last member.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Value>;

    /// The name of the member that a union holds and the model does not know.
    fn unknown_member(&self) -> Option<&str> {
        None
    }

    /// Makes a union hold a member that the model does not know. Structures ignore it.
    fn set_unknown_member(&mut self, _name: &str) {}
}
