//! Whether a call is made again, and after how long.

use std::fmt;
use std::time::Duration;

use super::back_off::delay;
use super::service::ServiceRules;
use super::{RetryCosts, RetryMode, RetryReason, RetrySettings};

/// An attempt that failed, as far as retries go.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// Which attempt of the call it was, from 1.
    pub number: u32,
    /// How the service's model calls it (`sdkId`), such as `DynamoDB`.
    pub service: &'a str,
    /// The operation's name in the model.
    pub operation: &'a str,
    /// Why the failure may pass; `None` where it does not.
    pub reason: Option<RetryReason>,
    /// How long the response asks to wait.
    pub retry_after: Option<Duration>,
}

/// What to do about an attempt that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryDecision {
    /// Make the call again.
    Retry {
        /// After this time.
        delay: Duration,
        /// How many tokens of the quota it takes.
        cost: u32,
    },
    /// Leave it.
    Stop {
        /// Why.
        reason: NotRetried,
        /// After this time, in which a long poll that failed keeps its caller from asking again at once.
        delay: Option<Duration>,
    },
}

/// Why a call that failed is not made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotRetried {
    /// The failure does not pass.
    Failure,
    /// Retries are off.
    Off,
    /// There were as many attempts as there may be.
    Attempts,
    /// The quota does not last: too many calls failed of late.
    Quota,
    /// The body can be read only once.
    Body,
    /// The time for the whole call would be over before the next attempt.
    Time,
}

impl<'a> FailedAttempt<'a> {
    /// A failed attempt of this number, from 1, for this reason. Service and operation are called as the model does; what
    /// is particular to one of them has no effect where they are empty.
    #[must_use]
    pub fn new(number: u32, service: &'a str, operation: &'a str, reason: Option<RetryReason>) -> Self {
        Self { number, service, operation, reason, retry_after: None }
    }

    /// Adds how long the response asks to wait.
    #[must_use]
    pub fn with_retry_after(self, retry_after: Option<Duration>) -> Self {
        Self { retry_after, ..self }
    }

    /// Whether the call is made again, and after how long, when the quota holds this many tokens. `random` is a number
    /// from 0 to 1: 1 gives the longest wait that there may be.
    ///
    /// A failure that does not pass is left, whatever the mode; the number of attempts is looked at before the quota.
    #[must_use]
    pub fn decide(&self, settings: &RetrySettings, tokens: u32, random: f64) -> RetryDecision {
        self.decide_by(settings, ServiceRules::of(self.service), tokens, random)
    }

    pub(crate) fn decide_by(
        &self,
        settings: &RetrySettings,
        rules: &ServiceRules,
        tokens: u32,
        random: f64,
    ) -> RetryDecision {
        let stop = |reason| RetryDecision::Stop { reason, delay: None };
        let Some(reason) = self.reason else { return stop(NotRetried::Failure) };
        if settings.mode_in_force() == RetryMode::Off {
            return stop(NotRetried::Off);
        }
        if self.number >= settings.max_attempts_by(rules) {
            return stop(NotRetried::Attempts);
        }
        let delay = delay(settings, rules, self.number, reason, self.retry_after, random);
        let cost = cost(settings.costs_in_force(), reason);
        if cost <= tokens {
            return RetryDecision::Retry { delay, cost };
        }
        let waits = settings.costs_in_force() == RetryCosts::New2026 && rules.long_polling.contains(&self.operation);
        RetryDecision::Stop { reason: NotRetried::Quota, delay: waits.then_some(delay) }
    }
}

/// How many tokens a retry takes.
fn cost(costs: RetryCosts, reason: RetryReason) -> u32 {
    match (costs, reason) {
        (_, RetryReason::Throttling) | (RetryCosts::Legacy, RetryReason::Transient) => 5,
        (RetryCosts::Legacy, RetryReason::Timeout) => 10,
        (RetryCosts::New2026, RetryReason::Transient | RetryReason::Timeout) => 14,
    }
}

impl fmt::Display for NotRetried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Failure => "the failure does not pass",
            Self::Off => "retries are off",
            Self::Attempts => "there were as many attempts as there may be",
            Self::Quota => "the quota of retries is used up",
            Self::Body => "its body can be read only once",
            Self::Time => "the time for the call would be over before",
        })
    }
}
