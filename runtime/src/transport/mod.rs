//! How requests reach a server: one trait with one method, and the transport that is used by default.

mod error;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "hyper")]
mod proxy;
#[cfg(feature = "hyper")]
mod tls;

use bytes::Bytes;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

pub use error::{TransportError, TransportErrorKind};
#[cfg(feature = "hyper")]
pub use hyper::{HyperTransport, HyperTransportBuilder};
#[cfg(feature = "hyper")]
pub use proxy::Proxy;

/// What [`Transport::send`] returns: the response, with its body read to the end.
pub type SendFuture<'a> = Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'a>>;

/// Sends one HTTP request and gives back the response, whatever its status.
///
/// A transport neither retries nor follows redirects, and sends the request as it is: a signature covers its target
/// and headers. Dropping the future abandons the request.
///
/// ```
/// use bytes::Bytes;
/// use std::time::Duration;
/// use tinsmith_runtime::transport::{SendFuture, Transport};
///
/// #[derive(Debug)]
/// struct AlwaysEmpty;
///
/// impl Transport for AlwaysEmpty {
///     fn send(&self, _request: http::Request<Bytes>, _timeout: Duration) -> SendFuture<'_> {
///         Box::pin(async { Ok(http::Response::new(Bytes::new())) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + Debug {
    /// Sends `request`, whose URI has a scheme and a host. `timeout` is for all of it: finding the host, connecting,
    /// sending, and reading the response to its end.
    fn send(&self, request: http::Request<Bytes>, timeout: Duration) -> SendFuture<'_>;
}
