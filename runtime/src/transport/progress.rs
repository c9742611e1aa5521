//! What a caller and a transport tell each other while a request is under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

const UNKNOWN: u8 = 0;
const CONNECTING: u8 = 1;
const SENDING: u8 = 2;

/// How far a request has come. Clones share it.
///
/// A caller that stops waiting learns from it whether the server may have got the request, and tells the transport that
/// the connection let it down.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    stage: AtomicU8,
    timed_out: AtomicBool,
}

impl Progress {
    /// Said by a transport that will say when it [sends](Self::sending): no byte has left so far.
    pub fn connecting(&self) {
        self.0.stage.store(CONNECTING, Ordering::Release);
    }

    /// Said by a transport before the first byte leaves.
    pub fn sending(&self) {
        self.0.stage.store(SENDING, Ordering::Release);
    }

    /// Whether the server may have got the request. `true` also where the transport says nothing of it.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        matches!(self.0.stage.load(Ordering::Acquire), UNKNOWN | SENDING)
    }

    /// Said by a caller before it drops the future or the body because they took too long: the connection must not be
    /// used again.
    pub fn time_out(&self) {
        self.0.timed_out.store(true, Ordering::Release);
    }

    /// Whether the caller stopped waiting because it took too long.
    #[must_use]
    pub fn has_timed_out(&self) -> bool {
        self.0.timed_out.load(Ordering::Acquire)
    }
}
