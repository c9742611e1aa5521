//! `smithy.api#idempotencyToken`: what makes a call safe to repeat.

use crate::schema::Schema;
use crate::structure::Structure;
use crate::value::{Slot, View};

/// Fills the input's idempotency token where it is absent or empty, wherever it is bound to.
///
/// Gives the token in force, the caller's or this one; `None` for an input that has no such member.
pub fn fill_idempotency_token(input: &mut dyn Structure, token: &str) -> Option<String> {
    if let Some(given) = idempotency_token(input) {
        return Some(given.to_owned());
    }
    set_idempotency_token(input, token).then(|| token.to_owned())
}

/// Sets the input's idempotency token; whether it has one.
pub(crate) fn set_idempotency_token(input: &mut dyn Structure, token: &str) -> bool {
    let Some(index) = position(input.schema()) else { return false };
    match input.member_mut(index) {
        Some(Slot::String(value)) => token.clone_into(value),
        Some(Slot::Enum(value)) => value.set(token),
        _ => return false,
    }
    true
}

/// Takes the token out of an input that is not needed any more; `None` where it carries none.
pub(crate) fn take_idempotency_token(input: &mut dyn Structure) -> Option<String> {
    idempotency_token(input)?;
    let index = position(input.schema())?;
    match input.member_mut(index)? {
        Slot::String(token) => Some(std::mem::take(token)),
        Slot::Enum(token) => Some(token.as_str().to_owned()),
        _ => None,
    }
}

/// The token that an input carries; `None` where it has no such member, or none set.
pub(crate) fn idempotency_token(input: &dyn Structure) -> Option<&str> {
    let index = position(input.schema())?;
    match input.member(index)? {
        View::String(token) if !token.is_empty() => Some(token),
        _ => None,
    }
}

fn position(schema: &Schema) -> Option<usize> {
    if !schema.has_idempotency_token {
        return None;
    }
    schema.members.iter().position(|member| member.idempotency_token)
}

/// A random UUID of version 4, as its 36 characters.
pub(crate) fn random_token() -> String {
    crate::uuid::write(crate::random::entropy()).iter().map(|byte| char::from(*byte)).collect()
}
