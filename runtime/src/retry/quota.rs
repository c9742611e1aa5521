//! What retries are paid from.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Tokens that retries are paid from, so that a service which is down is not asked three times as often. Clones share
/// them, as all clients of one configuration do.
///
/// They come back with success: as many as the last retry of the call took, and one for a call that needed none. Time
/// brings none back.
///
/// ```
/// use tinsmith_runtime::retry::RetryQuota;
///
/// let quota = RetryQuota::default();
/// assert!(quota.take(14));
/// assert_eq!(quota.tokens(), 486);
/// quota.succeeded(Some(14));
/// assert_eq!(quota.tokens(), 500);
/// ```
#[derive(Clone)]
pub struct RetryQuota(Arc<Bucket>);

struct Bucket {
    tokens: AtomicU32,
    capacity: u32,
}

impl RetryQuota {
    /// A full bucket of this many tokens, and never more.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self::holding(capacity, capacity)
    }

    /// A bucket of this capacity that holds some of it.
    #[must_use]
    pub fn holding(capacity: u32, tokens: u32) -> Self {
        Self(Arc::new(Bucket { tokens: AtomicU32::new(tokens.min(capacity)), capacity }))
    }

    /// How many tokens there are now.
    #[must_use]
    pub fn tokens(&self) -> u32 {
        self.0.tokens.load(Ordering::Relaxed)
    }

    /// How many there are at most.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        self.0.capacity
    }

    /// Takes tokens, all or none; whether there were as many.
    #[must_use]
    pub fn take(&self, tokens: u32) -> bool {
        let take = |held: u32| held.checked_sub(tokens);
        self.0.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// A call succeeded, whose last retry took so many tokens; `None` for one without a retry.
    pub fn succeeded(&self, cost: Option<u32>) {
        let Bucket { tokens, capacity } = &*self.0;
        let give = |held: u32| (held < *capacity).then(|| held.saturating_add(cost.unwrap_or(1)).min(*capacity));
        // Mostly it is full, and nothing is written to what other threads read.
        let _ = tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

/// 500 tokens.
impl Default for RetryQuota {
    fn default() -> Self {
        Self::new(500)
    }
}

impl fmt::Debug for RetryQuota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RetryQuota({} of {})", self.tokens(), self.capacity())
    }
}
