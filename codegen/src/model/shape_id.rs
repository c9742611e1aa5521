//! Shape ids.

use std::fmt;

/// An absolute shape id: `namespace#Name`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(String);

impl ShapeId {
    /// Takes an id without a member. `None` when it is not `namespace#Name` of Smithy's identifiers.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let (namespace, name) = id.split_once('#')?;
        (namespace.split('.').all(is_identifier) && is_identifier(name)).then(|| Self(id.to_owned()))
    }

    /// An id of the prelude.
    pub(crate) fn prelude(name: &str) -> Self {
        Self(format!("smithy.api#{name}"))
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `#`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.split_once('#').map_or("", |(_, name)| name)
    }

    /// What stands before the `#`.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// Whether it is `smithy.api#Unit`.
    #[must_use]
    pub fn is_unit(&self) -> bool {
        self.0 == "smithy.api#Unit"
    }
}

/// `identifier` of <https://smithy.io/2.0/spec/model.html#shape-id-abnf>: nothing else may reach a Rust identifier.
pub(crate) fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let first = rest.chars().next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || (first.is_ascii_digit() && rest.len() < text.len()))
        && rest.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
