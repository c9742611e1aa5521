//! Objects of documents.

use std::collections::BTreeMap;

use super::Document;

/// The entries of a JSON object in the order of their keys, each key once.
///
/// ```
/// # use tinsmith_runtime::types::{Document, Object};
/// let object = Object::from_iter([("b", Document::from(1)), ("a", Document::Null)]);
/// assert_eq!(object.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["a", "b"]);
/// assert_eq!(object.get("b"), Some(&Document::from(1)));
/// ```
// Not a `BTreeMap`: its first node has room for eleven entries, 632 bytes, however few there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object(Vec<(String, Document)>);

impl Object {
    /// An object without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Takes entries in any order; of those with the same key the last counts.
    pub(crate) fn from_entries(mut entries: Vec<(String, Document)>) -> Self {
        if !in_order(&entries) {
            entries.sort_by(|(left, _), (right, _)| left.cmp(right));
            entries.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
        Self(entries)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Document> {
        self.0.get(self.position(key).ok()?).map(|(_, value)| value)
    }

    /// Puts a value under a key; gives the one that stood there.
    pub fn insert(&mut self, key: impl Into<String>, value: Document) -> Option<Document> {
        let key = key.into();
        match self.position(&key) {
            Ok(position) => self.0.get_mut(position).map(|(_, place)| std::mem::replace(place, value)),
            Err(position) => {
                self.0.insert(position, (key, value));
                None
            }
        }
    }

    /// Takes the value under this key out.
    pub fn remove(&mut self, key: &str) -> Option<Document> {
        self.position(key).ok().map(|position| self.0.remove(position).1)
    }

    /// Keys and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    fn position(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(found, _)| found.as_str().cmp(key))
    }
}

/// Whether the keys stand in order, each once.
pub(crate) fn in_order(entries: &[(String, Document)]) -> bool {
    entries.is_sorted_by(|(left, _), (right, _)| left < right)
}

impl<K: Into<String>> FromIterator<(K, Document)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, Document)>>(entries: I) -> Self {
        Self::from_entries(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl From<BTreeMap<String, Document>> for Object {
    fn from(entries: BTreeMap<String, Document>) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl IntoIterator for Object {
    type Item = (String, Document);
    type IntoIter = std::vec::IntoIter<(String, Document)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
