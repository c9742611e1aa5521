//! What goes wrong between values and bytes.

use std::fmt;

use super::path::{Path, Step};

/// A value that cannot be written, or bytes that cannot be read, with the member's path.
///
/// Values are never part of the message: they may be secret.
#[derive(Clone, PartialEq, Eq)]
pub struct CodecError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    path: Path,
    message: String,
}

impl CodecError {
    /// An error that says why.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Inner { path: Path::default(), message: message.into() }))
    }

    /// Adds the member in which it happened.
    #[must_use]
    pub fn in_member(mut self, name: &'static str) -> Self {
        self.0.path.push(Step::Member(name));
        self
    }

    /// Adds the element of the list in which it happened.
    #[must_use]
    pub fn in_element(mut self, index: usize) -> Self {
        self.0.path.push(Step::Element(index));
        self
    }

    /// Adds that it happened in an entry of a map. The key is left out: it may be secret.
    #[must_use]
    pub fn in_entry(mut self) -> Self {
        self.0.path.push(Step::Entry);
        self
    }

    /// Where it happened, such as `Credentials.Expiration` or `PolicyArns[2].arn`; empty at the top.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }

    /// Why it failed, without the path.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodecError({self})")
    }
}

impl std::error::Error for CodecError {}
