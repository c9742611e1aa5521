//! Connections that wait for the next request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::uri::Authority;
use tokio::task::JoinHandle;

use super::connection::Connection;
use super::origin::Origin;

/// The connections of a transport that take requests.
pub(super) struct Pool {
    idle_timeout: Duration,
    max_idle_per_host: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    plain: HashMap<Authority, Vec<Waiting>>,
    secure: HashMap<Authority, Vec<Waiting>>,
    /// Closes what has waited for too long; there is one as long as something waits.
    closing: Option<JoinHandle<()>>,
}

/// A connection that waits, the one used last at the end of a list. Those of HTTP/2 stay while they are in use.
struct Waiting {
    connection: Connection,
    since: Instant,
}

impl Pool {
    pub(super) fn new(idle_timeout: Duration, max_idle_per_host: usize) -> Self {
        Self { idle_timeout, max_idle_per_host, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that takes a request at once.
    pub(super) fn take(&self, is_https: bool, authority: &Authority) -> Option<Connection> {
        let mut state = self.state();
        let waiting = state.hosts(is_https).get_mut(authority)?;
        while let Some(mut last) = waiting.pop() {
            if !last.connection.is_ready() || last.since.elapsed() >= self.idle_timeout {
                continue;
            }
            let Some(shared) = last.connection.share() else { return Some(last.connection) };
            last.since = Instant::now();
            waiting.push(last);
            return Some(shared);
        }
        None
    }

    /// A connection that takes a request at once, among others.
    pub(super) fn share(&self, origin: &Origin) -> Option<Connection> {
        let mut state = self.state();
        let waiting = state.hosts(origin.is_https).get(&origin.authority)?;
        let is_shared = waiting.last().is_some_and(|last| last.connection.about.is_http2);
        drop(state);
        is_shared.then(|| self.take(origin.is_https, &origin.authority)).flatten()
    }

    /// Keeps a connection for others that ask for its host.
    fn put(self: &Arc<Self>, mut connection: Connection) {
        // When it is there for others, so that they do not make another in the meantime.
        let _permit = connection.permit.take();
        let about = Arc::clone(&connection.about);
        let mut state = self.state();
        let waiting = Waiting { connection, since: Instant::now() };
        let hosts = state.hosts(about.origin.is_https);
        match hosts.get_mut(&about.origin.authority) {
            Some(others) if others.len() >= self.max_idle_per_host => return,
            Some(others) => others.push(waiting),
            None if self.max_idle_per_host == 0 => return,
            None => drop(hosts.insert(about.origin.authority.clone(), vec![waiting])),
        }
        if state.closing.as_ref().is_none_or(JoinHandle::is_finished) {
            let closing = close_expired(Arc::downgrade(self), self.idle_timeout);
            state.closing = Some(about.runtime.spawn(closing));
        }
    }

    /// The exchange on a connection has come to its end: it is there for the next one.
    pub(super) fn give_back(self: &Arc<Self>, mut connection: Connection) {
        if connection.about.is_http2 {
            return;
        }
        if connection.is_ready() {
            return self.put(connection);
        }
        // The answer is complete, but the connection's own task has not come to notice, or the request has not left.
        let pool = Arc::clone(self);
        let runtime = connection.about.runtime.clone();
        runtime.spawn(async move {
            if connection.ready().await {
                pool.put(connection);
            }
        });
    }

    /// A new connection for one request, and for others too where it takes several at the same time. If there is such a
    /// one by now, that is used.
    pub(super) fn add(self: &Arc<Self>, connection: Connection) -> Connection {
        let Some(shared) = connection.share() else { return connection };
        let origin = &connection.about.origin;
        if let Some(other) = self.take(origin.is_https, &origin.authority) {
            return other;
        }
        self.put(shared);
        connection
    }

    /// Closes what has waited for too long, and says how long the next one has; `None` when none is left.
    fn expire(&self) -> Option<Duration> {
        let mut state = self.state();
        let mut left: Option<Duration> = None;
        for is_https in [false, true] {
            state.hosts(is_https).retain(|_, waiting| {
                waiting.retain(|waiting| {
                    let rest = self.idle_timeout.saturating_sub(waiting.since.elapsed());
                    let stays = !rest.is_zero() && waiting.connection.is_ready();
                    if stays {
                        left = Some(left.map_or(rest, |left| left.min(rest)));
                    }
                    stays
                });
                !waiting.is_empty()
            });
        }
        if left.is_none() {
            state.closing = None;
        }
        left
    }
}

/// Nobody waits for what there is no more to be closed.
impl Drop for Pool {
    fn drop(&mut self) {
        if let Some(closing) = self.state().closing.take() {
            closing.abort();
        }
    }
}

impl State {
    fn hosts(&mut self, is_https: bool) -> &mut HashMap<Authority, Vec<Waiting>> {
        if is_https { &mut self.secure } else { &mut self.plain }
    }
}

async fn close_expired(pool: std::sync::Weak<Pool>, first: Duration) {
    let mut next = first;
    loop {
        tokio::time::sleep(next).await;
        let left = pool.upgrade().and_then(|pool| pool.expire());
        let Some(left) = left else { return };
        next = left;
    }
}
