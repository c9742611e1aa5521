//! Inputs of cases that are about the response alone: as little as a request can be built of.

use tinsmith_runtime::Structure;
use tinsmith_runtime::schema::{Location, SchemaKind};
use tinsmith_runtime::value::{Slot, View};

/// How deep required structures are followed: a model may let them hold each other.
const MAX_DEPTH: usize = 16;

/// Gives labels a value, and required unions their first variant.
///
/// # Errors
///
/// A label of a kind that cannot be one.
pub fn fill(input: &mut dyn Structure) -> Result<(), String> {
    let schema = input.schema();
    for (index, member) in schema.members.iter().enumerate() {
        if (member.location == Location::Label || member.host_label)
            && let Some(slot) = input.member_mut(index)
        {
            match slot {
                Slot::String(text) => "x".clone_into(text),
                Slot::Enum(value) => value.set("x"),
                // Zero is a label as good as any.
                Slot::Boolean(_)
                | Slot::Byte(_)
                | Slot::Short(_)
                | Slot::Integer(_)
                | Slot::Long(_)
                | Slot::IntEnum(_)
                | Slot::Float(_)
                | Slot::Double(_)
                | Slot::BigNumber(_)
                | Slot::Timestamp(_) => {}
                _ => return Err(format!("{}: a label of a kind that this command does not know", member.name)),
            }
        }
    }
    choose_variants(input, MAX_DEPTH);
    Ok(())
}

fn choose_variants(structure: &mut dyn Structure, depth: usize) {
    if depth == 0 {
        return;
    }
    let schema = structure.schema();
    let is_union = schema.kind == SchemaKind::Union;
    for index in 0..schema.members.len() {
        let is_set = matches!(structure.member(index), Some(View::Structure(_)));
        let is_chosen = is_union && index == 0;
        if (is_set || is_chosen)
            && let Some(Slot::Structure(inner)) = structure.member_mut(index)
        {
            choose_variants(inner, depth - 1);
        }
        if is_union {
            return;
        }
    }
}
