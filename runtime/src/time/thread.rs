//! Timers without an async runtime: one thread that wakes whoever waits.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// A point in time and a number that makes it unique.
type Key = (Instant, u64);

static TIMERS: Mutex<BTreeMap<Key, Waker>> = Mutex::new(BTreeMap::new());
static CHANGED: Condvar = Condvar::new();
static HAS_THREAD: AtomicBool = AtomicBool::new(false);
static NUMBER: AtomicU64 = AtomicU64::new(0);

fn timers() -> MutexGuard<'static, BTreeMap<Key, Waker>> {
    TIMERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A future that is ready after this time.
pub(super) fn sleep(duration: Duration) -> Timer {
    // A century stands for durations that no point in time is far enough for.
    let now = Instant::now();
    let until = now.checked_add(duration).unwrap_or(now + Duration::from_secs(100 * 365 * 86_400));
    Timer { key: (until, NUMBER.fetch_add(1, Ordering::Relaxed)) }
}

pub(super) struct Timer {
    key: Key,
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.key.0 <= Instant::now() {
            return Poll::Ready(());
        }
        let mut timers = timers();
        timers.insert(self.key, context.waker().clone());
        let is_first = timers.first_key_value().is_some_and(|(first, _)| *first == self.key);
        drop(timers);
        if !HAS_THREAD.swap(true, Ordering::AcqRel) {
            let thread = std::thread::Builder::new().name("tinsmith-timers".to_owned()).spawn(run);
            // Where no thread can be had now, the next one who waits tries again.
            HAS_THREAD.store(thread.is_ok(), Ordering::Release);
        }
        if is_first {
            CHANGED.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        timers().remove(&self.key);
    }
}

fn run() {
    let mut timers = timers();
    loop {
        let now = Instant::now();
        let mut due = Vec::new();
        while let Some(first) = timers.first_entry().filter(|first| first.key().0 <= now) {
            due.push(first.remove());
        }
        if !due.is_empty() {
            // Waking runs code of others, which may set a timer.
            drop(timers);
            for waker in due {
                // Should that panic, others are still to be woken.
                let _ = catch_unwind(AssertUnwindSafe(|| waker.wake()));
            }
            timers = self::timers();
            continue;
        }
        timers = match timers.first_key_value() {
            Some((first, _)) => {
                let wait = first.0.saturating_duration_since(now);
                CHANGED.wait_timeout(timers, wait).unwrap_or_else(PoisonError::into_inner).0
            }
            None => CHANGED.wait(timers).unwrap_or_else(PoisonError::into_inner),
        };
    }
}
