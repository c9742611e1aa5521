//! How long to wait.

use std::time::Duration;

use super::service::ServiceRules;
use super::{RetryCosts, RetryReason, RetrySettings};

/// How much longer than the back-off a service may make a client wait, with the costs of 2026.
const MAX_ASKED_FOR: Duration = Duration::from_secs(5);

/// How long to wait after this attempt, counted from 1, of a service called as its model does (`sdkId`).
///
/// `random` is a number from 0 to 1: the wait is that part of a second (50 ms with the costs of 2026, unless the service
/// throttles), doubled with each attempt up to [`RetrySettings::max_back_off`]. What a response asks for with
/// `x-amz-retry-after` takes the place of it; with the costs of 2026 it is no shorter, and no more than 5 seconds longer.
#[must_use]
pub fn back_off(
    settings: &RetrySettings,
    service: &str,
    attempt: u32,
    reason: RetryReason,
    asked_for: Option<Duration>,
    random: f64,
) -> Duration {
    delay(settings, ServiceRules::of(service), attempt, reason, asked_for, random)
}

pub(super) fn delay(
    settings: &RetrySettings,
    rules: &ServiceRules,
    attempt: u32,
    reason: RetryReason,
    asked_for: Option<Duration>,
    random: f64,
) -> Duration {
    let costs = settings.costs_in_force();
    let first = match (costs, reason) {
        (RetryCosts::Legacy, _) | (RetryCosts::New2026, RetryReason::Throttling) => Duration::from_secs(1),
        (RetryCosts::New2026, RetryReason::Transient | RetryReason::Timeout) => rules.back_off_2026,
    };
    let longest = settings.max_back_off_in_force();
    // More doublings than these do not matter: any first wait is then longer than any that can be set.
    let doublings = i32::try_from(attempt.saturating_sub(1)).unwrap_or(i32::MAX).min(1_000);
    let capped = (first.as_secs_f64() * 2_f64.powi(doublings)).min(longest.as_secs_f64());
    let part = if random.is_finite() { random.clamp(0.0, 1.0) } else { 1.0 };
    let waited = Duration::try_from_secs_f64(capped * part).unwrap_or(longest);
    match (costs, asked_for) {
        (_, None) => waited,
        (RetryCosts::Legacy, Some(asked_for)) => asked_for.min(longest),
        (RetryCosts::New2026, Some(asked_for)) => waited.max(asked_for.min(waited.saturating_add(MAX_ASKED_FOR))),
    }
}
