//! The default transport: hyper with rustls.

mod builder;
mod connection;
mod connector;
mod exchange;
mod failure;
#[cfg(feature = "http2")]
mod http2;
mod limit;
mod origin;
mod pool;
mod response;
mod tcp;
mod tunnel;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HOST, HeaderValue, PROXY_AUTHORIZATION};
use http::{Request, Response, StatusCode, Uri, uri};

use self::connection::About;
use self::connector::Connector;
use self::exchange::{Exchange, RequestBody};
use self::limit::Limit;
use self::origin::Origin;
use self::pool::Pool;
use self::response::{Abandoned, ResponseBody};
use super::{Proxy, SendFuture, Transport, TransportError, TransportOptions};
use crate::body::Body;

pub use builder::HyperTransportBuilder;
pub(super) use origin::without_brackets;

/// A transport over HTTP/1.1, and with the feature `http2` over HTTP/2 where the server picks it in the TLS handshake, with
/// a pool of connections.
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
///
/// [`TransportErrorKind::Configuration`]: super::TransportErrorKind::Configuration
/// [`Progress::time_out`]: super::Progress::time_out
#[derive(Clone)]
pub struct HyperTransport {
    pool: Arc<Pool>,
    connector: Arc<Connector>,
    limit: Option<Arc<Limit>>,
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
        mut request: Request<Body>,
        options: TransportOptions,
    ) -> Result<Response<Body>, TransportError> {
        let (is_https, authority) = Origin::parts(request.uri())?;
        let mut timeout = options.connect_timeout.unwrap_or(self.connect_timeout);
        let mut permit = None;
        let mut waiting = match &self.limit {
            None => self.pool.take(is_https, authority),
            Some(limit) => {
                let origin = Origin { is_https, authority: authority.clone() };
                let mut shared = self.pool.share(&origin);
                if shared.is_none() {
                    // On the heap: what a call without a limit has no use for.
                    let (leave, left) = Box::pin(limit.permit(&origin, timeout)).await?;
                    (permit, timeout) = (Some(leave), left);
                    shared = self.pool.take(is_https, authority);
                }
                shared
            }
        };
        loop {
            let is_reused = waiting.is_some();
            let mut connection = match waiting {
                Some(connection) => connection,
                None => {
                    let (is_https, authority) = Origin::parts(request.uri())?;
                    let origin = Origin { is_https, authority: authority.clone() };
                    self.pool.add(self.connector.connect(origin, timeout).await?)
                }
            };
            let about = Arc::clone(&connection.about);
            if about.is_http2 {
                // Those that wait share the connection.
                permit = None;
            }
            let exchange = Exchange::new(Arc::clone(&about));
            let mut abandoned = Abandoned::new(Arc::clone(&about), options.progress.clone());
            options.progress.sending();
            let mut sent = request.map(|body| RequestBody::new(body, exchange.clone()));
            if !about.is_http2 {
                for_http1(&mut sent, &about);
            }
            let mut failure = match connection.send(sent).await {
                Ok(response) => {
                    exchange.answered();
                    if response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED
                        && let Some(proxy) = about.reading_proxy()
                    {
                        return Err(failure::of_proxy(proxy, &about.origin));
                    }
                    connection.permit = permit;
                    let pool = Arc::clone(&self.pool);
                    return Ok(response.map(|body| Body::new(ResponseBody::new(body, connection, pool, abandoned))));
                }
                Err(failure) => failure,
            };
            abandoned.finished();
            match failure.take_message() {
                // It has not begun to be sent.
                Some(unsent) if is_reused => {
                    options.progress.connecting();
                    request = unsent.map(RequestBody::into_body);
                    absolute(request.uri_mut(), &about.origin);
                }
                _ => return Err(failure::of_request(failure.into_error(), &about.origin, &exchange)),
            }
            waiting = self.pool.take(about.origin.is_https, &about.origin.authority);
        }
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Body>, options: TransportOptions) -> SendFuture<'_> {
        options.progress.connecting();
        Box::pin(self.exchange(request, options))
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

/// Over HTTP/1.1 the host stands in a header, and the target is the path; for a proxy that reads it, it is the whole URL.
fn for_http1<T>(request: &mut Request<T>, about: &About) {
    let origin = &about.origin;
    if !request.headers().contains_key(HOST) {
        let usual = if origin.is_https { 443 } else { 80 };
        let text = match origin.authority.port_u16() {
            Some(port) if port != usual => format!("{}:{port}", origin.authority.host()),
            _ => origin.authority.host().to_owned(),
        };
        // A host is always a header's value.
        if let Ok(value) = HeaderValue::try_from(text) {
            request.headers_mut().insert(HOST, value);
        }
    }
    if let Some(proxy) = about.reading_proxy() {
        absolute(request.uri_mut(), origin);
        if let Some(authorization) = &proxy.authorization {
            request.headers_mut().insert(PROXY_AUTHORIZATION, authorization.clone());
        }
        return;
    }
    let path = std::mem::take(request.uri_mut()).into_parts().path_and_query;
    *request.uri_mut() = path.map(Uri::from).unwrap_or_default();
}

/// Puts scheme and host before a target, without user and password.
fn absolute(target: &mut Uri, origin: &Origin) {
    let mut parts = uri::Parts::default();
    parts.scheme = Some(origin.scheme());
    parts.authority = Some(origin.bare_authority());
    parts.path_and_query = std::mem::take(target).into_parts().path_and_query;
    // With all three parts it is a URI.
    *target = Uri::from_parts(parts).unwrap_or_default();
}
