//! A server that does things wrong: in this process, on this machine, over HTTP/1.1 and HTTP/2, with and without TLS.

mod fault;
mod http1;
mod http2;
mod stream;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

pub use fault::{Ending, Fault, Stage};

use self::stream::{Stream, end, send, swallow};

/// What is no HTTP of any version, and no TLS.
const NONSENSE: &[u8] = b"What is this? It is not what anybody would expect to be sent here.\r\n\r\n";

/// What a server speaks.
#[derive(Clone, Default)]
pub enum Speaks {
    /// HTTP/1.1 without TLS.
    #[default]
    Plain,
    /// HTTP/1.1 in TLS.
    Http1(TlsAcceptor),
    /// HTTP/2 in TLS.
    Http2(TlsAcceptor),
}

/// A server that does things wrong, in the order of its script, and everything right then. It stops when dropped.
#[derive(Debug)]
pub struct FaultServer {
    url: String,
    state: Arc<Mutex<State>>,
    accepting: Option<AbortHandle>,
    /// A port that refuses connections as long as this is there.
    _refusing: Option<TcpSocket>,
}

#[derive(Debug, Default)]
struct State {
    script: VecDeque<Fault>,
    /// What comes after the script.
    then: Option<Fault>,
    connections: usize,
    requests: Vec<Seen>,
}

/// A request that came as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which of the server's connections it came on, from 0.
    pub connection: usize,
    /// Whether nobody should have sent anything on that connection any more.
    pub is_on_broken_connection: bool,
}

/// An answer in bytes.
struct Encoded {
    head: Vec<u8>,
    body: Vec<u8>,
}

impl FaultServer {
    /// A server that gives `good` as its answer but for the faults of the script, one a request, or one a connection where
    /// it comes to none. When the script is at its end, everything is right.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(
        speaks: Speaks,
        good: http::Response<Bytes>,
        script: impl IntoIterator<Item = Fault>,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = url(&speaks, listener.local_addr()?);
        let state = State { script: script.into_iter().collect(), ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let server = Server { speaks, good, state: Arc::clone(&state) };
        let accepting = tokio::spawn(server.accept(listener)).abort_handle();
        Ok(Self { url, state, accepting: Some(accepting), _refusing: None })
    }

    /// A port at which no server listens.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub fn refusing(speaks: &Speaks) -> std::io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let url = url(speaks, socket.local_addr()?);
        Ok(Self { url, state: Arc::default(), accepting: None, _refusing: Some(socket) })
    }

    /// Makes the same mistake with all that comes after the script.
    #[must_use]
    pub fn always(self, fault: Fault) -> Self {
        lock(&self.state).then = Some(fault);
        self
    }

    /// Makes no mistakes from now on.
    pub fn mend(&self) {
        let mut state = lock(&self.state);
        state.script.clear();
        state.then = None;
    }

    /// `http://127.0.0.1:` and the port, or `https://localhost:` and the port.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The requests that came as a whole, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        lock(&self.state).requests.clone()
    }

    /// How many connections clients have opened so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        lock(&self.state).connections
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        if let Some(accepting) = &self.accepting {
            accepting.abort();
        }
    }
}

fn url(speaks: &Speaks, address: SocketAddr) -> String {
    match speaks {
        Speaks::Plain => format!("http://{address}"),
        Speaks::Http1(_) | Speaks::Http2(_) => format!("https://localhost:{}", address.port()),
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// What goes wrong with a new connection.
    fn connected(&mut self) -> (usize, Option<Fault>) {
        self.connections += 1;
        let next = self.script.front().or(self.then.as_ref());
        let fault = next.filter(|fault| fault.before_requests().is_some()).cloned();
        if fault.is_some() {
            self.script.pop_front();
        }
        (self.connections - 1, fault)
    }

    /// What goes wrong with a request.
    fn requested(&mut self, seen: Seen) -> Fault {
        self.requests.push(seen);
        self.script.pop_front().or_else(|| self.then.clone()).unwrap_or(Fault::None)
    }
}

#[derive(Clone)]
struct Server {
    speaks: Speaks,
    good: http::Response<Bytes>,
    state: Arc<Mutex<State>>,
}

impl Server {
    async fn accept(self, listener: TcpListener) {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            connections.spawn(self.clone().connection(stream));
        }
    }

    async fn connection(self, mut stream: TcpStream) {
        let (connection, fault) = lock(&self.state).connected();
        if let Some(fault) = fault {
            if fault.before_requests() == Some(Stage::Handshake) {
                let _ = stream.read(&mut [0; 1_024]).await;
            }
            return match fault {
                Fault::End(Stage::Accept, Ending::Stall) => swallow(Box::new(stream)).await,
                Fault::End(_, ending) => end(Box::new(stream), ending).await,
                _ => nonsense(Box::new(stream)).await,
            };
        }
        let stream: Box<dyn Stream> = match &self.speaks {
            Speaks::Plain => Box::new(stream),
            Speaks::Http1(acceptor) | Speaks::Http2(acceptor) => match acceptor.accept(stream).await {
                Ok(stream) => Box::new(stream),
                Err(_) => return,
            },
        };
        self.requests(connection, stream).await;
    }

    async fn requests(self, connection: usize, mut stream: Box<dyn Stream>) {
        let is_http2 = matches!(self.speaks, Speaks::Http2(_));
        if is_http2 && !http2::greet(&mut stream).await {
            return;
        }
        let mut is_on_broken_connection = false;
        loop {
            let number = if is_http2 {
                http2::request(&mut stream).await
            } else {
                http1::request(&mut stream).await.then_some(0)
            };
            let Some(number) = number else { return };
            let fault = lock(&self.state).requested(Seen { connection, is_on_broken_connection });
            is_on_broken_connection |= !fault.leaves_connection_whole(is_http2);
            match self.answer(fault, number, stream).await {
                Some(open) => stream = open,
                None => return,
            }
        }
    }

    /// Answers a request; gives the connection back as long as it is open.
    async fn answer(&self, fault: Fault, number: u32, mut stream: Box<dyn Stream>) -> Option<Box<dyn Stream>> {
        let is_http2 = matches!(self.speaks, Speaks::Http2(_));
        let encoded = |answer: &http::Response<Bytes>, surplus| {
            if is_http2 { http2::answer(answer, surplus, number) } else { http1::answer(answer, surplus) }
        };
        let Encoded { head, body } = encoded(&self.good, 0);
        let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
        match fault {
            Fault::None => send(&mut stream, &[head, body].concat()).await,
            Fault::HalfClose => {
                send(&mut stream, &[head, body].concat()).await;
                let _ = stream.shutdown().await;
                swallow(stream).await;
                return None;
            }
            Fault::Drip => {
                for byte in [head, body].concat() {
                    send(&mut stream, &[byte]).await;
                    tokio::task::yield_now().await;
                }
            }
            Fault::Length(surplus) => {
                let Encoded { head, body } = encoded(&self.good, surplus);
                send(&mut stream, &[head, body].concat()).await;
                if surplus > 0 && !is_http2 {
                    end(stream, Ending::Close).await;
                    return None;
                }
            }
            Fault::Answer(answer) => {
                let Encoded { head, body } = encoded(&answer, 0);
                send(&mut stream, &[head, body].concat()).await;
            }
            Fault::End(stage, ending) => {
                match stage {
                    Stage::InHead => send(&mut stream, &half(&head)).await,
                    Stage::InBody => send(&mut stream, &[head, half(&body)].concat()).await,
                    Stage::Accept | Stage::Handshake | Stage::BeforeHead => {}
                }
                end(stream, ending).await;
                return None;
            }
            Fault::Garbage(Stage::InBody) if is_http2 => {
                send(&mut stream, &head).await;
                nonsense(stream).await;
                return None;
            }
            Fault::Garbage(Stage::InBody) => {
                let Encoded { head, body } = http1::nonsense();
                send(&mut stream, &[head, body].concat()).await;
                end(stream, Ending::Close).await;
                return None;
            }
            Fault::Garbage(_) => {
                nonsense(stream).await;
                return None;
            }
            Fault::GoAway { is_taken } => {
                // Streams of clients have odd numbers.
                let last = if is_taken { number } else { number.saturating_sub(2) };
                send(&mut stream, &http2::go_away(last)).await;
                end(stream, Ending::Close).await;
                return None;
            }
            Fault::ResetStream(reason) => send(&mut stream, &http2::reset(number, reason)).await,
        }
        Some(stream)
    }
}

async fn nonsense(mut stream: Box<dyn Stream>) {
    send(&mut stream, NONSENSE).await;
    end(stream, Ending::Close).await;
}
