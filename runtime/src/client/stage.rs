//! How far a call has come, for what is said when its time is over.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::uri::Authority;

use super::failure::Failure;
use crate::time::Clock;
use crate::transport::Progress;

/// How far a call has come.
#[derive(Default)]
pub(super) struct Stage(Mutex<State>);

#[derive(Default)]
struct State {
    /// Which attempt it is at; 0 before the first.
    attempt: u32,
    phase: Phase,
    /// Of the attempt; shared with the transport.
    progress: Progress,
    /// Where the request goes; `None` before the first is made.
    host: Option<Authority>,
    /// Whether an earlier attempt may have reached the service.
    was_sent: bool,
    /// When the call first waited for anything.
    began: Option<SystemTime>,
    /// What the last attempt failed with, while the next is waited for.
    failure: Option<Box<Failure>>,
}

#[derive(Clone, Copy, Default)]
enum Phase {
    /// The rate of sending leaves no room yet.
    #[default]
    Rate,
    /// Credentials, or another identity, and the endpoint.
    Identity,
    /// Until the head of the response is there.
    Head,
    /// The body of the response.
    Body,
}

/// Which of the limits of time ran out.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    Call,
    Attempt,
    Read,
}

impl Stage {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The call waits for the first time.
    pub(super) fn begin(&self, clock: &Clock) {
        self.state().began = Some(clock.uncorrected());
    }

    /// For how long the call has waited.
    pub(super) fn elapsed(&self, clock: &Clock) -> Duration {
        let began = self.state().began;
        began.and_then(|began| clock.uncorrected().duration_since(began).ok()).unwrap_or_default()
    }

    /// An attempt begins.
    pub(super) fn attempt(&self, number: u32) {
        let mut state = self.state();
        if state.attempt > 0 {
            // A transport that was told to give up the last one shall not hear of this.
            state.progress = Progress::default();
        }
        (state.attempt, state.phase) = (number, Phase::Rate);
    }

    /// There is room for the attempt.
    pub(super) fn identify(&self) {
        self.state().phase = Phase::Identity;
    }

    /// The attempt is about to be sent there.
    pub(super) fn send(&self, host: Option<&Authority>) -> Progress {
        let mut state = self.state();
        (state.host, state.phase) = (host.cloned(), Phase::Head);
        state.progress.clone()
    }

    /// The head of the response is there.
    pub(super) fn answered(&self) {
        self.state().phase = Phase::Body;
    }

    /// The attempt failed; whether the service may have got its request.
    pub(super) fn failed(&self, may_have_been_sent: bool) {
        self.state().was_sent |= may_have_been_sent;
    }

    /// Whether the service may have got the request of an attempt that failed.
    pub(super) fn was_sent(&self) -> bool {
        self.state().was_sent
    }

    /// How many attempts there were.
    pub(super) fn attempts(&self) -> u32 {
        self.state().attempt
    }

    /// Where the request goes.
    pub(super) fn host(&self) -> Option<Authority> {
        self.state().host.clone()
    }

    pub(super) fn progress(&self) -> Progress {
        self.state().progress.clone()
    }

    /// The next attempt is waited for.
    pub(super) fn wait(&self, failure: Failure) {
        self.state().failure = Some(Box::new(failure));
    }

    /// What the last attempt failed with, where the next is waited for.
    pub(super) fn take_failure(&self) -> Option<Failure> {
        self.state().failure.take().map(|failure| *failure)
    }

    /// Says to the transport that it takes too long, before its future is dropped: the connection is given up.
    pub(super) fn time_out(&self) {
        self.state().progress.time_out();
    }

    /// Whether the service may have got a request of this call.
    pub(super) fn may_have_been_sent(&self) -> bool {
        let state = self.state();
        let is_sent = match state.phase {
            Phase::Rate | Phase::Identity => false,
            Phase::Head | Phase::Body => state.progress.may_have_been_sent(),
        };
        state.was_sent || is_sent
    }

    /// What is said of a call one of whose limits ran out.
    pub(super) fn ran_out(&self, limit: Limit, time: Duration) -> String {
        let state = self.state();
        let limit = match limit {
            Limit::Call => "the limit of the whole call",
            Limit::Attempt => "the limit of an attempt",
            Limit::Read => "the limit of reading",
        };
        let what = match state.phase {
            Phase::Rate => "the rate of sending left no room for the request",
            Phase::Identity => "the credentials were not there",
            Phase::Head if !state.progress.may_have_been_sent() => "there was no connection",
            Phase::Head => "there was no response",
            Phase::Body => "the response was not complete",
        };
        match state.host.as_ref().filter(|_| matches!(state.phase, Phase::Head | Phase::Body)) {
            Some(host) => format!("calling {host}: {what} after {time:?}, {limit}"),
            None => format!("{what} after {time:?}, {limit}"),
        }
    }
}
