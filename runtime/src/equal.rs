//! When two shapes are equal.

use crate::structure::Structure;
use crate::value::{List, Map, View};

/// Whether two structures or unions of one type hold the same. What generated `PartialEq` implementations call: written
/// out for each shape they are 4 % of what checking a generated crate costs.
#[must_use]
pub fn equal(left: &dyn Structure, right: &dyn Structure) -> bool {
    let members = 0..left.schema().members.len();
    left.unknown_member() == right.unknown_member()
        && members.into_iter().all(|index| match (left.member(index), right.member(index)) {
            (None, None) => true,
            (Some(left), Some(right)) => equal_views(left, right),
            _ => false,
        })
}

fn equal_views(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
        (View::Absent, View::Absent) => true,
        (View::Boolean(left), View::Boolean(right)) => left == right,
        (View::Integer(left), View::Integer(right)) => left == right,
        (View::Float(left), View::Float(right)) => left == right,
        (View::Double(left), View::Double(right)) => left == right,
        (View::BigNumber(left), View::BigNumber(right)) | (View::String(left), View::String(right)) => left == right,
        (View::Blob(left), View::Blob(right)) => left == right,
        (View::Timestamp(left), View::Timestamp(right)) => left == right,
        (View::Document(left), View::Document(right)) => left == right,
        (View::List(left), View::List(right)) => equal_lists(left, right),
        (View::Map(left), View::Map(right)) => equal_maps(left, right),
        (View::Structure(left), View::Structure(right)) => equal(left, right),
        // Streams are not compared: structures that hold one are not either.
        _ => false,
    }
}

fn equal_lists(left: &dyn List, right: &dyn List) -> bool {
    left.length() == right.length()
        && (0..left.length()).all(|index| match (left.element(index), right.element(index)) {
            (Some(left), Some(right)) => equal_views(left.view(), right.view()),
            _ => false,
        })
}

fn equal_maps(left: &dyn Map, right: &dyn Map) -> bool {
    let mut equal = left.length() == right.length();
    left.each(&mut |key, value| {
        equal = equal && right.get(key).is_some_and(|other| equal_views(value.view(), other.view()));
    });
    equal
}
