//! A source of credentials that expire after 15 minutes to an hour.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tinsmith_aws::runtime::credentials::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};

use crate::clock::Clock;

/// Credentials that were given.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) key: String,
    pub(crate) at: SystemTime,
    pub(crate) expires: SystemTime,
}

/// A source whose every answer takes eight seconds. Now and then it fails for a while.
#[derive(Clone)]
pub(crate) struct Provider {
    pub(crate) clock: Clock,
    pub(crate) given: Arc<Mutex<Vec<Given>>>,
    pub(crate) counts: Arc<Counts>,
}

#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// How many are asking now, and at most.
    pub(crate) asking: AtomicUsize,
    pub(crate) asking_at_most: AtomicUsize,
    pub(crate) failed: AtomicUsize,
}

/// Less than there is between the first attempt to fetch and the end of the credentials that live shortest.
pub(crate) const OUTAGE: Duration = Duration::from_secs(150);
/// In seconds; an hour is a multiple of it.
pub(crate) const BETWEEN_OUTAGES: u64 = 900;

impl Provider {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, given: Arc::default(), counts: Arc::default() }
    }

    fn is_out(&self) -> bool {
        // Not when the client's clock jumps: it may take good credentials for old ones, and has nothing to go on with.
        self.clock.elapsed().as_secs() % BETWEEN_OUTAGES >= BETWEEN_OUTAGES - OUTAGE.as_secs()
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        let asking = self.counts.asking.fetch_add(1, Ordering::Relaxed) + 1;
        self.counts.asking_at_most.fetch_max(asking, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_secs(8)).await;
        self.counts.asking.fetch_sub(1, Ordering::Relaxed);
        if self.is_out() {
            self.counts.failed.fetch_add(1, Ordering::Relaxed);
            return Err(CredentialsError::new("it does not answer").with_kind(CredentialsErrorKind::Unavailable));
        }
        let mut given = self.given.lock().unwrap();
        let (at, number) = (self.clock.now(), given.len());
        let life = Duration::from_secs(60 * [15, 60, 22, 37, 45, 17, 30][number % 7]);
        let key = format!("ASIA{number}");
        given.push(Given { key: key.clone(), at, expires: at + life });
        Ok(Credentials::new(key, "secret").with_session_token("token").with_expiry(at + life))
    }
}

impl CredentialsProvider for Provider {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask())
    }
}
