use serde_json::{Map, Value};

use super::dialect::Keys;
use super::problem::{NEWER, Problems};

/// An object of botocore's JSON and its place, for messages. Wrong types become problems, never panics.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) map: &'a Map<String, Value>,
    pub(super) place: String,
    pub(super) problems: &'a Problems,
}

impl<'a> Node<'a> {
    pub(super) fn new(value: &'a Value, place: impl Into<String>, problems: &'a Problems) -> Option<Node<'a>> {
        let place = place.into();
        match value.as_object() {
            Some(map) => Some(Node { map, place, problems }),
            None => {
                problems.add(&place, "not a JSON object", "is this file botocore's?");
                None
            }
        }
    }

    pub(super) fn problem(&self, what: impl Into<String>, hint: impl Into<String>) {
        self.problems.add(&self.place, what, hint);
    }

    /// Reports every key that is neither read nor knowingly ignored.
    pub(super) fn expect(&self, keys: &Keys) {
        for key in self.map.keys().filter(|key| !keys.knows(key)) {
            self.problem(format!("unknown key `{key}`"), NEWER);
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        let value = self.map.get(key)?;
        self.typed(key, value.as_str(), "a string")
    }

    /// As [`text`](Self::text), but its absence is a problem.
    pub(super) fn required_text(&self, key: &str) -> Option<&'a str> {
        if !self.map.contains_key(key) {
            self.problem(format!("`{key}` is missing"), "botocore always has it; is the file complete?");
        }
        self.text(key)
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.map.get(key).and_then(|value| self.typed(key, value.as_bool(), "true or false")).unwrap_or(false)
    }

    pub(super) fn child(&self, key: &str) -> Option<Node<'a>> {
        let value = self.map.get(key)?;
        Node::new(value, format!("{}.{key}", self.place), self.problems)
    }

    pub(super) fn children(&self, key: &str) -> Vec<(&'a str, Node<'a>)> {
        let Some(child) = self.child(key) else {
            return Vec::new();
        };
        child
            .map
            .iter()
            .filter_map(|(name, value)| {
                let place = format!("{}.{name}", child.place);
                Some((name.as_str(), Node::new(value, place, self.problems)?))
            })
            .collect()
    }

    pub(super) fn list(&self, key: &str) -> &'a [Value] {
        self.map.get(key).and_then(|value| self.typed(key, value.as_array(), "a list")).map_or(&[], Vec::as_slice)
    }

    pub(super) fn texts(&self, key: &str) -> Vec<&'a str> {
        self.list(key).iter().filter_map(|value| self.typed(key, value.as_str(), "a list of strings")).collect()
    }

    fn typed<T>(&self, key: &str, value: Option<T>, expected: &str) -> Option<T> {
        if value.is_none() {
            self.problem(format!("`{key}` is not {expected}"), "is this file botocore's?");
        }
        value
    }
}
