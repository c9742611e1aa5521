//! Bodies that need not fit the memory.

use std::fmt;

use bytes::Bytes;

use super::Blob;
use crate::value::{Slot, Value, View};

/// A `blob` with `smithy.api#streaming`. It is opaque: what it holds is in memory today and may be a stream tomorrow.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ByteStream(Blob);

impl ByteStream {
    /// A stream of these bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(Blob::new(bytes))
    }

    /// All bytes, once they have arrived.
    ///
    /// # Errors
    ///
    /// When the connection breaks before the end; a body that is in memory cannot fail.
    #[expect(clippy::unused_async, reason = "the signature that a body off the wire needs")]
    pub async fn collect(self) -> std::io::Result<Bytes> {
        Ok(self.0.into_bytes())
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ByteStream({} bytes)", self.0.len())
    }
}

impl Value for ByteStream {
    fn empty() -> Self {
        Self::default()
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
}
