//! A connection, and what is known of it.

use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::{TrySendError, http1};
use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_rustls::client::TlsStream;

use super::exchange::RequestBody;
use super::limit::Permit;
use super::origin::Origin;
use crate::transport::proxy::Route;

/// How much is read at a time: a record of TLS.
const READ_SIZE: usize = 16_384;

/// A connection to send on.
pub(super) struct Connection {
    pub(super) sender: Sender,
    pub(super) about: Arc<About>,
    /// Where there is a limit, leave to use it.
    pub(super) permit: Option<Permit>,
}

/// The end of a connection that takes requests; its other end is a task of its own.
pub(super) enum Sender {
    Http1(http1::SendRequest<RequestBody>, JoinHandle<()>),
    /// It was one of HTTP/1.1, and its task has ended.
    Ended,
    #[cfg(feature = "http2")]
    Http2(hyper::client::conn::http2::SendRequest<RequestBody>),
}

/// What is known of a connection.
pub(super) struct About {
    pub(super) origin: Origin,
    pub(super) is_http2: bool,
    /// What it goes through.
    pub(super) proxy: Option<Arc<Route>>,
    /// Where its task runs.
    pub(super) runtime: Handle,
    bytes_read: AtomicU64,
    answers: AtomicU64,
    is_given_up: AtomicBool,
}

impl Connection {
    pub(super) async fn send(
        &mut self,
        request: Request<RequestBody>,
    ) -> Result<Response<Incoming>, TrySendError<Request<RequestBody>>> {
        let sent = match &mut self.sender {
            Sender::Http1(sender, _) => sender.try_send_request(request),
            // Its last request failed, and took it along.
            Sender::Ended => return std::future::pending().await,
            #[cfg(feature = "http2")]
            Sender::Http2(sender) => return sender.try_send_request(request).await,
        };
        let mut sent = pin!(sent);
        poll_fn(|context| {
            if let Poll::Ready(answer) = sent.as_mut().poll(context) {
                return Poll::Ready(answer);
            }
            let Sender::Http1(_, task) = &mut self.sender else { return Poll::Pending };
            if Pin::new(task).poll(context).is_pending() {
                return Poll::Pending;
            }
            // A request that was handed over just as the task ended lies between both ends. It is given back when there is
            // no sender any more.
            self.sender = Sender::Ended;
            sent.as_mut().poll(context)
        })
        .await
    }

    /// Whether it takes a request at once.
    pub(super) fn is_ready(&self) -> bool {
        match &self.sender {
            Sender::Http1(sender, _) => sender.is_ready(),
            Sender::Ended => false,
            #[cfg(feature = "http2")]
            Sender::Http2(sender) => sender.is_ready() && !self.about.is_given_up.load(Ordering::Acquire),
        }
    }

    /// Waits until it takes a request; whether it does.
    pub(super) async fn ready(&mut self) -> bool {
        match &mut self.sender {
            Sender::Http1(sender, _) => sender.ready().await.is_ok(),
            Sender::Ended => false,
            #[cfg(feature = "http2")]
            Sender::Http2(sender) => sender.ready().await.is_ok(),
        }
    }

    /// The same connection for another request at the same time; `None` where it takes one after the other.
    pub(super) fn share(&self) -> Option<Self> {
        match &self.sender {
            Sender::Http1(..) | Sender::Ended => None,
            #[cfg(feature = "http2")]
            Sender::Http2(sender) => {
                let sender = Sender::Http2(sender.clone());
                Some(Self { sender, about: Arc::clone(&self.about), permit: None })
            }
        }
    }
}

impl About {
    pub(super) fn new(origin: Origin, is_http2: bool, proxy: Option<Arc<Route>>) -> Self {
        Self {
            origin,
            is_http2,
            proxy,
            runtime: Handle::current(),
            bytes_read: AtomicU64::new(0),
            answers: AtomicU64::new(0),
            is_given_up: AtomicBool::new(false),
        }
    }

    /// The proxy that reads the requests themselves, as it does where there is no TLS.
    pub(super) fn reading_proxy(&self) -> Option<&Route> {
        self.proxy.as_deref().filter(|_| !self.origin.is_https)
    }

    /// How many bytes were read, those of TLS itself not counted.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Acquire)
    }

    /// How many requests were answered, at least with a head.
    pub(super) fn answers(&self) -> u64 {
        self.answers.load(Ordering::Acquire)
    }

    pub(super) fn answered(&self) {
        self.answers.fetch_add(1, Ordering::AcqRel);
    }

    /// Says that it shall take no more requests.
    pub(super) fn give_up(&self) {
        self.is_given_up.store(true, Ordering::Release);
    }
}

/// The bytes of a connection.
pub(super) enum Stream {
    Plain(TcpStream),
    Secure(Box<TlsStream<TcpStream>>),
}

/// The bytes of a connection, those that come counted.
pub(super) struct Counted {
    stream: Stream,
    about: Arc<About>,
}

impl Counted {
    pub(super) fn new(stream: Stream, about: Arc<About>) -> Self {
        Self { stream, about }
    }
}

impl hyper::rt::Read for Counted {
    /// By a buffer of its own: what is read straight into hyper's has to be vouched for in unsafe code.
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut into: hyper::rt::ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let mut space = [MaybeUninit::uninit(); READ_SIZE];
        let space = space.get_mut(..into.remaining().min(READ_SIZE)).unwrap_or_default();
        let mut buffer = ReadBuf::uninit(space);
        let read = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_read(context, &mut buffer),
            Stream::Secure(stream) => Pin::new(stream).poll_read(context, &mut buffer),
        };
        if read.is_ready() {
            into.put_slice(buffer.filled());
            self.about.bytes_read.fetch_add(buffer.filled().len() as u64, Ordering::AcqRel);
        }
        read
    }
}

impl hyper::rt::Write for Counted {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Stream::Secure(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_flush(context),
            Stream::Secure(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Stream::Secure(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write_vectored(context, slices),
            Stream::Secure(stream) => Pin::new(stream).poll_write_vectored(context, slices),
        }
    }
}
