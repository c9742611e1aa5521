//! Untyped data.

use std::collections::BTreeMap;

use crate::value::{Slot, Value, View};

/// A `document`: any JSON value.
///
/// ```
/// # use tinsmith_runtime::types::Document;
/// let document = Document::from_iter([("name", Document::from("x")), ("size", Document::from(3))]);
/// assert_eq!(document.get("name").and_then(Document::as_str), Some("x"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Document {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// Any number.
    Number(Number),
    /// Text.
    String(String),
    /// An array.
    Array(Vec<Document>),
    /// An object; its keys are kept in order.
    Object(BTreeMap<String, Document>),
}

/// A number of a [`Document`]: kept exact where it is an integer of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// Zero or more.
    Positive(u64),
    /// Less than zero.
    Negative(i64),
    /// Everything else.
    Float(f64),
}

impl Number {
    /// The number as a float, rounded if need be.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "documented")]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Positive(number) => number as f64,
            Self::Negative(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// The number as an integer, where it is one that fits.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Self::Positive(number) => number.try_into().ok(),
            Self::Negative(number) => Some(number),
            Self::Float(_) => None,
        }
    }
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
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
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

    /// The value of an object under this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Document> {
        match self {
            Self::Object(entries) => entries.get(key),
            _ => None,
        }
    }
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        u64::try_from(value).map_or(Self::Negative(value), Self::Positive)
    }
}

impl From<i64> for Document {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<i32> for Document {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

impl From<u64> for Document {
    fn from(value: u64) -> Self {
        Self::Number(Number::Positive(value))
    }
}

impl From<f64> for Document {
    fn from(value: f64) -> Self {
        Self::Number(Number::Float(value))
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

impl<K: Into<String>> FromIterator<(K, Document)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, Document)>>(entries: I) -> Self {
        Self::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
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
