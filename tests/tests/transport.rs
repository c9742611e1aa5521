//! The default transport against a server on this machine: the bytes it sends, what it returns, how it fails.

use bytes::Bytes;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tinsmith_runtime::transport::{HyperTransport, Proxy, Transport, TransportError, TransportErrorKind};
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(50);

fn transport() -> HyperTransport {
    HyperTransport::builder().build().unwrap()
}

fn get(url: impl AsRef<str>) -> http::Request<Bytes> {
    http::Request::get(url.as_ref()).body(Bytes::new()).unwrap()
}

fn answering(answer: Answer) -> StandIn {
    StandIn::start(move |_| answer.clone()).unwrap()
}

async fn failure(server: &StandIn, timeout: Duration) -> TransportError {
    let started = Instant::now();
    let error = transport().send(get(server.url()), timeout).await.unwrap_err();
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
        .body(Bytes::from_static(b"{\"a\":\"\\u0000\"}\n"))
        .unwrap();

    let response = transport().send(request, LONG).await.unwrap();

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
        let response = transport().send(get(server.url()), LONG).await.unwrap();
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (status, b"no".as_slice()));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_connection_serves_many_requests() {
    let server = answering(Answer::new(200, "ok"));
    let transport = transport();
    for _ in 0..20 {
        transport.clone().send(get(server.url()), LONG).await.unwrap();
    }
    assert_eq!((server.received().len(), server.connections()), (20, 1));
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used_again() {
    let server = answering(Answer::new(200, "ok").header("Connection", "close"));
    let transport = transport();
    for _ in 0..5 {
        transport.send(get(server.url()), LONG).await.unwrap();
    }
    assert_eq!((server.received().len(), server.connections()), (5, 5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_requests_at_once() {
    let server = StandIn::start(|received| Answer::new(200, received.target.clone())).unwrap();
    let transport: Arc<dyn Transport> = Arc::new(transport());
    let calls: Vec<_> = (0..50)
        .map(|index| {
            let (transport, url) = (Arc::clone(&transport), format!("{}/{index}", server.url()));
            tokio::spawn(async move { transport.send(get(url), LONG).await })
        })
        .collect();
    for (index, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap().body(), &format!("/{index}"));
    }
}

#[tokio::test]
async fn chunks_are_put_together() {
    let server = answering(Answer::new(200, "0123456789").delivered(Delivery::Chunked { size: 3 }));
    assert_eq!(transport().send(get(server.url()), LONG).await.unwrap().body(), "0123456789");
}

#[tokio::test]
async fn refused() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = transport().send(get(format!("http://127.0.0.1:{port}/")), LONG).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.is_connect() && !error.is_timeout() && !error.may_have_been_sent());
    let text = error.to_string();
    assert!(text.starts_with(&format!("connecting to 127.0.0.1:{port}: ")), "{text}");
    assert!(text.contains("refused"), "{text}");
}

#[tokio::test]
async fn unknown_host() {
    let error = transport().send(get("http://host.invalid/"), LONG).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().starts_with("connecting to host.invalid: "), "{error}");
}

#[tokio::test]
async fn silent_server() {
    let error = failure(&answering(Answer::new(200, "").delivered(Delivery::Silence)), SHORT).await;
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert!(error.is_timeout() && !error.is_connect() && error.may_have_been_sent());
    assert!(error.to_string().contains("no complete response after 50ms"), "{error}");
}

#[tokio::test]
async fn slow_server() {
    let error = failure(&answering(Answer::new(200, "late").after(LONG)), SHORT).await;
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}

#[tokio::test]
async fn dripping_body() {
    let drip = Delivery::Drip { piece: 1, pause: Duration::from_millis(5) };
    let error = failure(&answering(Answer::new(200, vec![b'a'; 10_000]).delivered(drip)), SHORT).await;
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}

#[tokio::test]
async fn a_server_that_accepts_no_tls_is_a_connect_timeout() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let transport = HyperTransport::builder().connect_timeout(SHORT).build().unwrap();
    let url = format!("https://{}/", server.local_addr().unwrap());
    let error = transport.send(get(url), LONG).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout);
    assert!(error.is_connect() && error.is_timeout() && !error.may_have_been_sent());
    assert!(error.to_string().contains("no connection after 50ms"), "{error}");
}

#[tokio::test]
async fn cut_off_body() {
    let error =
        failure(&answering(Answer::new(200, "0123456789").delivered(Delivery::CutOff { after: 4 })), LONG).await;
    assert_eq!(error.kind(), TransportErrorKind::Io);
    assert!(error.may_have_been_sent());
    assert!(error.to_string().starts_with("reading the body of the response of "), "{error}");
}

#[tokio::test]
async fn no_answer() {
    let error = failure(&answering(Answer::new(200, "").delivered(Delivery::Close)), LONG).await;
    assert_eq!(error.kind(), TransportErrorKind::Io);
    assert!(error.may_have_been_sent());
}

#[tokio::test]
async fn garbage() {
    for garbage in [b"\0\xff\x80 not http\r\n\r\n".as_slice(), b"HTTP/1.1 99999 ?\r\n\r\n"] {
        let error = failure(&answering(Answer::new(200, garbage).delivered(Delivery::Raw)), LONG).await;
        assert_eq!(error.kind(), TransportErrorKind::InvalidResponse, "{error}");
        assert!(error.may_have_been_sent());
    }
    let endless = b"HTTP/1.1 200 OK\r\n".iter().copied().chain(std::iter::repeat_n(b'a', 4 << 20)).collect::<Vec<_>>();
    failure(&answering(Answer::new(200, endless).delivered(Delivery::Raw)), LONG).await;
}

#[tokio::test]
async fn too_large() {
    for delivery in [Delivery::Whole, Delivery::Filler { bytes: 100 << 20 }] {
        let server = answering(Answer::new(200, vec![b'a'; 1_001]).delivered(delivery));
        let limited = HyperTransport::builder().max_response_bytes(1_000).build().unwrap();
        let error = limited.send(get(server.url()), LONG).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::ResponseTooLarge);
        assert!(error.to_string().contains("over 1000 bytes"), "{error}");
    }
    let server = answering(Answer::new(200, vec![b'a'; 1_000]));
    let limited = HyperTransport::builder().max_response_bytes(1_000).build().unwrap();
    assert_eq!(limited.send(get(server.url()), LONG).await.unwrap().body().len(), 1_000);
}

#[tokio::test]
async fn requests_that_cannot_be_sent() {
    for (url, message) in [
        ("/path", "sending a request: its URI has no host"),
        ("ftp://host/", "sending a request: its URI is neither `http` nor `https`"),
    ] {
        let error = transport().send(get(url), LONG).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (TransportErrorKind::InvalidRequest, message));
    }
}

#[test]
fn without_a_runtime_it_says_so() {
    let transport = transport();
    let mut future = transport.send(get("http://127.0.0.1:1/"), LONG);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = future.as_mut().poll(&mut context) else { panic!("it waits") };
    assert_eq!(error.kind(), TransportErrorKind::Configuration);
    let expected = "sending a request to 127.0.0.1:1: this transport works only within a tokio runtime";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn wrong_certificates_are_an_error_of_building() {
    for (pem, message) in [
        ("nothing", "reading the extra root certificates: there is no certificate in the PEM text"),
        ("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", "reading the extra root certificates: "),
    ] {
        let error = HyperTransport::builder().root_certificates(pem).build().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        assert!(error.to_string().starts_with(message), "{error}");
    }
}

/// Runs itself again in a process for which the certificates are somewhere else.
#[cfg(target_os = "linux")]
#[test]
fn a_platform_without_certificates_is_an_error_of_building() {
    const INNER: &str = "TINSMITH_TEST_WITHOUT_CERTIFICATES";
    if std::env::var_os(INNER).is_none() {
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_platform_without_certificates_is_an_error_of_building"])
            .envs([(INNER, "1"), ("SSL_CERT_FILE", "absent"), ("SSL_CERT_DIR", "absent")])
            .status();
        assert!(status.unwrap().success());
        return;
    }
    let error = HyperTransport::builder().build().unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Configuration);
    assert!(error.to_string().starts_with("setting up TLS with the platform's certificates: "), "{error}");
}

#[test]
fn proxies_by_environment_variables() {
    let proxy = |variables: &[(&str, &str)]| {
        let value = |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| value.to_string());
        Proxy::from_variables(value)
    };
    assert!(proxy(&[]).unwrap().is_none());
    assert!(proxy(&[("HTTPS_PROXY", "")]).unwrap().is_none());
    assert!(proxy(&[("HTTP_PROXY", "http://proxy:1")]).unwrap().is_none());
    let given = proxy(&[("all_proxy", "proxy:3128"), ("NO_PROXY", "localhost,.internal")]).unwrap().unwrap();
    assert_eq!(format!("{given:?}"), "Proxy { except: \"localhost,.internal\", .. }");
    for url in ["socks5://proxy:1", "https://user:secret@proxy", "http://user:secret@", "secret proxy"] {
        let error = proxy(&[("https_proxy", url)]).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
}
