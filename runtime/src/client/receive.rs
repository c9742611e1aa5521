//! From the head of a response to an output.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;
use http::header::{DATE, HeaderMap};

use super::failure::{Failure, Received, failed};
use super::secrets::Secrets;
use crate::binding::payload_member;
use crate::body::{Body, BodyError};
use crate::error::{ErrorDetails, ErrorKind};
use crate::request_id::request_id;
use crate::response::{Parsed, ResponseMetadata, parse};
use crate::schema::{OperationSchema, Schema};
use crate::structure::Structure;
use crate::time::Clock;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::transport::TransportError;
use crate::types::ByteStream;
use crate::value::Slot;

/// How many bytes of an error response are read.
const MAX_ERROR: usize = 1 << 20;

/// Services refuse signatures whose time is off by five minutes.
const TOLERANCE: Duration = Duration::from_secs(240);

/// Reads a response into an empty output, and takes out of it what is kept. A body that is a stream of the output's stays
/// one.
pub(super) async fn receive(
    operation: &'static OperationSchema,
    response: &mut http::Response<Body>,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
    (max_document_bytes, strict): (usize, bool),
) -> Result<ResponseMetadata, Failure> {
    let status = response.status();
    let stream = payload_member(output.schema()).filter(|(_, member)| member.streaming && status.is_success());
    let body = match stream {
        Some(_) => Ok(Bytes::new()),
        None if status.is_success() => std::mem::take(response.body_mut()).collect(max_document_bytes).await,
        None => std::mem::take(response.body_mut()).collect_start(MAX_ERROR).await,
    };
    let body = body.map_err(|error| not_read(operation.name, status, response.headers(), error))?;
    let received = Received { status, headers: std::mem::take(response.headers_mut()), body };
    match parse(operation, &received.parts(), output, exceptions, strict) {
        Parsed::Output(read) => {
            if let Some((index, _)) = stream
                && let Some(Slot::Stream(place)) = output.member_mut(index)
            {
                *place = ByteStream::from(std::mem::take(response.body_mut()));
            }
            Ok(ResponseMetadata::new(received.status.as_u16(), received.headers, read))
        }
        Parsed::Error(details, position) => Err(Failure {
            details,
            exception: position.map(|position| (position, Box::new(received))),
            secrets: Secrets::default(),
        }),
    }
}

/// The error of a body that could not be read: the connection broke, or it is too large.
fn not_read(operation: &'static str, status: StatusCode, headers: &HeaderMap, error: BodyError) -> ErrorDetails {
    if error.is_too_large() {
        let details = ErrorDetails::caused_by(ErrorKind::Response, operation, error).with_status(status.as_u16());
        let details = details.with_headers(headers.clone());
        return match request_id(headers) {
            Some(id) => details.with_request_id(id),
            None => details,
        };
    }
    let Some(cause) = error.into_cause() else {
        return ErrorDetails::new(ErrorKind::Transport, operation, "the body of the response could not be read");
    };
    match cause.downcast::<TransportError>() {
        Ok(error) => failed(operation, *error),
        Err(cause) => ErrorDetails::new(ErrorKind::Transport, operation, cause.to_string()).with_cause(cause),
    }
}

/// Corrects the clock by the service's, where the service refused a signature and its clock says another time.
pub(super) fn learn_time(details: &ErrorDetails, clock: &Clock) {
    if !details.is_clock_skew() {
        return;
    }
    let date = details.headers().get(DATE).and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| Timestamp::parse(date, TimestampFormat::HttpDate).ok());
    let Some(time) = date.and_then(|date| SystemTime::try_from(date).ok()) else { return };
    let now = clock.now();
    let difference = time.duration_since(now).unwrap_or_else(|error| error.duration());
    if difference > TOLERANCE {
        clock.correct(time);
    }
}
