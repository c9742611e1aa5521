//! Rules and partitions as JSON.

use serde_json::{Map, Value};

use crate::problem::{Problem, Problems};

impl Problems {
    /// Notes what is wrong at a path such as `rules[0].conditions[1].argv[0]`.
    pub(super) fn add(&mut self, path: &str, reason: impl Into<String>) {
        let path = if path.is_empty() { "the document" } else { path };
        self.push(Problem::new(path, reason, "see https://smithy.io/2.0/additional-specs/rules-engine/"));
    }

    pub(super) fn object<'a>(&mut self, value: &'a Value, path: &str) -> Option<&'a Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.add(path, format!("must be an object, not {}", kind_of(value)));
        }
        object
    }

    /// A required member that is an array.
    pub(super) fn array<'a>(&mut self, object: &'a Map<String, Value>, name: &str, path: &str) -> Option<&'a [Value]> {
        self.member(object, name, path, "an array", |value| value.as_array().map(Vec::as_slice))
    }

    /// A required member that is a string.
    pub(super) fn string<'a>(&mut self, object: &'a Map<String, Value>, name: &str, path: &str) -> Option<&'a str> {
        self.member(object, name, path, "a string", Value::as_str)
    }

    /// A required member that is a boolean.
    pub(super) fn boolean(&mut self, object: &Map<String, Value>, name: &str, path: &str) -> Option<bool> {
        self.member(object, name, path, "a boolean", Value::as_bool)
    }

    fn member<'a, T>(
        &mut self,
        object: &'a Map<String, Value>,
        name: &str,
        path: &str,
        expected: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = object.get(name) else {
            self.add(path, format!("lacks `{name}`, which must be {expected}"));
            return None;
        };
        let read = read(value);
        if read.is_none() {
            self.add(&join(path, name), format!("must be {expected}, not {}", kind_of(value)));
        }
        read
    }
}

/// `path.name`
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
