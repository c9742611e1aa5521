//! Bodies that need not fit the memory.

use std::fmt;

use bytes::Bytes;

use crate::body::{Body, BodyError};
use crate::value::{Slot, Value, View};

/// A `blob` with `smithy.api#streaming`.
pub struct ByteStream(Body);

impl ByteStream {
    /// A stream without bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self(Body::empty())
    }

    /// A stream of this body's bytes.
    #[must_use]
    pub fn from_body(body: Body) -> Self {
        Self(body)
    }

    /// All bytes.
    ///
    /// # Errors
    ///
    /// As [`Body::collect`].
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        self.0.collect(limit).await
    }

    /// The body.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.0
    }

    /// The bytes, where they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.0.as_bytes()
    }

    /// The same stream once more.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        self.0.try_clone().map(Self)
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self(Body::from(bytes.into()))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Value for ByteStream {
    fn empty() -> Self {
        Self::empty()
    }

    fn view(&self) -> View<'_> {
        View::Stream(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Stream(self)
    }
}
