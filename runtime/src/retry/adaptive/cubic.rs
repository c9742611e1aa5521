//! How the rate falls and rises: CUBIC, as TCP has it.

use std::time::Duration;

/// To what part of it throttling cuts the rate.
const CUT: f64 = 0.7;

/// How fast the rate rises.
const SCALE: f64 = 0.4;

/// A rate of sending that throttling cuts, and that rises again slowly near where it was cut and faster beyond
/// ([RFC 9438](https://www.rfc-editor.org/rfc/rfc9438)).
#[derive(Clone, Copy, Debug, Default)]
pub struct Cubic {
    last_max_rate: f64,
    last_throttle: f64,
}

impl Cubic {
    /// A rate that was cut from `last_max_rate`, in requests a second, at this time.
    #[must_use]
    pub fn new(last_max_rate: f64, last_throttle: Duration) -> Self {
        Self { last_max_rate, last_throttle: last_throttle.as_secs_f64() }
    }

    /// The rate after a throttling answer at this time, where it was `rate` before.
    pub fn throttled(&mut self, rate: f64, now: Duration) -> f64 {
        *self = Self::new(rate, now);
        rate * CUT
    }

    /// The rate after any other answer at this time.
    #[must_use]
    pub fn succeeded(&self, now: Duration) -> f64 {
        let since = now.as_secs_f64() - self.last_throttle - self.time_window();
        SCALE * since.powi(3) + self.last_max_rate
    }

    /// How long, in seconds, it takes the rate to be again where it was cut.
    #[must_use]
    pub fn time_window(&self) -> f64 {
        (self.last_max_rate * (1.0 - CUT) / SCALE).cbrt()
    }
}
