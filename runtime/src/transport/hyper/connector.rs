//! How connections are made.

use std::any::Any;
use std::future::poll_fn;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::client::conn::http1;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::connection::{About, Connection, Counted, Sender, Stream};
use super::failure;
use super::origin::Origin;
use super::tcp::{self, KeepAlive};
use super::tunnel::{self, ProxyError};
use crate::body::BoxError;
use crate::time::tokio_sleep;
use crate::transport::proxy::{Proxy, Route};
use crate::transport::tls::Tls;
use crate::transport::{TransportError, TransportErrorKind};

/// Makes connections.
pub(super) struct Connector {
    pub(super) proxy: Proxy,
    pub(super) tls: Arc<Tls>,
    pub(super) keep_alive: KeepAlive,
}

impl Connector {
    /// A connection, ready to send on, within this time for the whole of it.
    pub(super) async fn connect(&self, origin: Origin, timeout: Duration) -> Result<Connection, TransportError> {
        let mut elapsed = tokio_sleep(timeout).ok_or_else(|| failure::of_runtime(&origin))?;
        // On the heap: it is far larger than what a call on a connection that is there has to carry.
        let mut connecting: Pin<Box<dyn Future<Output = _> + Send>> =
            Box::pin(without_panic(self.connection(origin.clone(), timeout)));
        poll_fn(|context| {
            if let Poll::Ready(connected) = connecting.as_mut().poll(context) {
                return Poll::Ready(connected.map_err(|error| failure::of_connection(error, &origin)));
            }
            elapsed.as_mut().poll(context).map(|()| Err(failure::of_connecting(&origin, timeout)))
        })
        .await
    }

    async fn connection(&self, origin: Origin, timeout: Duration) -> Result<Connection, BoxError> {
        let proxy = self.proxy.route(origin.is_https, origin.host())?.cloned();
        let stream = if origin.is_https {
            let config = Arc::clone(&self.tls).config().await?;
            let tcp = self.tcp(&origin, proxy.as_deref(), timeout).await?;
            let name = ServerName::try_from(origin.host().to_owned())?;
            Stream::Secure(Box::new(TlsConnector::from(config).connect(name, tcp).await?))
        } else {
            Stream::Plain(self.tcp(&origin, proxy.as_deref(), timeout).await?)
        };
        let is_http2 = match &stream {
            Stream::Plain(_) => false,
            Stream::Secure(stream) => stream.get_ref().1.alpn_protocol() == Some(b"h2".as_slice()),
        };
        let about = Arc::new(About::new(origin, is_http2, proxy));
        let stream = Counted::new(stream, Arc::clone(&about));
        #[cfg(feature = "http2")]
        if is_http2 {
            let sender = super::http2::handshake(stream, self.keep_alive, &about.runtime).await?;
            return Ok(Connection { sender: Sender::Http2(sender), about, permit: None });
        }
        let (sender, connection) = http1::handshake(stream).await?;
        let task = about.runtime.spawn(async move {
            // Whoever waits for an answer is told of the error.
            let _ = connection.await;
        });
        Ok(Connection { sender: Sender::Http1(sender, task), about, permit: None })
    }

    /// To the origin, or to the proxy, and for TLS through it to the origin.
    async fn tcp(&self, origin: &Origin, proxy: Option<&Route>, timeout: Duration) -> Result<TcpStream, BoxError> {
        let Some(proxy) = proxy else {
            return Ok(tcp::connect(origin.host(), origin.port(), timeout, self.keep_alive).await?);
        };
        let stream = tcp::connect(&proxy.host, proxy.port, timeout, self.keep_alive).await;
        let stream = stream.map_err(|error| ProxyError::new(proxy, error))?;
        if !origin.is_https {
            return Ok(stream);
        }
        let opened = tunnel::open(&stream, proxy, origin.authority.host(), origin.port()).await;
        opened.map_err(|error| ProxyError::new(proxy, error))?;
        Ok(stream)
    }
}

/// A runtime without I/O has no other way of saying so than a panic.
async fn without_panic<T>(connecting: impl Future<Output = Result<T, BoxError>>) -> Result<T, BoxError> {
    let mut connecting = pin!(connecting);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| connecting.as_mut().poll(context)));
        polled.unwrap_or_else(|panic| Poll::Ready(Err(panicked(&*panic))))
    })
    .await
}

fn panicked(panic: &(dyn Any + Send)) -> BoxError {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    if text.contains("enable_io") {
        let message = "this tokio runtime has no I/O: build it with `enable_io` or `enable_all`";
        return TransportError::new(TransportErrorKind::Configuration, message).into();
    }
    io::Error::other("the code that connects panicked").into()
}
