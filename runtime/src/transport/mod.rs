//! How requests reach a server: one trait with one method, and the transport that is used by default.

mod error;
#[cfg(feature = "hyper")]
mod hyper;
mod progress;
#[cfg(feature = "hyper")]
mod proxy;
mod shared;
#[cfg(feature = "hyper")]
mod tls;

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::body::Body;

pub use error::{TransportError, TransportErrorKind};
#[cfg(feature = "hyper")]
pub use hyper::{HyperTransport, HyperTransportBuilder};
pub use progress::Progress;
#[cfg(feature = "hyper")]
pub use proxy::Proxy;
pub(crate) use shared::SharedTransport;

/// What [`Transport::send`] returns: the response as soon as its head is there, its body as it arrives.
pub type SendFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'a>>;

/// Sends one HTTP request and gives back the response, whatever its status.
///
/// A transport neither retries, nor follows redirects, nor limits time, and sends the request as it is: a signature covers
/// its target and headers. Dropping the future, or the response's body, abandons the request.
///
/// ```
/// use tinsmith_runtime::body::Body;
/// use tinsmith_runtime::transport::{SendFuture, Transport, TransportOptions};
///
/// #[derive(Debug)]
/// struct AlwaysEmpty;
///
/// impl Transport for AlwaysEmpty {
///     fn send(&self, _request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
///         Box::pin(async { Ok(http::Response::new(Body::empty())) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + Debug {
    /// Sends `request`, whose URI has a scheme and a host.
    fn send(&self, request: http::Request<Body>, options: TransportOptions) -> SendFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>, options: TransportOptions) -> SendFuture<'_> {
        (**self).send(request, options)
    }
}

/// What a transport is told beside the request.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TransportOptions {
    /// How long connecting may take, in place of the transport's own limit.
    pub connect_timeout: Option<Duration>,
    /// Where the transport says how far it has come, and the caller that it gave up waiting.
    pub progress: Progress,
}
