//! One who fetches, and those who wait for it.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use super::{Cache, CredentialsError, Expiring};

/// A value that is being fetched.
pub(super) struct Flight<T>(Mutex<State<T>>);

enum State<T> {
    UnderWay(Vec<Waker>),
    Landed(Result<T, CredentialsError>),
    /// Whoever fetched was dropped.
    GivenUp,
}

impl<T: Clone> Flight<T> {
    pub(super) fn new() -> Self {
        Self(Mutex::new(State::UnderWay(Vec::new())))
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for what is fetched; `None` where it never will be.
    pub(super) async fn landed(&self) -> Option<Result<T, CredentialsError>> {
        poll_fn(|context| match &mut *self.state() {
            State::Landed(result) => Poll::Ready(Some(result.clone())),
            State::GivenUp => Poll::Ready(None),
            State::UnderWay(wakers) => {
                if !wakers.iter().any(|waker| waker.will_wake(context.waker())) {
                    wakers.push(context.waker().clone());
                }
                Poll::Pending
            }
        })
        .await
    }

    pub(super) fn land(&self, result: Result<T, CredentialsError>) {
        self.end(State::Landed(result));
    }

    /// Has those who wait look again, unless there is a result.
    pub(super) fn give_up(&self) {
        self.end(State::GivenUp);
    }

    fn end(&self, end: State<T>) {
        let mut state = self.state();
        if let State::UnderWay(wakers) = &mut *state {
            let wakers = std::mem::take(wakers);
            *state = end;
            drop(state);
            wakers.into_iter().for_each(Waker::wake);
        }
    }
}

/// Ends the flight when it is dropped, so that a caller who stops waiting for what he fetches stops nobody else.
pub(super) struct Landing<'a, T: Expiring> {
    pub(super) cache: &'a Cache<T>,
    pub(super) flight: Arc<Flight<T>>,
}

impl<T: Expiring> Drop for Landing<'_, T> {
    fn drop(&mut self) {
        self.cache.over(&self.flight);
    }
}
