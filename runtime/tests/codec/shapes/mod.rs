//! Shapes as the generator makes them, with every kind of member and every trait that codecs honour.

mod enums;
mod everything;
mod node;
mod wire;

pub use enums::{Color, Size};
pub use everything::{Everything, Person};
pub use node::{Choice, Node};
pub use wire::{Documents, NoMembers, NotFound, Wire};

/// Lends the fields of a structure, in the order of its schema.
macro_rules! structure {
    ($type:ident, $schema:ident, [$($field:ident),*]) => {
        impl tinsmith_runtime::Structure for $type {
            fn schema(&self) -> &'static tinsmith_runtime::Schema {
                &$schema
            }

            fn member(&self, index: usize) -> Option<&dyn tinsmith_runtime::value::Value> {
                let members: &[&dyn tinsmith_runtime::value::Value] = &[$(&self.$field),*];
                members.get(index).copied()
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn tinsmith_runtime::value::Value> {
                let members: Vec<&mut dyn tinsmith_runtime::value::Value> = vec![$(&mut self.$field),*];
                members.into_iter().nth(index)
            }
        }

        impl tinsmith_runtime::value::Value for $type {
            fn empty() -> Self {
                Self { $($field: tinsmith_runtime::value::Value::empty()),* }
            }

            fn view(&self) -> tinsmith_runtime::value::View<'_> {
                tinsmith_runtime::value::View::Structure(self)
            }

            fn slot(&mut self) -> tinsmith_runtime::value::Slot<'_> {
                tinsmith_runtime::value::Slot::Structure(self)
            }
        }
    };
}
pub(crate) use structure;
