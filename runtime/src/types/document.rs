//! Untyped data.

use super::{Number, Object};
use crate::value::{Slot, Value, View};

/// A `document`: any JSON value.
///
/// ```
/// # use tinsmith_runtime::types::Document;
/// let document = Document::from_iter([("name", Document::from("x")), ("size", Document::from(3))]);
/// assert_eq!(document.get("name").and_then(Document::as_str), Some("x"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Document {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number with all of its digits.
    Number(Number),
    /// Text.
    String(String),
    /// An array.
    Array(Vec<Document>),
    /// An object.
    Object(Object),
}

impl Document {
    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Document]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The entries of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of an object under this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Document> {
        self.as_object()?.get(key)
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Number> for Document {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<i32> for Document {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<i64> for Document {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<u32> for Document {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u64> for Document {
    fn from(value: u64) -> Self {
        Self::Number(value.into())
    }
}

impl From<f64> for Document {
    fn from(value: f64) -> Self {
        Self::Number(value.into())
    }
}

impl From<&str> for Document {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Document {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Vec<Document>> for Document {
    fn from(elements: Vec<Document>) -> Self {
        Self::Array(elements)
    }
}

impl From<Object> for Document {
    fn from(entries: Object) -> Self {
        Self::Object(entries)
    }
}

impl<K: Into<String>> FromIterator<(K, Document)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, Document)>>(entries: I) -> Self {
        Self::Object(entries.into_iter().collect())
    }
}

impl Value for Document {
    fn empty() -> Self {
        Self::Null
    }

    fn view(&self) -> View<'_> {
        View::Document(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Document(self)
    }
}
