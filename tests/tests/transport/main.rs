//! The default transport against a server on this machine: the bytes it sends, what it returns, how it fails.

mod connections;
mod limit;
mod setup;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{HyperTransport, Transport, TransportError, TransportErrorKind, TransportOptions};
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(50);

fn transport() -> HyperTransport {
    HyperTransport::builder().build().unwrap()
}

fn get(url: impl AsRef<str>) -> http::Request<Body> {
    http::Request::get(url.as_ref()).body(Body::empty()).unwrap()
}

fn answering(answer: Answer) -> StandIn {
    StandIn::start(move |_| answer.clone()).unwrap()
}

fn within(connect_timeout: Duration) -> TransportOptions {
    let mut options = TransportOptions::default();
    options.connect_timeout = Some(connect_timeout);
    options
}

/// The whole response.
async fn send(
    transport: &impl Transport,
    request: http::Request<Body>,
) -> Result<http::Response<Bytes>, TransportError> {
    let (head, body) = transport.send(request, TransportOptions::default()).await?.into_parts();
    let body = body
        .collect(usize::MAX)
        .await
        .map_err(|error| *error.into_cause().unwrap().downcast::<TransportError>().unwrap())?;
    Ok(http::Response::from_parts(head, body))
}

async fn failure(server: &StandIn) -> TransportError {
    let started = Instant::now();
    let error = send(&transport(), get(server.url())).await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(10), "{error}");
    let host = server.url().replace("http://", "");
    assert!(error.to_string().contains(&host), "{error}");
    error
}

#[tokio::test]
async fn the_request_arrives_as_it_was_given() {
    let server = answering(Answer::new(201, "made").header("X-Answer", "a b"));
    let request = http::Request::post(format!("{}/a%2Fb/c%20d?x=%C3%A9&y&z=", server.url()))
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("x-amz-target", "Service.Operation")
        .header("Authorization", "AWS4-HMAC-SHA256 Credential=A, Signature=0")
        .body(Body::from("{\"a\":\"\\u0000\"}\n"))
        .unwrap();

    let response = send(&transport(), request).await.unwrap();

    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["x-answer"], "a b");
    assert_eq!(response.body(), "made");
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].method, "POST");
    assert_eq!(received[0].target, "/a%2Fb/c%20d?x=%C3%A9&y&z=");
    assert_eq!(received[0].body, b"{\"a\":\"\\u0000\"}\n");
    let mut headers = received[0].headers.clone();
    headers.sort();
    let host = server.url().replace("http://", "");
    let expected = [
        ("authorization", "AWS4-HMAC-SHA256 Credential=A, Signature=0"),
        ("content-length", "15"),
        ("content-type", "application/x-amz-json-1.0"),
        ("host", &host),
        ("x-amz-target", "Service.Operation"),
    ];
    assert_eq!(headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn statuses_are_no_errors_and_redirects_are_not_followed() {
    for status in [301, 404, 503] {
        let server = answering(Answer::new(status, "no").header("Location", "/elsewhere"));
        let response = send(&transport(), get(server.url())).await.unwrap();
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (status, b"no".as_slice()));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_request_whose_own_body_fails_says_so() {
    struct Failing;
    impl http_body::Body for Failing {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
            std::task::Poll::Ready(Some(Err(std::io::Error::other("the disk is gone"))))
        }
    }
    let server = answering(Answer::new(200, ""));
    let request = http::Request::post(server.url()).body(Body::new(Failing)).unwrap();
    let error = send(&transport(), request).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::RequestBody);
    assert!(format!("{error:#}").ends_with(": the disk is gone"), "{error:#}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_requests_at_once() {
    let server = StandIn::start(|received| Answer::new(200, received.target.clone())).unwrap();
    let transport: Arc<dyn Transport> = Arc::new(transport());
    let calls: Vec<_> = (0..50)
        .map(|index| {
            let (transport, url) = (Arc::clone(&transport), format!("{}/{index}", server.url()));
            tokio::spawn(async move { send(&transport, get(url)).await })
        })
        .collect();
    for (index, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap().body(), &format!("/{index}"));
    }
}

#[tokio::test]
async fn chunks_are_put_together() {
    let server = answering(Answer::new(200, "0123456789").delivered(Delivery::Chunked { size: 3 }));
    assert_eq!(send(&transport(), get(server.url())).await.unwrap().body(), "0123456789");
}

#[tokio::test]
async fn refused() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = send(&transport(), get(format!("http://127.0.0.1:{port}/"))).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.is_connect() && !error.is_timeout() && !error.may_have_been_sent());
    assert_eq!(error.to_string(), format!("connecting to 127.0.0.1:{port}"));
    let text = format!("{error:#}");
    assert!(text.starts_with(&format!("connecting to 127.0.0.1:{port}: ")), "{text}");
    assert_eq!(text.matches("refused").count(), 1, "{text}");
}

#[tokio::test]
async fn unknown_host() {
    let error = send(&transport(), get("http://host.invalid/")).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(format!("{error:#}").starts_with("connecting to host.invalid: "), "{error:#}");
}

/// What a caller does that waits no longer.
async fn timed_out(delivery: Delivery) -> (TransportOptions, bool) {
    let server = answering(Answer::new(200, vec![b'a'; 10_000]).delivered(delivery));
    let options = TransportOptions::default();
    let transport = transport();
    let exchange = async {
        let response = transport.send(get(server.url()), options.clone()).await.unwrap();
        response.into_body().collect(usize::MAX).await.unwrap();
    };
    let waited = tokio::time::timeout(Duration::from_millis(200), exchange).await;
    let may_have_been_sent = options.progress.may_have_been_sent();
    assert!(waited.is_err());
    (options, may_have_been_sent)
}

#[tokio::test]
async fn a_caller_that_waits_no_longer_knows_that_the_request_may_have_been_sent() {
    for delivery in [Delivery::Silence, Delivery::Drip { piece: 1, pause: Duration::from_millis(5) }] {
        let (_, may_have_been_sent) = timed_out(delivery).await;
        assert!(may_have_been_sent, "{delivery:?}");
    }
}

#[tokio::test]
async fn a_caller_that_gives_up_while_connecting_knows_that_nothing_was_sent() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let transport = transport();
    let options = TransportOptions::default();
    assert!(options.progress.may_have_been_sent());
    let sending = transport.send(get(format!("https://{}/", server.local_addr().unwrap())), options.clone());
    assert!(tokio::time::timeout(SHORT, sending).await.is_err());
    assert!(!options.progress.may_have_been_sent());
}

#[tokio::test]
async fn the_head_comes_before_the_body() {
    let drip = Delivery::Drip { piece: 1, pause: LONG };
    let server = answering(Answer::new(200, "ab").header("X-Answer", "early").delivered(drip));
    let transport = transport();
    let response = tokio::time::timeout(LONG / 2, transport.send(get(server.url()), TransportOptions::default()));
    let mut response = response.await.unwrap().unwrap();
    assert_eq!(response.headers()["x-answer"], "early");
    assert_eq!(response.body().content_length(), Some(2));
    let chunk = tokio::time::timeout(LONG / 2, response.body_mut().next_chunk()).await.unwrap();
    assert_eq!(chunk.unwrap().unwrap(), "a");
}

#[tokio::test]
async fn a_server_that_accepts_no_tls_is_a_connect_timeout() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let transport = HyperTransport::builder().connect_timeout(SHORT).build().unwrap();
    let url = format!("https://{}/", server.local_addr().unwrap());
    let error = send(&transport, get(url)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout);
    assert!(error.is_connect() && error.is_timeout() && !error.may_have_been_sent());
    assert!(format!("{error:#}").ends_with(": there was no connection after 50ms"), "{error:#}");

    let transport = self::transport();
    let url = format!("https://{}/", server.local_addr().unwrap());
    let error = transport.send(get(url), within(SHORT)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout);
    assert!(format!("{error:#}").ends_with(": there was no connection after 50ms"), "{error:#}");
}

#[tokio::test]
async fn cut_off_body() {
    let error = failure(&answering(Answer::new(200, "0123456789").delivered(Delivery::CutOff { after: 4 }))).await;
    assert_eq!(error.kind(), TransportErrorKind::Io);
    assert!(error.may_have_been_sent());
    let host = error.to_string();
    assert!(host.starts_with("reading the body of the response of 127.0.0.1:"), "{host}");
}

#[tokio::test]
async fn no_answer() {
    let error = failure(&answering(Answer::new(200, "").delivered(Delivery::Close))).await;
    assert_eq!(error.kind(), TransportErrorKind::Io);
    assert!(error.may_have_been_sent());
}

#[tokio::test]
async fn garbage() {
    for garbage in [b"\0\xff\x80 not http\r\n\r\n".as_slice(), b"HTTP/1.1 99999 ?\r\n\r\n"] {
        let error = failure(&answering(Answer::new(200, garbage).delivered(Delivery::Raw))).await;
        assert_eq!(error.kind(), TransportErrorKind::InvalidResponse, "{error}");
        assert!(error.may_have_been_sent());
    }
    let endless = b"HTTP/1.1 200 OK\r\n".iter().copied().chain(std::iter::repeat_n(b'a', 4 << 20)).collect::<Vec<_>>();
    failure(&answering(Answer::new(200, endless).delivered(Delivery::Raw))).await;
}

#[tokio::test]
async fn a_length_over_the_limit_is_refused_before_it_is_read() {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\nabc", 1_u64 << 62);
    let server = answering(Answer::new(200, head).delivered(Delivery::Raw));
    let response = transport().send(get(server.url()), TransportOptions::default()).await.unwrap();
    let started = Instant::now();
    let error = response.into_body().collect(1_000).await.unwrap_err();
    assert!(error.is_too_large() && started.elapsed() < Duration::from_secs(1));
    assert_eq!(error.to_string(), "the body is 4611686018427387904 bytes long; no more than 1000 are read");
}

#[tokio::test]
async fn a_body_of_unknown_length_is_read_as_far_as_the_limit() {
    let server = answering(Answer::new(200, "").delivered(Delivery::Filler { bytes: 100 << 20 }));
    let response = transport().send(get(server.url()), TransportOptions::default()).await.unwrap();
    let error = response.into_body().collect(1_000).await.unwrap_err();
    assert!(error.is_too_large());
    assert_eq!(error.to_string(), "the body is over 1000 bytes");
}

#[tokio::test]
async fn requests_that_cannot_be_sent() {
    for (url, message) in [
        ("/path", "sending a request: its URI has no host"),
        ("ftp://host/", "sending a request: its URI is neither `http` nor `https`"),
    ] {
        let error = send(&transport(), get(url)).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (TransportErrorKind::InvalidRequest, message));
    }
}
