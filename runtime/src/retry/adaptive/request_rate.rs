//! How many requests a second there are.

use std::time::Duration;

/// What part of the measured rate the last half second makes.
const SMOOTHING: f64 = 0.8;

/// The rate of requests, measured by half seconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct RequestRate {
    /// Of the last half second that was measured, when it ended.
    last: f64,
    count: u32,
    rate: f64,
}

impl RequestRate {
    /// Nothing measured so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a request at this time; the rate in requests a second.
    pub fn count(&mut self, now: Duration) -> f64 {
        let begun = (now.as_secs_f64() * 2.0).floor() / 2.0;
        self.count = self.count.saturating_add(1);
        if begun > self.last {
            let current = f64::from(self.count) / (begun - self.last);
            self.rate = current * SMOOTHING + self.rate * (1.0 - SMOOTHING);
            self.count = 0;
            self.last = begun;
        }
        self.rate
    }

    /// The rate measured last, in requests a second.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.rate
    }
}
