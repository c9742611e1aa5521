//! The retries of one call.

use std::time::Duration;

use super::service::ServiceRules;
use super::{FailedAttempt, NotRetried, RetryDecision, RetryQuota, RetryReason, RetrySettings};

/// The retries of one call: which attempt it is at, and what it took from the quota. What a client goes by; others that
/// make calls may as well.
///
/// ```
/// use tinsmith_runtime::retry::{CallRetries, RetryDecision, RetryQuota, RetryReason, RetrySettings};
///
/// let quota = RetryQuota::default();
/// let mut retries = CallRetries::new(RetrySettings::new(), &quota, "STS", "AssumeRole");
/// let decision = retries.failed(Some(RetryReason::Transient), None, 0.5);
/// assert_eq!(decision, RetryDecision::Retry { delay: std::time::Duration::from_millis(500), cost: 5 });
/// assert_eq!((retries.attempt(), quota.tokens()), (2, 495));
/// retries.succeeded();
/// assert_eq!(quota.tokens(), 500);
/// ```
#[derive(Debug)]
pub struct CallRetries<'a> {
    settings: RetrySettings,
    quota: &'a RetryQuota,
    rules: &'static ServiceRules,
    service: &'a str,
    operation: &'a str,
    attempt: u32,
    /// What the last retry took.
    cost: Option<u32>,
}

impl<'a> CallRetries<'a> {
    /// A call that is at its first attempt. Service (`sdkId`) and operation are called as the model does.
    #[must_use]
    pub fn new(settings: RetrySettings, quota: &'a RetryQuota, service: &'a str, operation: &'a str) -> Self {
        Self::with_rules(settings, quota, ServiceRules::of(service), service, operation)
    }

    pub(crate) fn with_rules(
        settings: RetrySettings,
        quota: &'a RetryQuota,
        rules: &'static ServiceRules,
        service: &'a str,
        operation: &'a str,
    ) -> Self {
        Self { settings, quota, rules, service, operation, attempt: 1, cost: None }
    }

    /// Which attempt it is at, from 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How many attempts there may be.
    #[must_use]
    pub fn max_attempts(&self) -> u32 {
        self.settings.max_attempts_by(self.rules)
    }

    /// What is to be done about the failure of the attempt. Nothing is taken from the quota.
    #[must_use]
    pub fn decide(&self, reason: Option<RetryReason>, retry_after: Option<Duration>, random: f64) -> RetryDecision {
        FailedAttempt::new(self.attempt, self.service, self.operation, reason).with_retry_after(retry_after).decide_by(
            &self.settings,
            self.rules,
            self.quota.tokens(),
            random,
        )
    }

    /// Takes from the quota what a retry costs, and goes on to the next attempt; whether the quota had it.
    pub fn take(&mut self, cost: u32) -> bool {
        let taken = self.quota.take(cost);
        if taken {
            self.cost = Some(cost);
            self.attempt += 1;
        }
        taken
    }

    /// Goes on to the next attempt for nothing, where there may be one: what failed was put right.
    pub(crate) fn put_right(&mut self) -> bool {
        let goes_on = self.attempt < self.max_attempts();
        self.attempt += u32::from(goes_on);
        goes_on
    }

    /// The attempt failed: decides, takes and goes on to the next.
    pub fn failed(&mut self, reason: Option<RetryReason>, retry_after: Option<Duration>, random: f64) -> RetryDecision {
        match self.decide(reason, retry_after, random) {
            // Another call took what there was in between.
            RetryDecision::Retry { cost, .. } if !self.take(cost) => {
                RetryDecision::Stop { reason: NotRetried::Quota, delay: None }
            }
            decision => decision,
        }
    }

    /// The attempt succeeded: gives tokens back.
    pub fn succeeded(&self) {
        self.quota.succeeded(self.cost);
    }
}
