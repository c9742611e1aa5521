//! Streams as readers of tokio.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

use super::ByteStream;
use crate::body::{Body, BodyError};

impl ByteStream {
    /// A reader of tokio; with the feature `hyper`. A stream that breaks is an [`io::Error`] with a [`BodyError`] in it.
    pub fn into_async_read(self) -> impl AsyncBufRead + Send + Unpin + 'static {
        AsyncReader { body: self.into_body(), chunk: Bytes::new() }
    }
}

struct AsyncReader {
    body: Body,
    chunk: Bytes,
}

impl AsyncRead for AsyncReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        let chunk = ready!(self.as_mut().poll_fill_buf(context))?;
        let length = chunk.len().min(buffer.remaining());
        buffer.put_slice(chunk.get(..length).unwrap_or_default());
        self.consume(length);
        Poll::Ready(Ok(()))
    }
}

impl AsyncBufRead for AsyncReader {
    fn poll_fill_buf(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let reader = self.get_mut();
        while reader.chunk.is_empty() {
            let frame = ready!(http_body::Body::poll_frame(Pin::new(&mut reader.body), context));
            match frame.transpose().map_err(BodyError::from_source)? {
                // Trailers are passed over.
                Some(frame) => reader.chunk = frame.into_data().unwrap_or_default(),
                None => break,
            }
        }
        Poll::Ready(Ok(&reader.chunk))
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        let amount = amount.min(self.chunk.len());
        self.chunk.advance(amount);
    }
}
