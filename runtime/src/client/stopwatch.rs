//! What a call takes, where somebody wants to know.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::request::Outgoing;
use crate::error::ErrorDetails;
use crate::metrics::{AttemptMetrics, CallMetrics, Ended, Metrics, Taken};
use crate::time::Clock;

/// Measures a call. Without anybody who wants to know it reads no clock.
pub(super) struct Stopwatch<'a>(Option<Running<'a>>);

struct Running<'a> {
    metrics: &'a dyn Metrics,
    clock: &'a Clock,
    service: &'static str,
    operation: &'static str,
    began: SystemTime,
    state: Mutex<State>,
}

struct State {
    /// When the last stage ended.
    mark: SystemTime,
    /// When the attempt began; `None` between attempts.
    attempt: Option<SystemTime>,
    taken: Taken,
    total: Taken,
}

/// What has come to its end.
#[derive(Clone, Copy)]
pub(super) enum Lap {
    Waiting,
    Identity,
    Signing { bytes: u64 },
    Head,
    Body { bytes: u64 },
}

impl<'a> Stopwatch<'a> {
    pub(super) fn new(outgoing: &Outgoing<'a>) -> Self {
        let inner = &*outgoing.client.0;
        let settings = inner.config.settings();
        Self(settings.metrics.as_deref().map(|metrics| {
            let began = settings.clock.uncorrected();
            let state = State { mark: began, attempt: None, taken: Taken::default(), total: Taken::default() };
            Running {
                metrics,
                clock: &settings.clock,
                service: inner.service.sdk_id,
                operation: outgoing.operation.name,
                began,
                state: Mutex::new(state),
            }
        }))
    }

    /// A stage has come to its end.
    pub(super) fn lap(&self, lap: Lap) {
        let Some(running) = &self.0 else { return };
        let mut state = running.state();
        let now = running.clock.uncorrected();
        let since = now.duration_since(state.mark).unwrap_or_default();
        state.mark = now;
        let taken = &mut state.taken;
        match lap {
            Lap::Waiting => taken.waiting += since,
            Lap::Identity => taken.identity += since,
            Lap::Head => taken.head += since,
            Lap::Signing { bytes } => {
                taken.signing += since;
                taken.bytes_sent = bytes;
            }
            Lap::Body { bytes } => {
                taken.body += since;
                taken.bytes_received = bytes;
            }
        }
    }

    /// An attempt begins; what went before was waiting.
    pub(super) fn attempt(&self) {
        self.lap(Lap::Waiting);
        let Some(running) = &self.0 else { return };
        let mut state = running.state();
        state.attempt = Some(state.mark);
    }

    /// The attempt that is under way has come to its end, if one is.
    pub(super) fn attempt_ended(&self, number: u32, error: Option<&ErrorDetails>) {
        let Some(running) = &self.0 else { return };
        let (began, taken) = {
            let mut state = running.state();
            let Some(began) = state.attempt.take() else { return };
            let taken = std::mem::take(&mut state.taken);
            state.total.add(&taken);
            (began, taken)
        };
        running.metrics.attempt(&AttemptMetrics(running.ended(number, error, began, taken)));
    }

    pub(super) fn ended(&self, attempts: u32, error: Option<&ErrorDetails>) {
        self.attempt_ended(attempts, error);
        let Some(running) = &self.0 else { return };
        let taken = {
            let State { taken, total, .. } = &*running.state();
            let mut all = *total;
            all.add(taken);
            all
        };
        running.metrics.call(&CallMetrics(running.ended(attempts, error, running.began, taken)));
    }
}

impl<'a> Running<'a> {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ended<'e>(&self, number: u32, error: Option<&'e ErrorDetails>, began: SystemTime, taken: Taken) -> Ended<'e> {
        let duration: Duration = self.clock.uncorrected().duration_since(began).unwrap_or_default();
        Ended { service: self.service, operation: self.operation, number, error, duration, taken }
    }
}
