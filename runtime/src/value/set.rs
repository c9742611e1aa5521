//! What generated setters and constructors do: kept here, as rustc checks each body that it meets.

use std::collections::HashMap;

/// Sets a member.
pub fn set<T>(member: &mut Option<T>, value: impl Into<T>) {
    *member = Some(value.into());
}

/// Sets a member that is a list.
pub fn set_list<T>(member: &mut Option<Vec<T>>, values: impl IntoIterator<Item = impl Into<T>>) {
    *member = Some(list(values));
}

/// Sets a member that is a map.
pub fn set_map<T>(
    member: &mut Option<HashMap<String, T>>,
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) {
    *member = Some(map(entries));
}

/// A list of what turns into its elements.
pub fn list<T>(values: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    values.into_iter().map(Into::into).collect()
}

/// A map of what turns into its keys and values.
pub fn map<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> HashMap<String, T> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
