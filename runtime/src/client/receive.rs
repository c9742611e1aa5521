//! From the head of a response to an output.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use super::failure::{Failure, Received, failed};
use super::read_limit::ReadLimit;
use super::request::Outgoing;
use super::retry::date;
use super::secrets::Secrets;
use crate::binding::payload_member;
use crate::body::{Body, BodyError, Patience};
use crate::error::{ErrorDetails, ErrorKind};
use crate::request_id::request_id;
use crate::response::{Parsed, ResponseMetadata, parse};
use crate::retry::checksum;
use crate::schema::{ResponseParts, Schema};
use crate::structure::Structure;
use crate::time::Clock;
use crate::transport::TransportError;
use crate::types::ByteStream;
use crate::value::Slot;

/// How many bytes of an error response are read.
const MAX_ERROR: usize = 1 << 20;

/// Services refuse signatures whose time is off by five minutes.
const TOLERANCE: Duration = Duration::from_secs(240);

/// Reads a response into an empty output, and takes out of it what is kept. A body that is a stream of the output's stays
/// one. Gives also how many bytes were read.
pub(super) async fn receive(
    outgoing: &Outgoing<'_>,
    response: &mut http::Response<Body>,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
    limit: &ReadLimit<'_>,
) -> (u64, Result<ResponseMetadata, Failure>) {
    let mut bytes = 0;
    let result = read(outgoing, response, output, exceptions, limit, &mut bytes).await;
    (bytes, result)
}

async fn read(
    outgoing: &Outgoing<'_>,
    response: &mut http::Response<Body>,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
    limit: &ReadLimit<'_>,
    bytes: &mut u64,
) -> Result<ResponseMetadata, Failure> {
    let (operation, settings) = (outgoing.operation, outgoing.client.0.config.settings());
    let status = response.status();
    let stream = payload_member(output.schema()).filter(|(_, member)| member.streaming && status.is_success());
    let expired = || limit.expired().into();
    let patience = Patience { sleep: limit.sleep, time: limit.time, expired: &expired };
    let body = match stream {
        Some(_) => Ok(Bytes::new()),
        None if status.is_success() => {
            let body = std::mem::take(response.body_mut());
            body.collect_in_time(settings.max_document_bytes, Some(&patience)).await
        }
        None => std::mem::take(response.body_mut()).collect_start_in_time(MAX_ERROR, Some(&patience)).await,
    };
    let body = body.map_err(|error| not_read(operation.name, status, response.headers(), error))?;
    *bytes = body.len() as u64;
    if outgoing.client.0.rules.has_checksums && checksum::is_wrong(response.headers(), &body) {
        let message = "the response was damaged on its way: its body has another checksum than its headers say";
        let details = ErrorDetails::new(ErrorKind::Response, operation.name, message).damaged();
        let parts = ResponseParts { status, headers: response.headers(), body: &body };
        return Err(details.with_response(&parts).into());
    }
    let received = Received { status, headers: std::mem::take(response.headers_mut()), body };
    match parse(operation, &received.parts(), output, exceptions, settings.strict_responses) {
        Parsed::Output(read) => {
            if let Some((index, _)) = stream
                && let Some(Slot::Stream(place)) = output.member_mut(index)
            {
                *place = ByteStream::from(limit.of_stream(std::mem::take(response.body_mut())));
            }
            Ok(ResponseMetadata::new(received.status.as_u16(), received.headers, read))
        }
        Parsed::Error(details, position) => Err(Failure {
            details,
            exception: position.map(|position| (position, Box::new(received))),
            secrets: Secrets::default(),
            remedy: None,
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

/// Corrects the clock by the service's, where the service refused a signature and its clock says another time; whether it
/// does.
pub(super) fn learn_time(details: &ErrorDetails, clock: &Clock) -> bool {
    let Some(time) = date(details.headers()).filter(|_| details.is_clock_skew()) else { return false };
    let now = clock.now();
    let difference = time.duration_since(now).unwrap_or_else(|error| error.duration());
    let is_wrong = difference > TOLERANCE;
    if is_wrong {
        clock.correct(time);
    }
    is_wrong
}
