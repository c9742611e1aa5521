//! A value with the times at which it is fetched anew.

use std::time::{Duration, SystemTime};

use super::Expiring;

/// How long before its expiry a value is fetched anew, where it lives long enough: AWS's SDKs have five minutes too.
const AHEAD: Duration = Duration::from_secs(300);
/// A value that lives for less is fetched anew in the last part of its life.
const SHORT_LIFE_PART: u32 = 4;
/// A request takes its time, and clocks differ.
const MARGIN: Duration = Duration::from_secs(10);
/// After how long fetching is tried again that failed.
const PUT_OFF: Duration = Duration::from_secs(30);

/// A value with the times at which it is fetched anew.
pub(super) struct Held<T> {
    pub(super) value: T,
    /// Until when nobody fetches; for ever without it.
    fresh_until: SystemTime,
    /// Until when it is used while it is fetched, or when that fails.
    usable_until: Option<SystemTime>,
}

impl<T: Expiring> Held<T> {
    /// `None` for a value that is not kept: it expires now, or never and is not to be kept.
    pub(super) fn new(value: &T, now: SystemTime, keep: Option<Duration>) -> Option<Self> {
        let Some(expires) = value.expires() else {
            return Some(Self { value: value.clone(), fresh_until: now.checked_add(keep?)?, usable_until: None });
        };
        let life = expires.duration_since(now).ok()?;
        // Spread, so that those who began at the same time do not fetch at the same time.
        let spread = AHEAD.mul_f64(1.0 + 0.2 * crate::random::unit());
        let ahead = spread.min(life / SHORT_LIFE_PART).max(MARGIN);
        let fresh_until = expires.checked_sub(ahead)?;
        let usable_until = Some(expires.checked_sub(MARGIN.min(life / SHORT_LIFE_PART))?);
        Some(Self { value: value.clone(), fresh_until, usable_until })
    }

    pub(super) fn is_fresh(&self, now: SystemTime) -> bool {
        now < self.fresh_until
    }

    pub(super) fn is_usable(&self, now: SystemTime) -> bool {
        self.usable_until.is_none_or(|until| now < until)
    }

    /// Fetching it anew failed: it is tried again after a while.
    pub(super) fn put_off(&mut self, now: SystemTime) {
        if let Some(later) = now.checked_add(PUT_OFF) {
            self.fresh_until = self.usable_until.map_or(later, |until| until.min(later));
        }
    }
}
