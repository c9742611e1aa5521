//! When something that a file keeps is renewed: near its end, or when a service refused it; not again and again.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::types::Sensitive;

/// How long nobody asks again after a failure.
const COOL_OFF: Duration = Duration::from_secs(30);

/// What is known of earlier attempts to renew it.
#[derive(Default)]
pub(super) struct Renewal(Mutex<State>);

#[derive(Default)]
struct State {
    /// When it failed last.
    failed: Option<SystemTime>,
    /// What a service refused, although it had not expired.
    refused: Option<Sensitive<String>>,
}

impl Renewal {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this is to be renewed: it ends within the window, or was refused.
    pub(super) fn is_due(&self, value: &str, expires: SystemTime, window: Duration, now: SystemTime) -> bool {
        expires <= now + window || self.state().refused.as_ref().is_some_and(|refused| refused.expose() == value)
    }

    /// Whether it failed just now.
    pub(super) fn has_just_failed(&self, now: SystemTime) -> bool {
        self.state().failed.is_some_and(|failed| now < failed + COOL_OFF)
    }

    /// Says how it went.
    pub(super) fn ended(&self, is_renewed: bool, now: SystemTime) {
        let refused = self.state().refused.take().filter(|_| !is_renewed);
        *self.state() = State { failed: (!is_renewed).then_some(now), refused };
    }

    /// A service refused this.
    pub(super) fn refused(&self, value: &str) {
        self.state().refused = Some(Sensitive::new(value.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_is_due_before_its_end_until_it_is_renewed() {
        let (renewal, window) = (Renewal::default(), Duration::from_secs(60));
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert!(!renewal.is_due("a", at(100), window, at(39)) && renewal.is_due("a", at(100), window, at(40)));
        renewal.refused("a");
        assert!(renewal.is_due("a", at(100), window, at(0)) && !renewal.is_due("b", at(100), window, at(0)));
        renewal.ended(false, at(0));
        assert!(renewal.is_due("a", at(100), window, at(0)));
        assert!(renewal.has_just_failed(at(29)) && !renewal.has_just_failed(at(30)));
        renewal.ended(true, at(30));
        assert!(!renewal.is_due("a", at(100), window, at(0)) && !renewal.has_just_failed(at(30)));
    }
}
