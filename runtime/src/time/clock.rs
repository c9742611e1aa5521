//! What time it is, as the service sees it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// A clock that can be corrected. Clones share the correction.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use tinsmith_runtime::time::Clock;
///
/// let clock = Clock::new(|| SystemTime::UNIX_EPOCH);
/// clock.correct(SystemTime::UNIX_EPOCH + Duration::from_secs(600));
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(600));
/// ```
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    /// In milliseconds, what is added to the clock's time.
    skew: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that asks this function.
    #[must_use]
    pub fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), skew: Arc::default() }
    }

    /// The clock of the system.
    #[must_use]
    pub fn system() -> Self {
        Self::new(SystemTime::now)
    }

    /// The time, corrected.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        let now = (self.now)();
        let skew = self.skew.load(Ordering::Relaxed);
        let by = Duration::from_millis(skew.unsigned_abs());
        let corrected = if skew < 0 { now.checked_sub(by) } else { now.checked_add(by) };
        corrected.unwrap_or(now)
    }

    /// The time, not corrected: for differences.
    pub(crate) fn uncorrected(&self) -> SystemTime {
        (self.now)()
    }

    /// By how many milliseconds it is corrected.
    pub(crate) fn correction(&self) -> i64 {
        self.skew.load(Ordering::Relaxed)
    }

    /// Takes this as the time that it is now, and corrects all later ones by the difference.
    pub fn correct(&self, time: SystemTime) {
        let now = (self.now)();
        let millis = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let skew = match time.duration_since(now) {
            Ok(ahead) => millis(ahead),
            Err(behind) => -millis(behind.duration()),
        };
        self.skew.store(skew, Ordering::Relaxed);
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock(corrected by {} ms)", self.skew.load(Ordering::Relaxed))
    }
}
