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
        impl tinsmith_runtime::Modeled for $type {
            const SCHEMA: &'static tinsmith_runtime::Schema = &$schema;

            fn empty() -> Self {
                Self { $($field: tinsmith_runtime::value::Value::empty()),* }
            }

            fn member(&self, index: usize) -> Option<tinsmith_runtime::value::View<'_>> {
                let members: &[&dyn tinsmith_runtime::value::Value] = &[$(&self.$field),*];
                members.get(index).map(|member| member.view())
            }

            fn member_mut(&mut self, index: usize) -> Option<tinsmith_runtime::value::Slot<'_>> {
                let members: Vec<&mut dyn tinsmith_runtime::value::Value> = vec![$(&mut self.$field),*];
                members.into_iter().nth(index).map(|member| member.slot())
            }
        }
    };
}
pub(crate) use structure;
