//! How many connections to a host may be in use.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::failure;
use super::origin::Origin;
use crate::time::tokio_sleep;
use crate::transport::TransportError;

/// Leave to use a connection of HTTP/1.1; another has it when this is dropped.
pub(super) type Permit = OwnedSemaphorePermit;

/// How many connections of HTTP/1.1 to a host may be in use at a time.
pub(super) struct Limit {
    per_host: usize,
    hosts: Mutex<HashMap<Origin, Arc<Semaphore>>>,
}

impl Limit {
    pub(super) fn new(per_host: usize) -> Self {
        Self { per_host: per_host.clamp(1, Semaphore::MAX_PERMITS), hosts: Mutex::default() }
    }

    /// Leave to use a connection, first come, first served, and what is left of the time then.
    pub(super) async fn permit(
        &self,
        origin: &Origin,
        timeout: Duration,
    ) -> Result<(Permit, Duration), TransportError> {
        let host = self.host(origin);
        if let Ok(permit) = Arc::clone(&host).try_acquire_owned() {
            return Ok((permit, timeout));
        }
        let mut elapsed = tokio_sleep(timeout).ok_or_else(|| failure::of_runtime(origin))?;
        let started = Instant::now();
        let mut waiting = pin!(host.acquire_owned());
        poll_fn(|context| {
            // No semaphore is ever closed.
            if let Poll::Ready(Ok(permit)) = waiting.as_mut().poll(context) {
                return Poll::Ready(Ok((permit, timeout.saturating_sub(started.elapsed()))));
            }
            elapsed.as_mut().poll(context).map(|()| Err(failure::of_waiting(origin, self.per_host, timeout)))
        })
        .await
    }

    fn host(&self, origin: &Origin) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(origin) {
            return Arc::clone(host);
        }
        hosts.retain(|_, host| Arc::strong_count(host) > 1);
        let host = Arc::new(Semaphore::new(self.per_host));
        hosts.insert(origin.clone(), Arc::clone(&host));
        host
    }
}
