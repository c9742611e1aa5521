//! Secrets.

use std::fmt;

use bytes::Bytes;

use super::Blob;
use crate::value::{Slot, Value, View};

/// A value that the model marks `smithy.api#sensitive`: never printed, seen only through [`expose`](Self::expose).
///
/// ```
/// # use tinsmith_runtime::types::{Blob, Sensitive};
/// let secret: Sensitive<String> = "hunter2".into();
/// assert_eq!(format!("{secret:?}"), "*** redacted ***");
/// assert_eq!(secret.expose(), "hunter2");
///
/// let key: Sensitive<Blob> = b"key".into();
/// assert_eq!(key.expose(), &Blob::from("key"));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, to be changed.
    pub const fn expose_mut(&mut self) -> &mut T {
        &mut self.0
    }

    /// The value itself, out of its wrapping.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<Bytes> for Sensitive<Blob> {
    fn from(bytes: Bytes) -> Self {
        Self(bytes.into())
    }
}

impl From<Vec<u8>> for Sensitive<Blob> {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<&[u8]> for Sensitive<Blob> {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }
}

impl<const N: usize> From<&[u8; N]> for Sensitive<Blob> {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Sensitive<Blob> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Sensitive<Blob> {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// What is printed in place of a secret, everywhere.
pub(crate) const REDACTED: &str = "*** redacted ***";

impl<T: Value> Value for Sensitive<T> {
    fn empty() -> Self {
        Self(T::empty())
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
}

/// As a box of a shape is a value.
impl<T: Value> Value for Box<Sensitive<T>> {
    fn empty() -> Self {
        Self::new(Sensitive::empty())
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
}
