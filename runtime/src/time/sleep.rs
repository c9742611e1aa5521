//! How to wait.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::thread;

/// What [`Sleep::sleep`] returns.
pub type SleepFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// How to wait for a while without keeping a thread busy; cheap to clone.
///
/// By default a timer of tokio is used within a tokio runtime that has timers (the feature `hyper` brings tokio), and a
/// thread of the runtime's own anywhere else.
///
/// ```
/// use tinsmith_runtime::time::Sleep;
///
/// // No waiting in tests.
/// let sleep = Sleep::new(|_duration| std::future::ready(()));
/// # let _ = sleep;
/// ```
#[derive(Clone, Default)]
pub struct Sleep(Option<Arc<dyn Fn(Duration) -> SleepFuture + Send + Sync>>);

impl Sleep {
    /// Waits as the future that this function makes.
    #[must_use]
    pub fn new<F>(sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self(Some(Arc::new(move |duration| Box::pin(sleep(duration)))))
    }

    /// A future that is ready after this time.
    #[must_use]
    pub fn sleep(&self, duration: Duration) -> SleepFuture {
        match &self.0 {
            Some(sleep) => sleep(duration),
            None => default(duration),
        }
    }
}

#[cfg(feature = "hyper")]
fn default(duration: Duration) -> SleepFuture {
    tokio_sleep(duration).unwrap_or_else(|| Box::pin(thread::sleep(duration)))
}

#[cfg(not(feature = "hyper"))]
fn default(duration: Duration) -> SleepFuture {
    Box::pin(thread::sleep(duration))
}

/// A timer of tokio; `None` where there is no runtime, or one without timers.
#[cfg(feature = "hyper")]
pub(crate) fn tokio_sleep(duration: Duration) -> Option<SleepFuture> {
    tokio::runtime::Handle::try_current().ok()?;
    // There is no way to ask a runtime for its timers but to panic without them.
    let sleep = std::panic::catch_unwind(|| tokio::time::sleep(duration)).ok()?;
    Some(Box::pin(sleep))
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Sleep(custom)" } else { "Sleep(default)" })
    }
}
