//! Bodies that need not fit the memory.

#[cfg(feature = "hyper")]
mod async_read;
mod read;
mod write;

use std::path::Path;
use std::{fmt, io};

use bytes::Bytes;

use super::Blob;
use crate::body::{Body, BodyError, BoxError};
use crate::value::{Slot, Value, View};

/// A `blob` with `smithy.api#streaming`: bytes in memory, a file, or any stream. However long it is, no more than a few
/// chunks of it are in memory.
///
/// ```
/// use tinsmith_runtime::types::ByteStream;
///
/// # async fn example(download: ByteStream) -> Result<(), Box<dyn std::error::Error>> {
/// let upload = ByteStream::from_file("Cargo.toml")?;
/// assert!(upload.content_length().is_some());
///
/// download.save("download").await?;
/// # Ok(())
/// # }
/// ```
pub struct ByteStream {
    body: Body,
}

impl ByteStream {
    /// A stream without bytes.
    #[must_use]
    pub fn empty() -> Self {
        Body::empty().into()
    }

    /// A stream of these bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Body::from(bytes.into()).into()
    }

    /// A stream of the frames of any body, such as those of the crate `http-body-util`. It can be sent once;
    /// [`Body::repeatable`] makes one that can be sent again.
    pub fn from_body<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Body::new(body).into()
    }

    /// The bytes of a file, as many as it has now. It can be sent again: the file is then opened again. A thread of its
    /// own reads it, a little ahead of the one who takes the bytes.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened, or is none, as a directory. A file that becomes shorter meanwhile is an error of
    /// the stream.
    pub fn from_file(path: impl AsRef<Path>) -> io::Result<Self> {
        Body::from_file(path).map(Self::from)
    }

    /// How many bytes there are still to come, where that is known.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.body.content_length()
    }

    /// The same stream once more; `None` for one that can be read only once.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        self.body.try_clone().map(Self::from)
    }

    /// The next bytes as they arrive; `None` at the end.
    ///
    /// # Errors
    ///
    /// Those of the stream's source, as when a connection breaks. What follows one is not defined.
    pub async fn next(&mut self) -> Option<Result<Bytes, BodyError>> {
        self.body.next_chunk().await
    }

    /// All bytes, no more than `limit` of them.
    ///
    /// # Errors
    ///
    /// A stream over the limit, without reading it where its length is known before; those of the stream's source.
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        self.into_body().collect(limit).await
    }

    /// The body, which is also an [`http_body::Body`].
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }

    /// The bytes, where all of them are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        self.body.as_bytes()
    }
}

impl From<Body> for ByteStream {
    fn from(body: Body) -> Self {
        Self { body }
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<String> for ByteStream {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&'static str> for ByteStream {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

impl From<&'static [u8]> for ByteStream {
    fn from(bytes: &'static [u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const N: usize> From<&'static [u8; N]> for ByteStream {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::new(bytes.as_slice())
    }
}

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        Self::new(blob.into_bytes())
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content_length() {
            Some(length) => write!(f, "ByteStream({length} bytes)"),
            None => f.write_str("ByteStream(of unknown length)"),
        }
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
