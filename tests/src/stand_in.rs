//! A server that stands in for AWS, on this machine and with the answers one gives it.

mod answer;
mod connection;

use std::collections::HashMap;
use std::fmt;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub use answer::{Answer, Delivery};

/// A request, as it came over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The target as it was sent: mostly path and query, percent-encoded.
    pub target: String,
    /// Names and values in the order and case in which they were sent.
    pub headers: Vec<(String, String)>,
    /// The body, with chunks put together.
    pub body: Vec<u8>,
    /// Which of the server's connections it came on, from 0.
    pub connection: usize,
}

impl Received {
    /// The value of the first header of that name, in whatever case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// An HTTP/1.1 server on a free port of the loopback interface. It keeps connections alive, and stops when dropped.
///
/// ```
/// use tinsmith_tests::stand_in::{Answer, StandIn};
///
/// let server = StandIn::start(|received| match received.target.as_str() {
///     "/" => Answer::new(200, "{}").header("Content-Type", "application/json"),
///     _ => Answer::new(404, ""),
/// })?;
/// assert!(server.url().starts_with("http://127.0.0.1:"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct StandIn {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

type Handler = dyn Fn(&Received) -> Answer + Send + Sync;

struct Shared {
    handler: Box<Handler>,
    state: Mutex<State>,
    stop: Condvar,
}

#[derive(Default)]
struct State {
    stopped: bool,
    received: Vec<Received>,
    connections: usize,
    open: HashMap<usize, TcpStream>,
}

impl StandIn {
    /// Starts a server that answers every request with what `handler` makes of it. The handler runs on the thread of
    /// the connection; when it panics, the connection is closed.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(handler: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { handler: Box::new(handler), state: Mutex::default(), stop: Condvar::new() });
        let accepting = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Self { address, shared, accepting: Some(accepting) })
    }

    /// `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far, whether answered or not, in the order in which they were complete.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.shared.state().received.clone()
    }

    /// How many connections clients have opened so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.state().connections
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        {
            let mut state = self.shared.state();
            state.stopped = true;
            for stream in state.open.values() {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
        self.shared.stop.notify_all();
        // One more connection, so that `accept` returns.
        let woken = TcpStream::connect(self.address);
        if let (Ok(_), Some(accepting)) = (woken, self.accepting.take()) {
            let _ = accepting.join();
        }
    }
}

impl fmt::Debug for StandIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("StandIn").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Shared {
    /// A handler that panics does so without the lock, so that the state is sound.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits, and tells whether to go on: `false` once the server stops.
    fn pause(&self, duration: Duration) -> bool {
        let state = self.state();
        match self.stop.wait_timeout_while(state, duration, |state| !state.stopped) {
            Ok((state, _)) => !state.stopped,
            Err(_) => false,
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut threads = Vec::new();
    for stream in listener.incoming() {
        let mut state = shared.state();
        if state.stopped {
            break;
        }
        let Ok((stream, other)) = stream.and_then(|stream| Ok((stream.try_clone()?, stream))) else { continue };
        let connection = state.connections;
        state.connections += 1;
        state.open.insert(connection, other);
        drop(state);
        let shared = Arc::clone(shared);
        threads.push(thread::spawn(move || {
            let _closing = Closing { shared: &shared, connection };
            let _ = stream.set_nodelay(true);
            // A client that goes away in the middle is nothing to report.
            let _ = connection::serve(&stream, connection, &shared);
        }));
    }
    for thread in threads {
        let _ = thread.join();
    }
}

/// Closes a connection when its thread ends, by a panic too.
struct Closing<'a> {
    shared: &'a Shared,
    connection: usize,
}

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        if let Some(stream) = self.shared.state().open.remove(&self.connection) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}
