use super::{TransportError, TransportErrorKind};
use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tower_service::Service;

/// An HTTP proxy that `https` requests are tunnelled through by CONNECT.
///
/// Requests to `http` URLs never take it: such are only for servers on this machine or next to it, as those that hand
/// out credentials to a container.
#[derive(Clone)]
pub struct Proxy {
    url: String,
    except: String,
}

impl Proxy {
    /// The proxy at a URL `http://[user:password@]host:port`; `http://` may be left out.
    ///
    /// # Errors
    /// [`TransportErrorKind::Configuration`] when the URL has another form or scheme.
    pub fn new(url: impl Into<String>) -> Result<Self, TransportError> {
        let url = url.into();
        let usable = url.parse::<Uri>().is_ok_and(|uri| {
            uri.scheme_str().is_none_or(|scheme| scheme == "http") && uri.host().is_some_and(|host| !host.is_empty())
        });
        if !usable {
            // The URL itself is not shown, as it may hold a password.
            let message = "reading the proxy's URL: it is not of the form `http://[user:password@]host:port`";
            return Err(TransportError::new(TransportErrorKind::Configuration, message));
        }
        Ok(Self { url, except: String::new() })
    }

    /// The hosts to connect to directly, as curl has them in `NO_PROXY`: domains (with their subdomains), addresses and
    /// networks (`10.0.0.0/8`), with commas between; `*` is every host.
    #[must_use]
    pub fn except(mut self, hosts: impl Into<String>) -> Self {
        self.except = hosts.into();
        self
    }

    /// The proxy that environment variables name: `HTTPS_PROXY`, else `ALL_PROXY`, with the exceptions in `NO_PROXY`;
    /// each also in lower case. `variable` gives the value of one.
    ///
    /// ```
    /// use tinsmith_runtime::transport::Proxy;
    ///
    /// let proxy = Proxy::from_variables(|name| std::env::var(name).ok())?;
    /// # Ok::<(), tinsmith_runtime::transport::TransportError>(())
    /// ```
    ///
    /// # Errors
    /// As [`new`](Self::new), when one is named.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, TransportError> {
        let first = |names: &[&str]| names.iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
        let Some(url) = first(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) else { return Ok(None) };
        Ok(Some(Self::new(url)?.except(first(&["NO_PROXY", "no_proxy"]).unwrap_or_default())))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Proxy").field("except", &self.except).finish_non_exhaustive()
    }
}

/// Connects to a host, or to it through the proxy.
#[derive(Clone)]
pub(super) struct ProxyConnector {
    direct: HttpConnector,
    proxy: Option<Arc<Matcher>>,
}

impl ProxyConnector {
    pub(super) fn new(direct: HttpConnector, proxy: Option<&Proxy>) -> Self {
        let matcher = |proxy: &Proxy| Matcher::builder().https(proxy.url.clone()).no(proxy.except.clone()).build();
        Self { direct, proxy: proxy.map(matcher).map(Arc::new) }
    }

    /// The same with this time for a TCP connection. It is spread over the addresses of a host, so that one that does not
    /// answer leaves time for the next.
    pub(super) fn within(&self, timeout: Duration) -> Self {
        let mut within = self.clone();
        within.direct.set_connect_timeout(Some(timeout));
        within
    }
}

impl Service<Uri> for ProxyConnector {
    type Response = TokioIo<TcpStream>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.direct.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let Some(proxy) = self.proxy.as_ref().and_then(|proxy| proxy.intercept(&destination)) else {
            let connecting = self.direct.call(destination);
            return Box::pin(async move { Ok(connecting.await?) });
        };
        let mut tunnel = Tunnel::new(proxy.uri().clone(), self.direct.clone());
        if let Some(authorization) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        let host = proxy.uri().authority().map(ToString::to_string).unwrap_or_default();
        let connecting = tunnel.call(destination);
        Box::pin(async move { connecting.await.map_err(|source| ProxyError { host, source: source.into() }.into()) })
    }
}

#[derive(Debug)]
struct ProxyError {
    host: String,
    source: Box<dyn Error + Send + Sync>,
}

impl fmt::Display for ProxyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "through the proxy {}", self.host)
    }
}

impl Error for ProxyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
