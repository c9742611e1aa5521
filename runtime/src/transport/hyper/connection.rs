//! Connections that know what came over them.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use hyper_rustls::MaybeHttpsStream;
use hyper_util::client::legacy::connect::{Connected, Connection as Describe};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// What a connection has carried so far. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Traffic(Arc<Counts>);

#[derive(Default)]
struct Counts {
    bytes_read: AtomicU64,
    answers: AtomicU64,
}

impl Traffic {
    /// How many bytes were read, those of TLS itself not counted.
    pub(super) fn bytes_read(&self) -> u64 {
        self.0.bytes_read.load(Ordering::Acquire)
    }

    /// How many requests were answered, at least with a head.
    pub(super) fn answers(&self) -> u64 {
        self.0.answers.load(Ordering::Acquire)
    }

    pub(super) fn answered(&self) {
        self.0.answers.fetch_add(1, Ordering::AcqRel);
    }
}

/// A connection, with TLS or without.
pub(super) struct Connection {
    stream: TokioIo<MaybeHttpsStream<TokioIo<TcpStream>>>,
    traffic: Traffic,
}

impl Connection {
    pub(super) fn new(stream: MaybeHttpsStream<TokioIo<TcpStream>>) -> Self {
        Self { stream: TokioIo::new(stream), traffic: Traffic::default() }
    }
}

impl Describe for Connection {
    /// Addresses, which the connectors within tell of, would be copied for each request.
    fn connected(&self) -> Connected {
        let within = self.stream.inner().connected();
        let connected = Connected::new().proxy(within.is_proxied()).extra(self.traffic.clone());
        if within.is_negotiated_h2() { connected.negotiated_h2() } else { connected }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let bytes = buffer.filled().len().saturating_sub(before);
        self.traffic.0.bytes_read.fetch_add(bytes as u64, Ordering::AcqRel);
        read
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }
}
