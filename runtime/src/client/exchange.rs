//! A call from its input to its result: the same code for every operation.

use std::pin::pin;
use std::time::Duration;

use super::failure::{Failure, Remedy, failed};
use super::invocation::{AttemptHeaders, Invocation};
use super::read_limit::ReadLimit;
use super::receive::{learn_time, receive};
use super::request::{Outgoing, Place};
use super::retry::{Attempts, Next};
use super::secrets::Secrets;
use super::sent_body::SentBody;
use super::stage::{Limit, Stage};
use super::stopwatch::{Lap, Stopwatch};
use super::trace::{self, AttemptSpan, CallSpan};
use crate::body::Body;
use crate::error::{ErrorDetails, ErrorKind};
use crate::identity::Identity;
use crate::interceptor::Attempt;
use crate::request::Prepared;
use crate::response::ResponseMetadata;
use crate::retry::{NotRetried, RetryMode};
use crate::schema::Schema;
use crate::structure::Structure;
use crate::time::{within, within_from};
use crate::transport::{TransportError, TransportOptions};
use crate::types::ByteStream;

/// Makes a call, within its time: everything between input and output counts, credentials and waits between attempts
/// included.
pub(super) async fn exchange(
    outgoing: Outgoing<'_>,
    stream: Option<ByteStream>,
    output: &mut dyn Structure,
    exceptions: &'static [&'static Schema],
) -> Result<ResponseMetadata, Failure> {
    let settings = outgoing.client.0.config.settings();
    let span = CallSpan::new(&outgoing);
    let (stage, stopwatch) = (Stage::default(), Stopwatch::new(&outgoing));
    let timeout = outgoing.timeout();
    let outcome = {
        let call = UnderWay { outgoing: &outgoing, stage: &stage, stopwatch: &stopwatch };
        let mut call = pin!(span.around(call.call(stream, output, exceptions)));
        let begin = || stage.begin(&settings.clock);
        let outcome = within_from(&settings.sleep, timeout, call.as_mut(), begin).await;
        if outcome.is_none() {
            stage.time_out();
        }
        outcome
    };
    let result = outcome.unwrap_or_else(|| match stage.take_failure() {
        // What the last attempt failed with says more than that there was no time for another.
        Some(mut failure) => {
            failure.details = failure.details.with_not_retried(NotRetried::Time);
            Err(failure)
        }
        None => Err(timed_out(&outgoing, &stage, Limit::Call, timeout)),
    });
    let attempts = stage.attempts();
    match result {
        Ok(metadata) => {
            span.succeeded(attempts, &metadata);
            stopwatch.ended(attempts, None);
            Ok(metadata.with_attempts(attempts))
        }
        Err(mut failure) => {
            let may_have_been_sent = failure.details.may_have_been_sent() || stage.was_sent();
            failure.details = failure
                .details
                .with_service(outgoing.client.0.service.sdk_id)
                .with_idempotency_token(outgoing.attempt(1).idempotency_token())
                .with_may_have_been_sent(may_have_been_sent)
                .with_attempts(attempts);
            span.failed(&failure.details);
            stopwatch.ended(attempts, Some(&failure.details));
            Err(failure)
        }
    }
}

fn timed_out(outgoing: &Outgoing<'_>, stage: &Stage, limit: Limit, time: Duration) -> Failure {
    let details = ErrorDetails::new(ErrorKind::Timeout, outgoing.operation.name, stage.ran_out(limit, time));
    details.with_may_have_been_sent(stage.may_have_been_sent()).into()
}

/// A call that is under way.
struct UnderWay<'a> {
    outgoing: &'a Outgoing<'a>,
    stage: &'a Stage,
    stopwatch: &'a Stopwatch<'a>,
}

impl UnderWay<'_> {
    async fn call(
        self,
        stream: Option<ByteStream>,
        output: &mut dyn Structure,
        exceptions: &'static [&'static Schema],
    ) -> Result<ResponseMetadata, Failure> {
        let Self { outgoing, stage, stopwatch } = self;
        outgoing.validate()?;
        let settings = outgoing.client.0.config.settings();
        let mut stream = stream.map(ByteStream::into_body);
        let is_repeatable = stream.as_ref().is_none_or(Body::is_repeatable);
        let mut attempts = Attempts::new(outgoing, is_repeatable);
        let invocation = outgoing.is_of_aws().then(Invocation::new);
        let is_adaptive = outgoing.retry().mode_in_force() == RetryMode::Adaptive;
        loop {
            let number = attempts.number();
            stage.attempt(number);
            if is_adaptive {
                let wait = outgoing.client.0.rate.acquire(&settings.clock);
                if wait > Duration::ZERO {
                    settings.sleep.sleep(wait).await;
                }
            }
            stage.identify();
            stopwatch.attempt();
            let body = if is_repeatable { stream.as_ref().and_then(Body::try_clone) } else { stream.take() };
            // Written for each attempt: more than one is rare, and what is kept for it would be copied for each call.
            let prepared = outgoing.prepare(body, Place::Headers)?;
            let headers = invocation.as_ref().map(|invocation| self.headers(invocation, &attempts));
            let attempt = outgoing.attempt(number);
            let span = AttemptSpan::new(number);
            let result = {
                let attempt = self.attempt((prepared, headers), &attempt, &span, output, exceptions);
                let mut attempt = pin!(span.around(attempt));
                let time = outgoing.attempt_timeout();
                let result = within(&settings.sleep, time, attempt.as_mut()).await;
                if result.is_none() {
                    stage.time_out();
                }
                result.unwrap_or_else(|| Err(timed_out(outgoing, stage, Limit::Attempt, time)))
            };
            let error = result.as_ref().err().map(|failure| &failure.details);
            span.ended(error);
            stopwatch.attempt_ended(number, error);
            for interceptor in &settings.interceptors {
                interceptor.after_attempt(&attempt, error);
            }
            if is_adaptive {
                let throttled = error.is_some_and(ErrorDetails::is_throttling);
                outgoing.client.0.rate.answered(throttled, &settings.clock);
            }
            let mut failure = match result {
                Ok(metadata) => {
                    attempts.succeeded();
                    return Ok(metadata);
                }
                Err(failure) => failure,
            };
            stage.failed(failure.details.may_have_been_sent());
            // What stood beside an error is no part of the next answer.
            output.reset();
            match attempts.failed(&failure, outgoing, stage) {
                Next::Again => {}
                Next::Retry(delay) => {
                    trace::retrying(&failure, number, delay);
                    if delay > Duration::ZERO {
                        stage.wait(failure);
                        settings.sleep.sleep(delay).await;
                        stage.take_failure();
                    }
                }
                Next::Stop(reason, delay) => {
                    failure.details = failure.details.with_not_retried(reason);
                    if delay > Duration::ZERO {
                        stage.wait(failure);
                        settings.sleep.sleep(delay).await;
                        failure =
                            stage.take_failure().unwrap_or_else(|| timed_out(outgoing, stage, Limit::Call, delay));
                    }
                    return Err(failure);
                }
            }
        }
    }

    /// What the service is told of the attempt.
    fn headers(&self, invocation: &Invocation, attempts: &Attempts<'_>) -> AttemptHeaders {
        let (number, clock) = (attempts.number(), &self.outgoing.client.0.config.settings().clock);
        let until = (number > 1)
            .then(|| attempts.time_of_service(clock.now()).checked_add(self.outgoing.read_timeout()))
            .flatten();
        invocation.headers(number, attempts.max(), self.outgoing.retry().costs_in_force(), until)
    }

    async fn attempt(
        &self,
        (prepared, headers): (Prepared, Option<AttemptHeaders>),
        attempt: &Attempt<'_>,
        span: &AttemptSpan,
        output: &mut dyn Structure,
        exceptions: &'static [&'static Schema],
    ) -> Result<ResponseMetadata, Failure> {
        let Self { outgoing, stage, stopwatch } = self;
        let (operation, settings) = (outgoing.operation, outgoing.client.0.config.settings());
        let correction = settings.clock.correction();
        let authorization = outgoing.authorize().await?;
        stopwatch.lap(Lap::Identity);
        let failed = |error: TransportError| failed(operation.name, error);
        let limit = ReadLimit { sleep: &settings.sleep, time: outgoing.read_timeout(), stage };
        let transport;
        // In a block of its own, so that a call that waits has no room for its request.
        let (sending, body) = {
            let mut request = outgoing.request(prepared, &authorization, headers, attempt, Place::Headers)?;
            for interceptor in &settings.interceptors {
                interceptor.before_sending(attempt, &request);
            }
            stopwatch.lap(Lap::Signing { bytes: request.body().content_length().unwrap_or_default() });
            let progress = stage.send(request.uri().authority());
            span.sending(&request);
            transport = settings.transport.get(&settings.system).map_err(failed)?;
            let options = TransportOptions { connect_timeout: outgoing.connect_timeout(), progress };
            let body = SentBody::watch(request.body_mut());
            (transport.send(request, options), body)
        };
        let mut response = limit.head(sending, body).await.map_err(failed)?;
        stage.answered();
        stopwatch.lap(Lap::Head);
        span.answered(&response);
        for interceptor in &settings.interceptors {
            interceptor.after_response(attempt, &response);
        }
        let (bytes, result) = receive(outgoing, &mut response, output, exceptions, &limit).await;
        stopwatch.lap(Lap::Body { bytes });
        result.map_err(|mut failure| {
            failure.secrets = Secrets::of(&authorization.identity, outgoing.input);
            failure.secrets.redact_details(&mut failure.details);
            failure.remedy = self.put_right(&failure.details, &authorization.identity, correction);
            failure
        })
    }

    /// Puts right what the service refused the request for, where that can be. The clock may have been put right by
    /// another call since this one was signed by what it was corrected by then.
    fn put_right(&self, details: &ErrorDetails, identity: &Identity, correction: i64) -> Option<Remedy> {
        let settings = self.outgoing.client.0.config.settings();
        if details.is_clock_skew() {
            let is_right_now = learn_time(details, &settings.clock) || settings.clock.correction() != correction;
            return is_right_now.then_some(Remedy::Clock);
        }
        if !details.is_expired() {
            return None;
        }
        let has_others = match (identity, &settings.token) {
            (Identity::Credentials(credentials), _) => settings.credentials.expired(credentials),
            (Identity::Token(token), Some(source)) => {
                source.expired(token);
                true
            }
            _ => false,
        };
        has_others.then_some(Remedy::Identity)
    }
}
