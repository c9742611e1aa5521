use std::cmp::Ordering;

use super::data::Data;
use super::error::EvaluationError;
use crate::codec::MAX_DEPTH;

/// Whether two values are equal: of one kind, and with equal content. Objects have no order.
pub(super) fn equal(left: &Data<'_>, right: &Data<'_>) -> Result<bool, EvaluationError> {
    nested(left, right, 0)
}

fn nested(left: &Data<'_>, right: &Data<'_>, depth: usize) -> Result<bool, EvaluationError> {
    if depth >= MAX_DEPTH {
        return Err(too_deep());
    }
    Ok(match (left, right) {
        (Data::Null, Data::Null) => true,
        (Data::Boolean(left), Data::Boolean(right)) => left == right,
        (Data::String(left), Data::String(right)) => left == right,
        (Data::List(left), Data::List(right)) => {
            if left.length() != right.length() {
                return Ok(false);
            }
            for (left, right) in left.elements().zip(right.elements()) {
                if !nested(&left, &right, depth + 1)? {
                    return Ok(false);
                }
            }
            true
        }
        (Data::Object(left), Data::Object(right)) => {
            let entries = left.entries();
            if entries.len() != right.length() {
                return Ok(false);
            }
            for (key, left) in entries {
                let Some(right) = right.find(&key) else { return Ok(false) };
                if !nested(&left, &right, depth + 1)? {
                    return Ok(false);
                }
            }
            true
        }
        _ => numbers(left, right) == Some(Ordering::Equal),
    })
}

/// The order of two numbers; `None` for anything else.
pub(super) fn numbers(left: &Data<'_>, right: &Data<'_>) -> Option<Ordering> {
    match (left, right) {
        (Data::Integer(left), Data::Integer(right)) => Some(left.cmp(right)),
        _ => left.number()?.partial_cmp(&right.number()?),
    }
}

pub(super) fn too_deep() -> EvaluationError {
    EvaluationError::new(format!("values nest deeper than {MAX_DEPTH} levels"))
}
