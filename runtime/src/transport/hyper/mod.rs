//! The default transport: hyper with rustls.

mod builder;
mod connection;
mod connector;
mod exchange;
mod failure;
mod response;

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use http::{Request, Response, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::capture_connection;

use self::connector::{CONNECT_TIMEOUT, Connector};
use self::exchange::{Exchange, RequestBody};
use self::response::{Abandoned, ResponseBody};
use super::{Progress, Proxy, SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};
use crate::body::Body;
use crate::time::{SleepFuture, tokio_sleep};

pub use builder::HyperTransportBuilder;

/// A transport over HTTP/1.1 and HTTP/2 (whichever the server picks in the TLS handshake), with a pool of connections.
///
/// It works within a tokio runtime that has its time and I/O drivers enabled, as `#[tokio::main]` gives it; in any other
/// it fails with [`TransportErrorKind::Configuration`]. Clones share the pool. Plain `http` URLs are allowed, and spoken
/// in HTTP/1.1. What the platform trusts is read when the first TLS connection is made.
///
/// A request that goes to a pooled connection just as the server closes it fails, and the error
/// [says so](TransportError::is_stale_connection); one that such a connection had not begun to send goes to another.
///
/// A request is given up by dropping the future or the response's body. Over HTTP/1.1 that closes the connection; over
/// HTTP/2 it cancels the request alone, and others go on. When the caller has said [`Progress::time_out`] before, the
/// connection takes no further requests, over HTTP/2 either: it may be one that swallows all that it is given.
///
/// ```no_run
/// use std::time::Duration;
/// use tinsmith_runtime::transport::HyperTransport;
///
/// let transport = HyperTransport::builder().connect_timeout(Duration::from_secs(1)).build()?;
/// # Ok::<(), tinsmith_runtime::transport::TransportError>(())
/// ```
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<Connector, RequestBody>,
    connect_timeout: Duration,
}

impl HyperTransport {
    /// The default settings, with the proxy that the environment names (see [`Proxy::from_variables`]).
    ///
    /// # Errors
    /// As [`HyperTransportBuilder::build`]; also when the proxy's URL is wrong.
    pub fn from_environment() -> Result<Self, TransportError> {
        match Proxy::from_variables(|name| std::env::var(name).ok())? {
            Some(proxy) => Self::builder().proxy(proxy).build(),
            None => Self::builder().build(),
        }
    }

    /// The default settings, to change; they name no proxy.
    #[must_use]
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::new()
    }

    async fn exchange(
        &self,
        request: Request<Body>,
        host: String,
        progress: Progress,
        connect_timeout: Duration,
        mut elapsed: SleepFuture,
    ) -> Result<Response<Body>, TransportError> {
        let exchange = Exchange::default();
        let mut request = request.map(|body| RequestBody::new(body, exchange.clone()));
        let capture = capture_connection(&mut request);
        exchange.captured(capture.clone());
        let mut abandoned = Abandoned::new(capture.clone(), progress.clone());
        let mut answering = pin!(CONNECT_TIMEOUT.scope(connect_timeout, self.client.request(request)));
        let mut is_connected = false;
        let answer = poll_fn(|context| {
            let answer = answering.as_mut().poll(context);
            if !is_connected && capture.connection_metadata().is_some() {
                is_connected = true;
                progress.sending();
            }
            if let Poll::Ready(answer) = answer {
                return Poll::Ready(answer.map_err(|error| failure::of_request(error, &host, &exchange)));
            }
            if !is_connected && elapsed.as_mut().poll(context).is_ready() {
                return Poll::Ready(Err(failure::of_connecting(&host, connect_timeout)));
            }
            Poll::Pending
        })
        .await;
        match answer {
            Ok(response) => {
                exchange.answered();
                Ok(response.map(|body| Body::new(ResponseBody::new(body, host, abandoned))))
            }
            Err(error) => {
                abandoned.finished();
                Err(error)
            }
        }
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Body>, options: TransportOptions) -> SendFuture<'_> {
        let TransportOptions { connect_timeout, progress } = options;
        progress.connecting();
        Box::pin(async move {
            let host = host(request.uri())?;
            let connect_timeout = connect_timeout.unwrap_or(self.connect_timeout);
            let elapsed = tokio_sleep(connect_timeout).ok_or_else(|| failure::of_runtime(&host))?;
            self.exchange(request, host, progress, connect_timeout, elapsed).await
        })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

/// The host and port as the URI has them, without user and password.
fn host(uri: &Uri) -> Result<String, TransportError> {
    let invalid = |problem| TransportError::new(TransportErrorKind::InvalidRequest, problem);
    let host = uri.host().filter(|host| !host.is_empty());
    let host = host.ok_or_else(|| invalid("sending a request: its URI has no host"))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err(invalid("sending a request: its URI is neither `http` nor `https`"));
    }
    Ok(uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
