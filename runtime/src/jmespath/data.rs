use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Literal;
use super::collection::{List, Object};
use crate::timestamp::Timestamp;
use crate::types::{BigNumber, Document};
use crate::value::View;

/// A value as JMESPath sees it: of a kind that JSON has, and borrowed where it was not computed.
#[derive(Clone)]
pub(super) enum Data<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    String(Cow<'a, str>),
    List(List<'a>),
    Object(Object<'a>),
}

impl<'a> Data<'a> {
    pub(super) fn list(elements: Vec<Data<'a>>) -> Self {
        Self::List(List::Computed(elements.into()))
    }

    pub(super) fn string(text: impl Into<Cow<'a, str>>) -> Self {
        Self::String(text.into())
    }

    /// The kind, as error texts name it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of JMESPath are floats where they are not whole")]
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Everything but null, `false`, and strings, lists and objects without content.
    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Integer(_) | Self::Float(_) => true,
            Self::String(text) => !text.is_empty(),
            Self::List(list) => list.length() > 0,
            Self::Object(object) => !object.is_empty(),
        }
    }

    /// The digits of a JSON number.
    pub(super) fn parsed(digits: &str) -> Self {
        let integer = digits.parse().ok().map(Self::Integer);
        integer.or_else(|| digits.parse().ok().map(Self::Float)).unwrap_or(Self::Null)
    }

    /// The number that a text is, by the grammar of JSON.
    pub(super) fn from_text(text: &str) -> Self {
        BigNumber::new(text).map_or(Self::Null, |number| Self::parsed(number.as_str()))
    }
}

impl<'a> From<View<'a>> for Data<'a> {
    fn from(view: View<'a>) -> Self {
        match view {
            View::Absent => Self::Null,
            View::Boolean(value) => Self::Boolean(value),
            View::Integer(value) => Self::Integer(value),
            View::Float(value) => Self::Float(value.into()),
            View::Double(value) => Self::Float(value),
            View::BigNumber(digits) => Self::parsed(digits),
            View::String(text) => Self::string(text),
            View::Blob(bytes) => Self::string(STANDARD.encode(bytes)),
            // What has not arrived says nothing yet.
            View::Stream(stream) => stream.as_bytes().map_or(Self::Null, |bytes| Self::string(STANDARD.encode(bytes))),
            View::Timestamp(timestamp) => seconds(timestamp),
            View::Document(document) => document.into(),
            View::List(list) => Self::List(List::Values(list)),
            View::Map(map) => Self::Object(Object::Map(map)),
            View::Structure(structure) => Self::Object(Object::Structure(structure)),
        }
    }
}

impl<'a> From<&'a Document> for Data<'a> {
    fn from(document: &'a Document) -> Self {
        match document {
            Document::Null => Self::Null,
            Document::Boolean(value) => Self::Boolean(*value),
            Document::Number(number) => number.as_i64().map_or_else(|| Self::Float(number.as_f64()), Self::Integer),
            Document::String(text) => Self::string(text.as_str()),
            Document::Array(elements) => Self::List(List::Documents(elements)),
            Document::Object(_) => Self::Object(Object::Document(document)),
        }
    }
}

impl From<Literal> for Data<'_> {
    fn from(literal: Literal) -> Self {
        match literal {
            Literal::Null => Self::Null,
            Literal::Boolean(value) => Self::Boolean(value),
            Literal::Integer(value) => Self::Integer(value),
            Literal::Float(value) => Self::Float(value),
            Literal::String(text) => Self::string(text),
            Literal::Array(elements) => Self::List(List::Literals(elements)),
            Literal::Object(entries) => Self::Object(Object::Literal(entries)),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "fractions of seconds are floats")]
fn seconds<'a>(timestamp: Timestamp) -> Data<'a> {
    match timestamp.nanos() {
        0 => Data::Integer(timestamp.seconds()),
        nanos => Data::Float(timestamp.seconds() as f64 + f64::from(nanos) / 1e9),
    }
}
