//! The default transport against servers that speak HTTP/2 by hand, to the frame: what becomes of connections, and what
//! is known of a request that failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{HyperTransport, Transport, TransportError, TransportErrorKind, TransportOptions};
use tinsmith_tests::authority::Authority;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::server::TlsStream;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;

const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;

/// `:status: 200` of HPACK's static table.
const STATUS_200: &[u8] = &[0x88];

/// The server's side of a connection.
struct Peer {
    stream: TlsStream<TcpStream>,
    /// Which of the server's connections it is, from 0.
    connection: usize,
}

impl Peer {
    async fn write(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        let mut frame = (payload.len() as u32).to_be_bytes()[1..].to_vec();
        frame.extend([kind, flags]);
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        let _ = self.stream.write_all(&frame).await;
        let _ = self.stream.flush().await;
    }

    /// Kind, flags and stream of the next frame; `None` when the client is gone.
    async fn read(&mut self) -> Option<(u8, u8, u32)> {
        let mut head = [0; 9];
        self.stream.read_exact(&mut head).await.ok()?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; length as usize];
        self.stream.read_exact(&mut payload).await.ok()?;
        Some((head[3], head[4], u32::from_be_bytes([head[5], head[6], head[7], head[8]])))
    }

    /// The stream of the next request, all of which has come.
    async fn request(&mut self) -> Option<u32> {
        loop {
            let (kind, flags, stream) = self.read().await?;
            if matches!(kind, HEADERS | DATA) && flags & END_STREAM != 0 {
                return Some(stream);
            }
        }
    }

    async fn answer(&mut self, stream: u32) {
        self.write(HEADERS, END_HEADERS, stream, STATUS_200).await;
        let connection = self.connection.to_string();
        self.write(DATA, END_STREAM, stream, connection.as_bytes()).await;
    }

    async fn answer_all(mut self) {
        while let Some(stream) = self.request().await {
            self.answer(stream).await;
        }
    }

    async fn reset(&mut self, stream: u32, reason: u32) {
        self.write(RST_STREAM, 0, stream, &reason.to_be_bytes()).await;
    }

    async fn go_away(&mut self, last: u32, reason: u32) {
        self.write(GOAWAY, 0, 0, &[last.to_be_bytes(), reason.to_be_bytes()].concat()).await;
    }

    /// Takes what comes and says nothing more.
    async fn swallow(mut self) {
        while self.read().await.is_some() {}
    }
}

struct Server {
    port: u16,
    transport: HyperTransport,
    connections: Arc<AtomicUsize>,
}

/// A server that treats each connection so, and a transport that trusts it.
async fn server<F: Future<Output = ()> + Send>(serve: impl Fn(Peer) -> F + Send + Copy + 'static) -> Server {
    let authority = Authority::new();
    let acceptor = authority.acceptor(&["h2"]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let connection = counter.fetch_add(1, Ordering::SeqCst);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let mut peer = Peer { stream: acceptor.accept(stream).await.unwrap(), connection };
                peer.stream.read_exact(&mut [0; 24]).await.unwrap();
                peer.write(SETTINGS, 0, 0, &[]).await;
                peer.write(SETTINGS, ACK, 0, &[]).await;
                serve(peer).await;
            });
        }
    });
    Server { port, transport: authority.trusting().build().unwrap(), connections }
}

impl Server {
    fn request(&self) -> http::Request<Body> {
        http::Request::post(format!("https://localhost:{}/", self.port)).body(Body::from("a request")).unwrap()
    }

    /// The number of the connection that answered.
    async fn send(&self) -> Result<Bytes, TransportError> {
        let response = self.transport.send(self.request(), TransportOptions::default()).await?;
        Ok(response.into_body().collect(1_000).await.unwrap())
    }

    /// Gives up when there is no whole answer in time, as a client's call does.
    async fn send_and_give_up(&self, says_so: bool) {
        let options = TransportOptions::default();
        let mut exchange = Box::pin(async {
            let response = self.transport.send(self.request(), options.clone()).await.unwrap();
            response.into_body().collect(1_000).await.unwrap();
        });
        assert!(tokio::time::timeout(Duration::from_millis(200), &mut exchange).await.is_err());
        if says_so {
            options.progress.time_out();
        }
        drop(exchange);
        assert!(options.progress.may_have_been_sent());
    }

    async fn failure(&self) -> TransportError {
        let error = tokio::time::timeout(Duration::from_secs(10), self.send()).await.unwrap().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Io, "{error:#}");
        error
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_connection_that_swallows_requests_is_not_used_after_a_timeout() {
    let server =
        server(|peer| async move { if peer.connection == 0 { peer.swallow().await } else { peer.answer_all().await } })
            .await;
    server.send_and_give_up(true).await;
    for _ in 0..5 {
        assert_eq!(tokio::time::timeout(Duration::from_secs(5), server.send()).await.unwrap().unwrap(), "1");
    }
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_connection_that_stalls_within_a_body_is_not_used_after_a_timeout() {
    let server = server(|mut peer| async move {
        if peer.connection == 0 {
            let stream = peer.request().await.unwrap();
            peer.write(HEADERS, END_HEADERS, stream, STATUS_200).await;
            peer.write(DATA, 0, stream, b"the beginning").await;
            peer.swallow().await;
        } else {
            peer.answer_all().await;
        }
    })
    .await;
    server.send_and_give_up(true).await;
    assert_eq!(tokio::time::timeout(Duration::from_secs(5), server.send()).await.unwrap().unwrap(), "1");
}

#[tokio::test]
async fn a_request_that_is_given_up_for_other_reasons_leaves_the_connection_to_others() {
    let server = server(|mut peer| async move {
        peer.request().await;
        peer.answer_all().await;
    })
    .await;
    server.send_and_give_up(false).await;
    assert_eq!(server.send().await.unwrap(), "0");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_refused_stream_was_not_sent() {
    let server = server(|mut peer| async move {
        let stream = peer.request().await.unwrap();
        peer.reset(stream, REFUSED_STREAM).await;
        peer.answer_all().await;
    })
    .await;
    let error = server.failure().await;
    assert!(!error.may_have_been_sent() && !error.is_stale_connection() && error.is_retryable(), "{error:?}");
    assert_eq!(server.send().await.unwrap(), "0");
}

#[tokio::test]
async fn a_stream_that_is_reset_otherwise_may_have_been_sent() {
    let server = server(|mut peer| async move {
        let stream = peer.request().await.unwrap();
        peer.reset(stream, INTERNAL_ERROR).await;
        peer.answer_all().await;
    })
    .await;
    let error = server.failure().await;
    assert!(error.may_have_been_sent() && !error.is_stale_connection(), "{error:?}");
}

#[tokio::test]
async fn streams_above_the_last_one_of_a_goaway_were_not_sent() {
    let server = server(|mut peer| async move {
        if peer.connection > 0 {
            return peer.answer_all().await;
        }
        let (first, second) = (peer.request().await.unwrap(), peer.request().await.unwrap());
        peer.go_away(first, NO_ERROR).await;
        peer.answer(first).await;
        assert!(second > first);
        peer.swallow().await;
    })
    .await;
    // The first opens the connection, the second shares it.
    let (first, second) = tokio::join!(server.send(), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        server.send().await
    });
    assert_eq!(first.unwrap(), "0");
    let error = second.unwrap_err();
    assert!(!error.may_have_been_sent() && !error.is_stale_connection(), "{error:?}");
    assert!(format!("{error:#}").contains("not a result of an error"), "{error:#}");
    assert_eq!(server.send().await.unwrap(), "1");
}

#[tokio::test]
async fn streams_up_to_the_last_one_of_a_goaway_may_have_been_sent() {
    for reason in [NO_ERROR, INTERNAL_ERROR] {
        for last in [1, 3, (1 << 31) - 1] {
            let server = server(move |peer| leaving(peer, last, reason)).await;
            let error = server.failure().await;
            assert!(error.may_have_been_sent(), "{reason} {last}: {error:?}");
        }
    }
}

/// Takes a request, says that it is going away, and goes.
async fn leaving(mut peer: Peer, last: u32, reason: u32) {
    peer.request().await;
    peer.go_away(last, reason).await;
    let _ = peer.stream.shutdown().await;
}

#[tokio::test]
async fn a_connection_that_the_server_was_leaving_is_a_stale_one() {
    let server = server(|mut peer| async move {
        let first = peer.request().await.unwrap();
        peer.answer(first).await;
        peer.request().await;
        peer.go_away(first, NO_ERROR).await;
    })
    .await;
    assert_eq!(server.send().await.unwrap(), "0");
    let error = server.failure().await;
    assert!(error.is_stale_connection() && !error.may_have_been_sent(), "{error:?}");
    assert_eq!(server.send().await.unwrap(), "1");
}

#[tokio::test]
async fn a_connection_that_the_server_had_closed_is_a_stale_one() {
    let server = server(|mut peer| async move {
        let first = peer.request().await.unwrap();
        peer.answer(first).await;
        peer.request().await;
    })
    .await;
    assert_eq!(server.send().await.unwrap(), "0");
    let error = server.failure().await;
    assert!(error.is_stale_connection() && error.may_have_been_sent(), "{error:?}");
    assert_eq!(server.send().await.unwrap(), "1");
}

#[tokio::test]
async fn a_connection_that_answers_no_pings_is_given_up() {
    let authority = Authority::new();
    let acceptor = authority.acceptor(&["h2"]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}/", listener.local_addr().unwrap().port());
    let pings = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&pings);
    tokio::spawn(async move {
        for connection in 0.. {
            let (stream, _) = listener.accept().await.unwrap();
            let mut peer = Peer { stream: acceptor.accept(stream).await.unwrap(), connection };
            let counter = Arc::clone(&counter);
            tokio::spawn(async move {
                peer.stream.read_exact(&mut [0; 24]).await.unwrap();
                peer.write(SETTINGS, 0, 0, &[]).await;
                while let Some((kind, flags, stream)) = peer.read().await {
                    counter.fetch_add(usize::from(kind == PING), Ordering::SeqCst);
                    // The first request of a connection is answered, nothing else is.
                    if stream == 1 && flags & END_STREAM != 0 {
                        peer.answer(stream).await;
                    }
                }
            });
        }
    });
    let builder = HyperTransport::builder().only_root_certificates(authority.pem.clone());
    let transport = builder.keep_alive(Duration::from_millis(300), Duration::from_millis(100)).build().unwrap();
    let send = async || {
        let request = http::Request::get(&url).body(Body::empty()).unwrap();
        let response = transport.send(request, TransportOptions::default()).await?;
        Ok::<_, TransportError>(response.into_body().collect(1_000).await.unwrap())
    };
    assert_eq!(send().await.unwrap(), "0");
    let started = Instant::now();
    let error = send().await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(5));
    assert!(error.may_have_been_sent() && !error.is_stale_connection(), "{error:?}");
    assert!(pings.load(Ordering::SeqCst) > 0);

    // One that is not in use is asked too, and gone by the time that it is wanted.
    assert_eq!(send().await.unwrap(), "1");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(send().await.unwrap(), "2");
}
