//! Time: what the clock says, and how to wait.

mod clock;
mod sleep;
mod thread;

use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

pub use clock::Clock;
#[cfg(feature = "hyper")]
pub(crate) use sleep::tokio_sleep;
pub use sleep::{Sleep, SleepFuture};

/// The result of a future, or `None` if it is not there after this time.
pub(crate) async fn within<F: Future>(sleep: &Sleep, duration: Duration, future: F) -> Option<F::Output> {
    within_from(sleep, duration, future, || {}).await
}

/// As [`within`], and says when the time begins to run.
pub(crate) async fn within_from<F: Future>(
    sleep: &Sleep,
    duration: Duration,
    future: F,
    mut begin: impl FnMut(),
) -> Option<F::Output> {
    // More time than anybody waits needs no timer.
    if duration == Duration::MAX {
        return Some(future.await);
    }
    let mut future = pin!(future);
    let mut elapsed = None;
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        // Most futures of mocks are ready at once: they cost no timer.
        let elapsed = elapsed.get_or_insert_with(|| {
            begin();
            sleep.sleep(duration)
        });
        elapsed.as_mut().poll(context).map(|()| None)
    })
    .await
}
