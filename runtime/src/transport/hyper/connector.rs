//! How connections are made.

use std::any::Any;
use std::future::poll_fn;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::rt::TokioIo;
use tower_service::Service;

use super::connection::Connection;
use crate::body::BoxError;
use crate::transport::proxy::ProxyConnector;
use crate::transport::tls::Tls;
use crate::transport::{TransportError, TransportErrorKind};

tokio::task_local! {
    /// What the request that has a connection made allows for it. The pool between them has no place for it.
    pub(super) static CONNECT_TIMEOUT: Duration;
}

/// Makes connections and bounds the whole of it.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: ProxyConnector,
    tls: Arc<Tls>,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(tcp: ProxyConnector, tls: Arc<Tls>, timeout: Duration) -> Self {
        Self { tcp, tls, timeout }
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Connection>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let timeout = CONNECT_TIMEOUT.try_with(|timeout| *timeout).unwrap_or(self.timeout);
        let connecting = connect(self.tcp.within(timeout), Arc::clone(&self.tls), destination);
        Box::pin(async move {
            let within = tokio::time::timeout(timeout, without_panic(connecting)).await;
            within.unwrap_or_else(|_| Err(timed_out(timeout).into()))
        })
    }
}

/// Why there is no connection after this time.
pub(super) fn timed_out(timeout: Duration) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, format!("there was no connection after {timeout:?}"))
}

async fn connect(mut tcp: ProxyConnector, tls: Arc<Tls>, destination: Uri) -> Result<TokioIo<Connection>, BoxError> {
    let stream = if destination.scheme() == Some(&Scheme::HTTPS) {
        let config = tls.config().await?;
        HttpsConnector::from((tcp, config)).call(destination).await?
    } else {
        MaybeHttpsStream::Http(tcp.call(destination).await?)
    };
    Ok(TokioIo::new(Connection::new(stream)))
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
