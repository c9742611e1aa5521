//! Tokens that requests wait for.

use std::time::Duration;

/// The least rate: one request in two seconds.
const MIN_FILL_RATE: f64 = 0.5;

/// Tokens that come back at a rate which changes. Each request takes one, and waits for it where there is none.
#[derive(Clone, Copy, Debug)]
pub struct SendingTokens {
    fill_rate: f64,
    min_fill_rate: f64,
    max_capacity: f64,
    /// Less than none where requests wait.
    held: f64,
    refilled: f64,
}

impl SendingTokens {
    /// No tokens at this time, and so many new ones a second.
    #[must_use]
    pub fn new(fill_rate: f64, now: Duration) -> Self {
        Self::with_min_fill_rate(fill_rate, MIN_FILL_RATE, now)
    }

    /// As [`new`](Self::new), with another least rate than one token in two seconds.
    #[must_use]
    pub fn with_min_fill_rate(fill_rate: f64, min_fill_rate: f64, now: Duration) -> Self {
        let refilled = now.as_secs_f64();
        let mut tokens = Self { fill_rate, min_fill_rate, max_capacity: 0.0, held: 0.0, refilled };
        tokens.apply(fill_rate);
        tokens
    }

    /// How many tokens come back a second.
    #[must_use]
    pub fn fill_rate(&self) -> f64 {
        self.fill_rate
    }

    /// How many tokens there are at most.
    #[must_use]
    pub fn max_capacity(&self) -> f64 {
        self.max_capacity
    }

    /// Takes tokens at this time; how long to wait for them.
    pub fn acquire(&mut self, amount: f64, now: Duration) -> Duration {
        self.refill(now);
        self.held -= amount;
        if self.held >= 0.0 {
            return Duration::ZERO;
        }
        Duration::try_from_secs_f64(-self.held / self.fill_rate).unwrap_or(Duration::MAX)
    }

    /// Sets how many tokens come back a second from now on, no fewer than the least rate.
    pub fn set_fill_rate(&mut self, fill_rate: f64, now: Duration) {
        self.refill(now);
        self.apply(fill_rate);
    }

    fn apply(&mut self, fill_rate: f64) {
        self.fill_rate = fill_rate.max(self.min_fill_rate);
        self.max_capacity = self.fill_rate.max(1.0);
        self.held = self.held.min(self.max_capacity);
    }

    fn refill(&mut self, now: Duration) {
        let now = now.as_secs_f64();
        // A clock that goes back takes no tokens away.
        let since = (now - self.refilled).max(0.0);
        self.held = (self.held + since * self.fill_rate).min(self.max_capacity);
        self.refilled = now;
    }
}
