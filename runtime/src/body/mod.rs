//! Bodies of requests and responses: bytes, or a stream of frames.

mod collect;
mod error;
mod file;
pub(crate) mod hand_over;
mod patience;

use std::any::Any;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

pub use error::BodyError;
pub(crate) use patience::Patience;

/// What can go wrong in a stream: an error of whoever makes it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

type Frames = Pin<Box<dyn http_body::Body<Data = Bytes, Error = BoxError> + Send>>;

/// The body of a request or response: bytes in memory, or a stream of which no more than a frame is.
///
/// It is an [`http_body::Body`], so every client and server of that interface takes it and can be its source.
///
/// ```
/// use tinsmith_runtime::body::Body;
///
/// let body = Body::from("a text");
/// assert_eq!(body.as_bytes().map(|bytes| bytes.len()), Some(6));
/// assert_eq!(body.content_length(), Some(6));
/// assert!(body.try_clone().is_some());
/// ```
pub struct Body(Content);

enum Content {
    Bytes(Bytes),
    Stream(Stream),
}

struct Stream {
    /// Nobody ever waits for the lock: it is there to make the stream `Sync`, which shapes are.
    frames: Mutex<Frames>,
    size: SizeHint,
    again: Option<Again>,
}

type Again = Arc<dyn Fn() -> Result<Body, BoxError> + Send + Sync>;

impl Body {
    /// A body without bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }

    /// A body that comes in frames. It can be sent once; see [`repeatable`](Self::repeatable).
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        // A body of ours keeps what it can.
        let mut body = Some(body);
        if let Some(body) = (&mut body as &mut dyn Any).downcast_mut::<Option<Self>>().and_then(Option::take) {
            return body;
        }
        let Some(body) = body else { return Self::empty() };
        let size = body.size_hint();
        Self(Content::Stream(Stream { frames: Mutex::new(Box::pin(BoxedError(Box::pin(body)))), size, again: None }))
    }

    /// A stream that can be sent again: `make` gives the same bytes each time that it is called.
    ///
    /// # Errors
    ///
    /// What `make` fails with when it is first called.
    pub fn repeatable<F>(make: F) -> Result<Self, BoxError>
    where
        F: Fn() -> Result<Self, BoxError> + Send + Sync + 'static,
    {
        Ok(make()?.with_again(Arc::new(make)))
    }

    fn with_again(mut self, again: Again) -> Self {
        if let Content::Stream(stream) = &mut self.0 {
            stream.again = Some(again);
        }
        self
    }

    /// The bytes, where all of them are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(_) => None,
        }
    }

    /// How many bytes there are (still) to come, where that is known.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Stream(stream) => stream.size.exact(),
        }
    }

    /// Whether the body can be sent more than once; see [`try_clone`](Self::try_clone).
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        match &self.0 {
            Content::Bytes(_) => true,
            Content::Stream(stream) => stream.again.is_some(),
        }
    }

    /// The same body once more; `None` for a stream that can be read only once.
    ///
    /// A repeatable stream whose source fails gives a body that fails with its error.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => Some(Self(Content::Bytes(bytes.clone()))),
            Content::Stream(stream) => {
                let again = stream.again.as_ref()?;
                Some(again().unwrap_or_else(|error| Self::new(Failed(Some(error)))).with_again(Arc::clone(again)))
            }
        }
    }

    /// The next bytes; `None` at the end. Trailers are passed over.
    ///
    /// # Errors
    ///
    /// Those of the stream's source.
    pub async fn next_chunk(&mut self) -> Option<Result<Bytes, BodyError>> {
        loop {
            let frame = std::future::poll_fn(|context| http_body::Body::poll_frame(Pin::new(self), context)).await?;
            match frame.map(Frame::into_data) {
                Ok(Ok(data)) => return Some(Ok(data)),
                Ok(Err(_trailers)) => {}
                Err(error) => return Some(Err(BodyError::from_source(error))),
            }
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Stream(stream) => {
                let frames = stream.frames.get_mut().unwrap_or_else(PoisonError::into_inner);
                let frame = frames.as_mut().poll_frame(context);
                stream.size = frames.size_hint();
                frame
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_empty(),
            Content::Stream(stream) => stream.frames.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Stream(stream) => stream.size,
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// How much there is, never what.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.content_length()) {
            (Content::Bytes(bytes), _) => write!(f, "Body({} bytes)", bytes.len()),
            (Content::Stream(_), Some(length)) => write!(f, "Body(a stream of {length} bytes)"),
            (Content::Stream(_), None) => f.write_str("Body(a stream)"),
        }
    }
}

/// A body whose errors have lost their type.
struct BoxedError<B>(B);

impl<B> http_body::Body for BoxedError<Pin<Box<B>>>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_frame(context).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A body that is nothing but an error.
struct Failed(Option<BoxError>);

impl http_body::Body for Failed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.take().map(Err))
    }
}
