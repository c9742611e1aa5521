//! The sending rate of a client in adaptive mode.

use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use crate::retry::RateLimiter;
use crate::time::Clock;

/// The sending rate of a client. It is measured from the first call in adaptive mode on.
#[derive(Default)]
pub(super) struct SendingRate(OnceLock<Measured>);

struct Measured {
    since: SystemTime,
    limiter: Mutex<RateLimiter>,
}

impl SendingRate {
    /// How long an attempt waits before it is sent.
    pub(super) fn acquire(&self, clock: &Clock) -> Duration {
        self.with(clock, RateLimiter::acquire)
    }

    /// An attempt has come to its end; whether the service asked for fewer.
    pub(super) fn answered(&self, throttled: bool, clock: &Clock) {
        self.with(clock, |limiter, now| limiter.answered(throttled, now));
    }

    fn with<T>(&self, clock: &Clock, act: impl FnOnce(&mut RateLimiter, Duration) -> T) -> T {
        let now = clock.uncorrected();
        let measured =
            self.0.get_or_init(|| Measured { since: now, limiter: Mutex::new(RateLimiter::new(Duration::ZERO)) });
        let now = now.duration_since(measured.since).unwrap_or_default();
        act(&mut measured.limiter.lock().unwrap_or_else(PoisonError::into_inner), now)
    }
}
