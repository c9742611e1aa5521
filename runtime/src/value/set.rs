//! What generated setters do: kept here, as rustc checks each body that it meets.

use crate::argument::{IntoBoxed, IntoCollection, IntoOptional, IntoOptionalCollection};

/// Sets a member.
pub fn set<T, Form>(member: &mut Option<T>, value: impl IntoOptional<T, Form>) {
    *member = value.into_optional();
}

/// Sets a member that is a structure or union.
pub fn set_boxed<T>(member: &mut Option<Box<T>>, value: impl IntoBoxed<T>) {
    *member = value.into_boxed();
}

/// Sets a member that is a list or map.
pub fn set_collection<T, Form>(member: &mut Option<T>, value: impl IntoOptionalCollection<T, Form>) {
    *member = value.into_optional();
}

/// A list or map.
pub fn collection<T, Form>(items: impl IntoCollection<T, Form>) -> T {
    items.into_collection()
}

/// A list of elements as they are.
pub fn list<T>(elements: impl IntoIterator<Item = T>) -> Vec<T> {
    elements.into_iter().collect()
}
