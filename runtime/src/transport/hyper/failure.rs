//! What an error of hyper means to a caller.

use std::error::Error;
use std::io;
use std::time::Duration;

use super::exchange::Exchange;
use super::origin::Origin;
use super::tunnel::{ProxyError, TunnelError};
use crate::body::BoxError;
use crate::error_chain::causes;
use crate::transport::proxy::Route;
use crate::transport::{TransportError, TransportErrorKind};

/// No response came.
pub(super) fn of_request(error: hyper::Error, origin: &Origin, exchange: &Exchange) -> TransportError {
    let message = format!("sending a request to {origin} and awaiting the response");
    if let Some(body_error) = exchange.take_body_error() {
        return TransportError::new(TransportErrorKind::RequestBody, message).with_source(body_error);
    }
    let any = |is: fn(&(dyn Error + 'static)) -> bool| causes(&error).any(is);
    let kind = if any(is_invalid) { TransportErrorKind::InvalidResponse } else { TransportErrorKind::Io };
    let was_never_taken = any(is_canceled);
    let was_passed_over = any(is_passed_over);
    let is_refused = any(is_refused_stream);
    let is_stale = exchange.is_reused() && (was_passed_over || (exchange.is_unanswered() && any(is_closed)));
    let mut failure = TransportError::new(kind, message).with_source(error);
    if was_never_taken || was_passed_over || is_refused {
        failure = failure.not_sent();
    }
    if is_stale { failure.on_stale_connection() } else { failure }
}

/// The proxy that was handed the request wants to know who asks.
pub(super) fn of_proxy(proxy: &Route, origin: &Origin) -> TransportError {
    let cause = ProxyError::new(proxy, TunnelError::Unauthorized);
    TransportError::new(TransportErrorKind::Connect, format!("sending a request to {origin}")).with_source(cause)
}

/// There is no connection after this time.
pub(super) fn of_connecting(origin: &Origin, timeout: Duration) -> TransportError {
    let cause = io::Error::new(io::ErrorKind::TimedOut, format!("there was no connection after {timeout:?}"));
    TransportError::new(TransportErrorKind::ConnectTimeout, format!("connecting to {origin}")).with_source(cause)
}

/// There was no leave to use a connection in this time.
pub(super) fn of_waiting(origin: &Origin, limit: usize, timeout: Duration) -> TransportError {
    let cause = format!("all {limit} connections that may be in use at a time were in use for {timeout:?}");
    let cause = io::Error::new(io::ErrorKind::TimedOut, cause);
    TransportError::new(TransportErrorKind::ConnectTimeout, format!("connecting to {origin}")).with_source(cause)
}

/// There is no runtime, or none with timers.
pub(super) fn of_runtime(origin: &Origin) -> TransportError {
    let need = if tokio::runtime::Handle::try_current().is_ok() {
        "this tokio runtime has no timers: build it with `enable_time` or `enable_all`"
    } else {
        "this transport works only within a tokio runtime"
    };
    TransportError::new(TransportErrorKind::Configuration, format!("sending a request to {origin}: {need}"))
}

/// The body of a response broke off.
pub(super) fn of_body(error: hyper::Error, origin: &Origin) -> TransportError {
    let kind =
        if causes(&error).any(is_invalid) { TransportErrorKind::InvalidResponse } else { TransportErrorKind::Io };
    TransportError::new(kind, format!("reading the body of the response of {origin}")).with_source(error)
}

/// No connection came about.
pub(super) fn of_connection(error: BoxError, origin: &Origin) -> TransportError {
    let error = match error.downcast::<TransportError>() {
        Ok(known) => {
            let failure = TransportError::new(known.kind(), format!("connecting to {origin}: {}", known.message()));
            return match known.into_source() {
                Some(source) => failure.with_source(source),
                None => failure,
            };
        }
        Err(error) => error,
    };
    let any = |is: fn(&(dyn Error + 'static)) -> bool| causes(&*error).any(is);
    let (kind, doing) = if any(is_timeout) {
        (TransportErrorKind::ConnectTimeout, "connecting to")
    } else if any(|cause| cause.is::<rustls::Error>()) {
        (TransportErrorKind::Tls, "securing the connection to")
    } else {
        (TransportErrorKind::Connect, "connecting to")
    };
    let failure = TransportError::new(kind, format!("{doing} {origin}")).with_source(error);
    // What both sides do not agree on stays so, a certificate that is not trusted most of all.
    if kind == TransportErrorKind::Tls { failure.not_retryable() } else { failure }
}

fn is_timeout(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
}

/// What came is not HTTP: hyper says so, an I/O error where it is a body that is meant, or h2 of frames.
fn is_invalid(cause: &(dyn Error + 'static)) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput};
    cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)
        || cause.downcast_ref::<io::Error>().is_some_and(|error| matches!(error.kind(), InvalidData | InvalidInput))
        || is_invalid_frame(cause)
}

/// The request never left the queue of a connection.
fn is_canceled(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled)
}

/// A GOAWAY reaches those streams alone that are above its last one: they were not and will not be acted on
/// ([RFC 9113, section 6.8](https://www.rfc-editor.org/rfc/rfc9113#section-6.8)). Others end with the connection.
#[cfg(feature = "http2")]
fn is_passed_over(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| error.is_go_away() && error.is_remote())
}

/// The server says that it did nothing
/// ([RFC 9113, section 8.7](https://www.rfc-editor.org/rfc/rfc9113#section-8.7)).
#[cfg(feature = "http2")]
fn is_refused_stream(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        error.is_reset() && error.is_remote() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
    })
}

/// It was not the server that ended the stream or the connection.
#[cfg(feature = "http2")]
fn is_invalid_frame(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<h2::Error>().is_some_and(|error| error.is_library() && error.reason().is_some())
}

#[cfg(feature = "http2")]
fn io_error<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    cause.downcast_ref::<io::Error>().or_else(|| cause.downcast_ref::<h2::Error>().and_then(h2::Error::get_io))
}

#[cfg(not(feature = "http2"))]
fn is_passed_over(_cause: &(dyn Error + 'static)) -> bool {
    false
}

#[cfg(not(feature = "http2"))]
fn is_invalid_frame(_cause: &(dyn Error + 'static)) -> bool {
    false
}

#[cfg(not(feature = "http2"))]
fn is_refused_stream(_cause: &(dyn Error + 'static)) -> bool {
    false
}

#[cfg(not(feature = "http2"))]
fn io_error<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    cause.downcast_ref::<io::Error>()
}

/// The other side closed the connection.
fn is_closed(cause: &(dyn Error + 'static)) -> bool {
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        return error.is_incomplete_message() || error.is_closed();
    }
    io_error(cause).is_some_and(|error| {
        use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof};
        matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | NotConnected | UnexpectedEof)
    })
}
