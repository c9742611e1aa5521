//! `smithy.api#idempotencyToken`: what makes a call safe to repeat.

use crate::structure::Structure;
use crate::value::{Slot, View};

/// Fills the input's idempotency token where it is absent or empty, wherever it is bound to.
///
/// Gives the token in force, the caller's or this one; `None` for an input that has no such member.
pub fn fill_idempotency_token(input: &mut dyn Structure, token: &str) -> Option<String> {
    let index = input.schema().members.iter().position(|member| member.idempotency_token)?;
    if let View::String(given) = input.member(index)?.view()
        && !given.is_empty()
    {
        return Some(given.to_owned());
    }
    match input.member_mut(index)?.slot() {
        Slot::String(value) => token.clone_into(value),
        Slot::Enum(value) => value.set(token),
        _ => return None,
    }
    Some(token.to_owned())
}
