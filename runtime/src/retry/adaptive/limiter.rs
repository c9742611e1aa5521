//! The rate of sending of one client.

use std::time::Duration;

use super::{Cubic, RequestRate, SendingTokens};

/// How many times as fast as is sent now it may be sent.
const MAX_RISE: f64 = 2.0;

/// The rate at which tokens come back, where CUBIC gives the one and the other is measured, before the least rate.
#[must_use]
pub fn fill_rate(cubic_rate: f64, measured_rate: f64) -> f64 {
    cubic_rate.min(MAX_RISE * measured_rate)
}

/// Limits the rate at which a client sends, once a service has asked for fewer calls. Until then it only measures.
///
/// Times are since any point that stays the same.
///
/// ```
/// use std::time::Duration;
/// use tinsmith_runtime::retry::RateLimiter;
///
/// let mut limiter = RateLimiter::new(Duration::ZERO);
/// assert_eq!(limiter.acquire(Duration::from_secs(1)), Duration::ZERO);
/// limiter.answered(true, Duration::from_secs(1));
/// assert!(limiter.is_limiting());
/// assert!(limiter.acquire(Duration::from_secs(1)) > Duration::ZERO);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RateLimiter {
    measured: RequestRate,
    cubic: Cubic,
    tokens: SendingTokens,
    is_limiting: bool,
}

impl RateLimiter {
    /// A limiter that begins to measure at this time.
    #[must_use]
    pub fn new(now: Duration) -> Self {
        Self {
            measured: RequestRate::new(),
            cubic: Cubic::default(),
            tokens: SendingTokens::new(0.0, now),
            is_limiting: false,
        }
    }

    /// How long a request waits that is to be sent at this time.
    pub fn acquire(&mut self, now: Duration) -> Duration {
        if self.is_limiting { self.tokens.acquire(1.0, now) } else { Duration::ZERO }
    }

    /// An attempt ended at this time; whether the service throttled.
    pub fn answered(&mut self, throttled: bool, now: Duration) {
        let measured = self.measured.count(now);
        let rate = if throttled {
            let rate = if self.is_limiting { measured.min(self.tokens.fill_rate()) } else { measured };
            self.is_limiting = true;
            self.cubic.throttled(rate, now)
        } else {
            self.cubic.succeeded(now)
        };
        self.tokens.set_fill_rate(fill_rate(rate, measured), now);
    }

    /// Whether requests wait: not before a service throttled.
    #[must_use]
    pub fn is_limiting(&self) -> bool {
        self.is_limiting
    }

    /// How many requests a second there were, as measured last.
    #[must_use]
    pub fn measured_rate(&self) -> f64 {
        self.measured.rate()
    }

    /// How many requests a second there may be.
    #[must_use]
    pub fn fill_rate(&self) -> f64 {
        self.tokens.fill_rate()
    }
}
