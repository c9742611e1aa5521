//! A call from its input to its result: the same code for every operation.

use std::pin::pin;
use std::time::Duration;

use super::failure::{Failure, failed};
use super::receive::{learn_time, receive};
use super::request::{Outgoing, Place};
use super::secrets::Secrets;
use super::stage::Stage;
use super::trace::{self, CallSpan};
use crate::body::Body;
use crate::error::{ErrorDetails, ErrorKind};
use crate::interceptor::Attempt;
use crate::request::Prepared;
use crate::response::ResponseMetadata;
use crate::schema::Schema;
use crate::structure::Structure;
use crate::time::within;
use crate::transport::{TransportError, TransportOptions};
use crate::types::ByteStream;

/// How many connections in a row may turn out to have been closed before a call fails over it.
const MAX_STALE_CONNECTIONS: u32 = 8;

/// Makes a call, within this time: everything between input and output counts, credentials included.
pub(super) async fn exchange(
    outgoing: Outgoing<'_>,
    stream: Option<ByteStream>,
    timeout: Duration,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
) -> Result<ResponseMetadata, Failure> {
    let (service, operation) = (outgoing.client.0.service.sdk_id, outgoing.operation.name);
    let span = CallSpan::new(service, operation);
    let stage = Stage::default();
    let outcome = {
        let mut call = pin!(span.around(call(&outgoing, stream, &stage, output, exceptions)));
        let outcome = within(&outgoing.client.0.config.settings().sleep, timeout, call.as_mut()).await;
        if outcome.is_none() {
            // Before the future is dropped, so that the transport gives up the connection.
            stage.progress.time_out();
        }
        outcome
    };
    let result = outcome.unwrap_or_else(|| {
        let details = ErrorDetails::new(ErrorKind::Timeout, operation, stage.timed_out(timeout));
        Err(details.with_may_have_been_sent(stage.may_have_been_sent()).into())
    });
    result.map_err(|mut failure| {
        failure.details = failure.details.with_idempotency_token(outgoing.attempt(1).idempotency_token());
        span.failed(&failure.details);
        failure
    })
}

async fn call(
    outgoing: &Outgoing<'_>,
    stream: Option<ByteStream>,
    stage: &Stage,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
) -> Result<ResponseMetadata, Failure> {
    outgoing.validate()?;
    let mut stream = stream.map(ByteStream::into_body);
    let can_be_sent_again = stream.as_ref().is_none_or(Body::is_repeatable);
    let mut number = 1;
    loop {
        let body = if can_be_sent_again { stream.as_ref().and_then(Body::try_clone) } else { stream.take() };
        // Written for each attempt: more than one is rare, and what is kept for it would be copied for each call.
        let prepared = outgoing.prepare(body, Place::Headers)?;
        let attempt = outgoing.attempt(number);
        let result = self::attempt(outgoing, prepared, &attempt, stage, output, exceptions).await;
        for interceptor in &outgoing.client.0.config.settings().interceptors {
            interceptor.after_attempt(&attempt, result.as_ref().err().map(|failure| &failure.details));
        }
        match result {
            Err(failure) if can_be_sent_again && number <= MAX_STALE_CONNECTIONS && is_stale(&failure.details) => {
                number += 1;
            }
            result => return result,
        }
    }
}

/// Whether the call met a connection that the service had closed, and the next may fare better.
fn is_stale(details: &ErrorDetails) -> bool {
    let cause = details.cause().and_then(|cause| cause.downcast_ref::<TransportError>());
    cause.is_some_and(TransportError::is_stale_connection)
}

async fn attempt(
    outgoing: &Outgoing<'_>,
    prepared: Prepared,
    attempt: &Attempt<'_>,
    stage: &Stage,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
) -> Result<ResponseMetadata, Failure> {
    let (operation, config) = (outgoing.operation, outgoing.client.0.config.settings());
    let authorization = outgoing.authorize().await?;
    let failed = |error: TransportError| failed(operation.name, error);
    let transport;
    // In a block of its own, so that a call that waits has no room for its request.
    let sending = {
        let request = outgoing.request(prepared, &authorization, attempt, Place::Headers)?;
        for interceptor in &config.interceptors {
            interceptor.before_sending(attempt, &request);
        }
        stage.send(request.uri().authority());
        trace::sending(&request);
        transport = config.transport.get(&config.system).map_err(failed)?;
        let options = TransportOptions { connect_timeout: config.connect_timeout, progress: stage.progress.clone() };
        transport.send(request, options)
    };
    let mut response = sending.await.map_err(failed)?;
    trace::answered(&response);
    for interceptor in &config.interceptors {
        interceptor.after_response(attempt, &response);
    }
    let settings = (config.max_document_bytes, config.strict_responses);
    receive(operation, &mut response, output, exceptions, settings).await.map_err(|mut failure| {
        failure.secrets = Secrets::of(&authorization.identity, outgoing.input);
        failure.secrets.redact_details(&mut failure.details);
        learn_time(&failure.details, &config.clock);
        failure
    })
}
