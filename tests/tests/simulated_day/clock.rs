//! A day that takes no time: tokio's clock, which jumps to whatever somebody waits for next.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

/// What the time is, and what the client's clock says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock(Instant);

/// From when the client's clock is off, and by how many seconds.
const SKEWS: [(u64, i64); 4] = [(0, 0), (6, 20 * 60), (9, -15 * 60), (12, 0)];

/// How often the client's clock changes in the day.
pub(crate) const JUMPS: usize = SKEWS.len() - 1;

impl Clock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// How far the day has come.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    pub(crate) fn hour(self) -> u64 {
        self.elapsed().as_secs() / 3600
    }

    /// The time that everybody else has: 2026-07-01T00:00:00Z and on.
    pub(crate) fn now(self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_864_000) + self.elapsed()
    }

    /// What the client's clock says.
    pub(crate) fn of_client(self) -> SystemTime {
        let (_, skew) = SKEWS.iter().rev().find(|(hour, _)| *hour <= self.hour()).expect("from 0 on");
        let by = Duration::from_secs(skew.unsigned_abs());
        if *skew < 0 { self.now() - by } else { self.now() + by }
    }
}
