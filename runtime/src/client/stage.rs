//! How far a call has come, for what is said when its time is over.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::uri::Authority;

use crate::transport::Progress;

/// How far a call has come.
#[derive(Debug, Default)]
pub(super) struct Stage {
    /// Shared with the transport.
    pub(super) progress: Progress,
    state: Mutex<State>,
}

#[derive(Clone, Debug, Default)]
struct State {
    /// Where the request goes; `None` before it is made.
    host: Option<Authority>,
    /// Whether an earlier attempt may have reached the service.
    was_sent: bool,
}

impl Stage {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An attempt is about to be sent there.
    pub(super) fn send(&self, host: Option<&Authority>) {
        let mut state = self.state();
        state.was_sent |= state.host.is_some() && self.progress.may_have_been_sent();
        state.host = host.cloned();
    }

    /// Whether the service may have got a request of this call.
    pub(super) fn may_have_been_sent(&self) -> bool {
        let state = self.state();
        state.was_sent || (state.host.is_some() && self.progress.may_have_been_sent())
    }

    /// What is said of a call whose time is over.
    pub(super) fn timed_out(&self, timeout: Duration) -> String {
        match &self.state().host {
            None => format!("the credentials were not there after {timeout:?}"),
            Some(host) if !self.progress.may_have_been_sent() => {
                format!("calling {host}: there was no connection after {timeout:?}")
            }
            Some(host) => format!("calling {host}: there was no complete response after {timeout:?}"),
        }
    }
}
