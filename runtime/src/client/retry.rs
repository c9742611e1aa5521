//! What is done about an attempt that failed.

use std::time::{Duration, SystemTime};

use http::header::{DATE, HeaderMap};

use super::failure::{Failure, Remedy};
use super::request::Outgoing;
use super::stage::Stage;
use crate::error::ErrorDetails;
use crate::retry::{CallRetries, NotRetried, RetryDecision};
use crate::time::Clock;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::transport::TransportError;

/// How many connections in a row may turn out to have been closed before a call fails over it.
const MAX_STALE_CONNECTIONS: u32 = 8;

/// What is done about an attempt that failed.
pub(super) enum Next {
    /// Another attempt, after this time.
    Retry(Duration),
    /// The same attempt over another connection.
    Again,
    /// None, after this time.
    Stop(NotRetried, Duration),
}

/// The attempts of a call, and what was learned from them.
pub(super) struct Attempts<'a> {
    retries: CallRetries<'a>,
    /// Whether the body can be sent again.
    is_repeatable: bool,
    stale_connections: u32,
    /// What has been put right already: once is enough.
    clock_was_wrong: bool,
    identity_had_expired: bool,
    /// How far the service's clock was before ours when it last answered.
    ahead: Option<Ahead>,
}

#[derive(Clone, Copy)]
enum Ahead {
    By(Duration),
    Behind(Duration),
}

impl<'a> Attempts<'a> {
    pub(super) fn new(outgoing: &Outgoing<'a>, is_repeatable: bool) -> Self {
        let inner = &*outgoing.client.0;
        let quota = &inner.config.settings().retry_quota;
        let (service, operation) = (inner.service.sdk_id, outgoing.operation.name);
        Self {
            retries: CallRetries::with_rules(outgoing.retry(), quota, inner.rules, service, operation),
            is_repeatable,
            stale_connections: 0,
            clock_was_wrong: false,
            identity_had_expired: false,
            ahead: None,
        }
    }

    /// Which attempt it is at, from 1.
    pub(super) fn number(&self) -> u32 {
        self.retries.attempt()
    }

    pub(super) fn max(&self) -> u32 {
        self.retries.max_attempts()
    }

    pub(super) fn succeeded(&self) {
        self.retries.succeeded();
    }

    /// What time the service has when it is now for us.
    pub(super) fn time_of_service(&self, now: SystemTime) -> SystemTime {
        let then = match self.ahead {
            None => Some(now),
            Some(Ahead::By(ahead)) => now.checked_add(ahead),
            Some(Ahead::Behind(behind)) => now.checked_sub(behind),
        };
        then.unwrap_or(now)
    }

    /// Learns from a failure, and says what is done about it. For another attempt the quota is charged.
    pub(super) fn failed(&mut self, failure: &Failure, outgoing: &Outgoing<'_>, stage: &Stage) -> Next {
        let details = &failure.details;
        let settings = outgoing.client.0.config.settings();
        self.learn(details.headers(), &settings.clock);
        if self.is_repeatable && self.stale_connections < MAX_STALE_CONNECTIONS && is_stale(details) {
            self.stale_connections += 1;
            return Next::Again;
        }
        if self.is_put_right(failure.remedy) && self.retries.put_right() {
            return Next::Retry(Duration::ZERO);
        }
        let random = match &settings.jitter {
            Some(jitter) => jitter(),
            None => crate::random::unit(),
        };
        let asked_for = crate::retry::retry_after(details.headers());
        let has_time = |delay| stage.elapsed(&settings.clock).saturating_add(delay) < outgoing.timeout();
        match self.retries.decide(details.retry_reason(), asked_for, random) {
            RetryDecision::Retry { .. } if !self.is_repeatable => Next::Stop(NotRetried::Body, Duration::ZERO),
            RetryDecision::Retry { delay, .. } if !has_time(delay) => Next::Stop(NotRetried::Time, Duration::ZERO),
            RetryDecision::Retry { delay, cost } if self.retries.take(cost) => Next::Retry(delay),
            // Another call took what there was in between.
            RetryDecision::Retry { .. } => Next::Stop(NotRetried::Quota, Duration::ZERO),
            RetryDecision::Stop { reason, delay } => {
                Next::Stop(reason, delay.filter(|delay| has_time(*delay)).unwrap_or_default())
            }
        }
    }

    /// Whether what failed was put right for the first time, and the request can be sent again.
    fn is_put_right(&mut self, remedy: Option<Remedy>) -> bool {
        let before = match remedy {
            None => return false,
            Some(Remedy::Clock) => &mut self.clock_was_wrong,
            Some(Remedy::Identity) => &mut self.identity_had_expired,
        };
        !std::mem::replace(before, true) && self.is_repeatable
    }

    fn learn(&mut self, headers: &HeaderMap, clock: &Clock) {
        let Some(date) = date(headers) else { return };
        let now = clock.now();
        self.ahead = Some(match date.duration_since(now) {
            Ok(ahead) => Ahead::By(ahead),
            Err(behind) => Ahead::Behind(behind.duration()),
        });
    }
}

/// When the service answered, by its own clock.
pub(super) fn date(headers: &HeaderMap) -> Option<SystemTime> {
    let date = headers.get(DATE)?.to_str().ok()?;
    SystemTime::try_from(Timestamp::parse(date, TimestampFormat::HttpDate).ok()?).ok()
}

/// Whether the call met a connection that the service had closed, and the next may fare better.
fn is_stale(details: &ErrorDetails) -> bool {
    let cause = details.cause().and_then(|cause| cause.downcast_ref::<TransportError>());
    cause.is_some_and(TransportError::is_stale_connection)
}
