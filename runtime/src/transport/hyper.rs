use super::proxy::{Proxy, ProxyConnector};
use super::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions, tls};
use crate::body::Body;
use crate::error_chain::causes;
use http::{Request, Response, Uri};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use std::{fmt, io};
use tokio::net::TcpStream;
use tower_service::Service;

/// A transport over HTTP/1.1 and HTTP/2 (whichever the server picks in the TLS handshake), with a pool of connections.
///
/// It works within a tokio runtime that has its time and I/O drivers enabled, as `#[tokio::main]` gives it. Clones
/// share the pool. Plain `http` URLs are allowed, and spoken in HTTP/1.1.
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
    client: Client<TimedConnector, Body>,
}

/// The settings of a [`HyperTransport`].
#[derive(Clone)]
pub struct HyperTransportBuilder {
    connect_timeout: Duration,
    pool_idle_timeout: Duration,
    max_idle_per_host: usize,
    root_certificates: Vec<u8>,
    tls_config: Option<rustls::ClientConfig>,
    proxy: Option<Proxy>,
}

impl HyperTransport {
    /// The default settings, with the proxy that the environment names (see [`Proxy::from_variables`]).
    ///
    /// # Errors
    /// As [`HyperTransportBuilder::build`]; also when the proxy's URL is wrong.
    pub fn from_environment() -> Result<Self, TransportError> {
        let proxy = Proxy::from_variables(|name| std::env::var(name).ok())?;
        HyperTransportBuilder { proxy, ..Self::builder() }.build()
    }

    /// The default settings, to change; they name no proxy.
    #[must_use]
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder {
            // Just over the 3 s after which a lost SYN and its first repetition have been answered or not.
            connect_timeout: Duration::from_millis(3_100),
            // AWS load balancers close after 60 s; a request must not meet that.
            pool_idle_timeout: Duration::from_secs(50),
            max_idle_per_host: 32,
            root_certificates: Vec::new(),
            tls_config: None,
            proxy: None,
        }
    }

    async fn exchange(&self, request: Request<Body>, host: &str) -> Result<Response<Body>, TransportError> {
        let response = self.client.request(request).await.map_err(|error| request_failure(error, host))?;
        Ok(response.map(Body::new))
    }
}

impl HyperTransportBuilder {
    /// The time for finding the host, connecting, tunnelling through a proxy and the TLS handshake; 3.1 s if not set.
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout, ..self }
    }

    /// After how long a connection that is not in use is closed; 50 s if not set.
    #[must_use]
    pub fn pool_idle_timeout(self, pool_idle_timeout: Duration) -> Self {
        Self { pool_idle_timeout, ..self }
    }

    /// How many connections to a host are kept while not in use; 32 if not set. How many are in use has no limit.
    #[must_use]
    pub fn max_idle_per_host(self, max_idle_per_host: usize) -> Self {
        Self { max_idle_per_host, ..self }
    }

    /// Certificates to trust in addition to the platform's, in PEM.
    #[must_use]
    pub fn root_certificates(self, pem: impl Into<Vec<u8>>) -> Self {
        Self { root_certificates: pem.into(), ..self }
    }

    /// TLS by this configuration alone; [`root_certificates`](Self::root_certificates) are then not used. Where it names
    /// no ALPN protocols, HTTP/2 and HTTP/1.1 are offered.
    #[must_use]
    pub fn tls_config(self, config: rustls::ClientConfig) -> Self {
        Self { tls_config: Some(config), ..self }
    }

    /// The proxy for `https` requests.
    #[must_use]
    pub fn proxy(self, proxy: Proxy) -> Self {
        Self { proxy: Some(proxy), ..self }
    }

    /// The transport. Nothing is sent; no runtime is needed yet.
    ///
    /// # Errors
    /// [`TransportErrorKind::Configuration`] when the platform has no certificates to trust and none were given, or
    /// when those given are not certificates.
    pub fn build(self) -> Result<HyperTransport, TransportError> {
        let mut tls_config = match self.tls_config {
            Some(config) => config,
            None => tls::client_config(&self.root_certificates)?,
        };
        if tls_config.alpn_protocols.is_empty() {
            tls_config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        }
        let mut direct = HttpConnector::new();
        direct.enforce_http(false);
        direct.set_nodelay(true);
        // It spreads this over the addresses of a host, so that one that does not answer leaves time for the next.
        direct.set_connect_timeout(Some(self.connect_timeout));
        let inner = HttpsConnector::from((ProxyConnector::new(direct, self.proxy.as_ref()), tls_config));
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(self.pool_idle_timeout)
            .pool_max_idle_per_host(self.max_idle_per_host)
            .pool_timer(TokioTimer::new())
            .timer(TokioTimer::new())
            .build(TimedConnector { inner, timeout: self.connect_timeout });
        Ok(HyperTransport { client })
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(async move {
            let host = host(request.uri())?;
            if tokio::runtime::Handle::try_current().is_err() {
                let message = format!("sending a request to {host}: this transport works only within a tokio runtime");
                return Err(TransportError::new(TransportErrorKind::Configuration, message));
            }
            self.exchange(request, &host).await
        })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

/// Without certificates and TLS configuration, which are long.
impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("max_idle_per_host", &self.max_idle_per_host)
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
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

fn request_failure(error: legacy::Error, host: &str) -> TransportError {
    let any = |is: fn(&(dyn Error + 'static)) -> bool| causes(&error).any(is);
    if error.is_connect() {
        let (kind, message) = if any(is_timeout) {
            (TransportErrorKind::ConnectTimeout, format!("connecting to {host}"))
        } else if any(|cause| cause.is::<rustls::Error>()) {
            (TransportErrorKind::Tls, format!("securing the connection to {host}"))
        } else {
            (TransportErrorKind::Connect, format!("connecting to {host}"))
        };
        return TransportError::new(kind, message).with_source(error);
    }
    let message = format!("sending a request to {host} and awaiting the response");
    let kind = if any(is_parse_error) { TransportErrorKind::InvalidResponse } else { TransportErrorKind::Io };
    let not_sent = any(|cause| cause.downcast_ref::<::hyper::Error>().is_some_and(::hyper::Error::is_canceled));
    let failure = TransportError::new(kind, message).with_source(error);
    if not_sent { failure.not_sent() } else { failure }
}

fn is_timeout(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
}

fn is_parse_error(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<::hyper::Error>().is_some_and(::hyper::Error::is_parse)
}

/// Bounds the whole of connecting; the connectors within bound only the TCP handshake.
#[derive(Clone)]
struct TimedConnector {
    inner: HttpsConnector<ProxyConnector>,
    timeout: Duration,
}

impl Service<Uri> for TimedConnector {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let (connecting, timeout) = (self.inner.call(destination), self.timeout);
        Box::pin(async move {
            tokio::time::timeout(timeout, connecting).await.unwrap_or_else(|_| {
                let message = format!("there was no connection after {timeout:?}");
                Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
            })
        })
    }
}
