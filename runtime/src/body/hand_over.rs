//! Chunks handed from a thread to a task or from a task to a thread, a few at a time.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// How many chunks wait at most: enough that neither side idles, and little memory.
const CAPACITY: usize = 4;

/// One of two ends. What was put in is still taken out when the other end is dropped.
pub(crate) struct End<T>(Arc<Shared<T>>);

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    chunks: VecDeque<T>,
    is_closed: bool,
    /// The task at one end; the thread at the other waits for `changed`.
    task: Option<Waker>,
}

/// Both ends.
pub(crate) fn hand_over<T>() -> (End<T>, End<T>) {
    let state = State { chunks: VecDeque::with_capacity(CAPACITY), is_closed: false, task: None };
    let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
    (End(Arc::clone(&shared)), End(shared))
}

impl<T> End<T> {
    /// Puts a chunk in, for a thread: waits for room. `false` when nobody takes it any more.
    pub(crate) fn put(&self, chunk: T) -> bool {
        let mut state = self.wait_while(|state| !state.is_closed && state.chunks.len() >= CAPACITY);
        if state.is_closed {
            return false;
        }
        state.chunks.push_back(chunk);
        wake(state);
        true
    }

    /// Takes a chunk out, for a thread: waits for one. `None` at the end.
    pub(crate) fn take(&self) -> Option<T> {
        let mut state = self.wait_while(|state| !state.is_closed && state.chunks.is_empty());
        let chunk = state.chunks.pop_front();
        wake(state);
        chunk
    }

    /// Takes a chunk out, for a task. `None` at the end.
    pub(crate) fn poll_take(&self, context: &mut Context<'_>) -> Poll<Option<T>> {
        let mut state = self.state();
        if let Some(chunk) = state.chunks.pop_front() {
            drop(state);
            self.0.changed.notify_one();
            return Poll::Ready(Some(chunk));
        }
        if state.is_closed {
            return Poll::Ready(None);
        }
        state.task = Some(context.waker().clone());
        Poll::Pending
    }

    /// Whether there is room, for a task; `false` when nobody takes anything any more.
    pub(crate) fn poll_room(&self, context: &mut Context<'_>) -> Poll<bool> {
        let mut state = self.state();
        if state.is_closed {
            return Poll::Ready(false);
        }
        if state.chunks.len() < CAPACITY {
            return Poll::Ready(true);
        }
        state.task = Some(context.waker().clone());
        Poll::Pending
    }

    /// Puts a chunk in where there is room, for a task.
    pub(crate) fn put_now(&self, chunk: T) {
        self.state().chunks.push_back(chunk);
        self.0.changed.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, condition: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        self.0.changed.wait_while(self.state(), |state| condition(state)).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes without the lock: a waker is code of others.
fn wake<T>(mut state: MutexGuard<'_, State<T>>) {
    let task = state.task.take();
    drop(state);
    if let Some(task) = task {
        task.wake();
    }
}

impl<T> Drop for End<T> {
    fn drop(&mut self) {
        let mut state = self.state();
        state.is_closed = true;
        wake(state);
        self.0.changed.notify_one();
    }
}
