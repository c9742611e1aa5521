use std::borrow::Cow;
use std::fmt;

use super::collection::List;
use super::data::Data;

/// What an expression gives: a value of a kind that JSON has, borrowed from what it was evaluated over where it was
/// not computed.
#[derive(Clone)]
pub struct Found<'a>(pub(super) Data<'a>);

impl<'a> Found<'a> {
    /// Whether it is null, which is also what a path gives that leads nowhere.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.0, Data::Null)
    }

    /// Whether conditions hold for it: all do but null, `false`, and strings, lists and objects without content.
    #[must_use]
    pub fn is_truthy(&self) -> bool {
        self.0.is_truthy()
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a string, still borrowed where it was not computed.
    #[must_use]
    pub fn into_string(self) -> Option<Cow<'a, str>> {
        match self.0 {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0 {
            Data::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a number, rounded if need be.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0.number()
    }

    /// The value of a whole number.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Data::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.0, Data::List(_))
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self.0, Data::Object(_))
    }

    /// How many elements a list has, or entries an object; `None` for anything else.
    #[must_use]
    pub fn length(&self) -> Option<usize> {
        match &self.0 {
            Data::List(list) => Some(list.length()),
            Data::Object(object) => Some(object.length()),
            _ => None,
        }
    }

    /// The elements of a list; none for anything else.
    pub fn elements(&self) -> impl Iterator<Item = Found<'a>> + '_ {
        let list: Option<&List<'a>> = match &self.0 {
            Data::List(list) => Some(list),
            _ => None,
        };
        list.into_iter().flat_map(List::elements).map(Found)
    }

    /// The entries of an object; none for anything else.
    #[must_use]
    pub fn entries(&self) -> Vec<(Cow<'a, str>, Found<'a>)> {
        match &self.0 {
            Data::Object(object) => object.entries().into_iter().map(|(key, value)| (key, Found(value))).collect(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Debug for Found<'_> {
    /// The kind alone: the value may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Found({})", self.0.kind())
    }
}
