//! The default transport over TLS, with certificates made for the test.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{
    HyperTransport, HyperTransportBuilder, Transport, TransportErrorKind, TransportOptions,
};
use tinsmith_runtime::types::ByteStream;
use tinsmith_tests::authority::{Authority, Certificate};
use tinsmith_tests::stand_in::{Answer, StandIn};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// Answers with the version of HTTP that the request came in, or with what was posted; gives its port and the number of connections.
async fn server(authority: &Authority, protocols: &[&str]) -> (u16, Arc<AtomicUsize>) {
    accepting(authority.acceptor(protocols)).await
}

async fn accepting(acceptor: TlsAcceptor) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else { return };
                let service = hyper::service::service_fn(|request: http::Request<hyper::body::Incoming>| async move {
                    let text = Bytes::from(format!("{:?} {}", request.version(), request.uri().path()));
                    let is_echo = request.method() == http::Method::POST;
                    let body = if is_echo { request.collect().await.unwrap().to_bytes() } else { text };
                    Ok::<_, Infallible>(http::Response::new(Full::new(body)))
                });
                let _ = auto::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    (port, connections)
}

fn trusting(authority: &Authority) -> HyperTransportBuilder {
    HyperTransport::builder().root_certificates(authority.pem.clone())
}

async fn body(transport: &HyperTransport, port: u16) -> String {
    let response = transport.send(get("localhost", port), TransportOptions::default()).await.unwrap();
    String::from_utf8(response.into_body().collect(1_000).await.unwrap().to_vec()).unwrap()
}

fn get(host: &str, port: u16) -> http::Request<Body> {
    http::Request::get(format!("https://{host}:{port}/path")).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn the_server_chooses_the_protocol() {
    let authority = Authority::new();
    for (protocols, expected) in [
        (["h2", "http/1.1"].as_slice(), "HTTP/2.0 /path"),
        (["http/1.1"].as_slice(), "HTTP/1.1 /path"),
        ([].as_slice(), "HTTP/1.1 /path"),
    ] {
        let (port, _) = server(&authority, protocols).await;
        assert_eq!(body(&trusting(&authority).build().unwrap(), port).await, expected);
    }
}

#[tokio::test]
async fn requests_at_once_share_a_connection_of_http_2() {
    let authority = Authority::new();
    let (port, connections) = server(&authority, &["h2"]).await;
    let transport = trusting(&authority).build().unwrap();
    body(&transport, port).await;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let transport = transport.clone();
        calls.spawn(async move { body(&transport, port).await });
    }
    assert_eq!(calls.join_all().await, vec!["HTTP/2.0 /path"; 20]);
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn one_connection_of_http_2_is_enough_where_there_may_be_no_more() {
    let authority = Authority::new();
    let (port, connections) = server(&authority, &["h2"]).await;
    let transport = trusting(&authority).max_connections_per_host(1).build().unwrap();
    let mut calls = tokio::task::JoinSet::new();
    let mut held = Vec::new();
    for _ in 0..20 {
        held.push(transport.send(get("localhost", port), TransportOptions::default()).await.unwrap());
        let transport = transport.clone();
        calls.spawn(async move { body(&transport, port).await });
    }
    assert_eq!(calls.join_all().await, vec!["HTTP/2.0 /path"; 20]);
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn streams_go_up_and_down_in_each_protocol() {
    let authority = Authority::new();
    let folder = tempfile::tempdir().unwrap();
    let (sent, saved) = (folder.path().join("sent"), folder.path().join("saved"));
    std::fs::write(&sent, (0..3_000_000_u32).flat_map(u32::to_be_bytes).collect::<Vec<_>>()).unwrap();
    for protocols in [["h2"], ["http/1.1"]] {
        let (port, _) = server(&authority, &protocols).await;
        let body = ByteStream::from_file(&sent).unwrap().into_body();
        let request = http::Request::post(format!("https://localhost:{port}/")).body(body).unwrap();
        let transport = authority.trusting().build().unwrap();
        let response = transport.send(request, TransportOptions::default()).await.unwrap();
        assert_eq!(ByteStream::from(response.into_body()).save(&saved).await.unwrap(), 12_000_000);
        assert!(std::fs::read(&sent).unwrap() == std::fs::read(&saved).unwrap(), "{protocols:?}");
    }
}

#[tokio::test]
async fn a_request_may_allow_more_time_for_connecting_than_the_transport() {
    let authority = Authority::new();
    let acceptor = authority.acceptor(&["http/1.1"]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(400)).await;
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let _ = stream.write_all(b"HTTP/1.1 204 -\r\n\r\n").await;
                let _ = stream.read_to_end(&mut Vec::new()).await;
            });
        }
    });
    let builder = HyperTransport::builder().only_root_certificates(authority.pem.clone());
    let transport = builder.connect_timeout(Duration::from_millis(100)).build().unwrap();
    let error = transport.send(get("localhost", port), TransportOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout);
    assert!(!error.may_have_been_sent());
    let mut options = TransportOptions::default();
    options.connect_timeout = Some(Duration::from_secs(20));
    assert_eq!(transport.send(get("localhost", port), options).await.unwrap().status(), 204);
}

#[tokio::test]
async fn certificates_trusted_alone_are_enough_and_no_others_are() {
    let (trusted, other) = (Authority::new(), Authority::new());
    let ((port, _), (other_port, _)) = (server(&trusted, &["h2"]).await, server(&other, &["h2"]).await);
    let transport = trusted.trusting().build().unwrap();
    assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
    let error = transport.send(get("localhost", other_port), TransportOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Tls);
    for pem in ["", "nothing"] {
        let error = HyperTransport::builder().only_root_certificates(pem).build().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
    }
}

#[tokio::test]
async fn a_bundle_in_a_file_stands_in_place_of_the_platforms_certificates() {
    let (trusted, other) = (Authority::new(), Authority::new());
    let ((port, _), (other_port, _)) = (server(&trusted, &["h2"]).await, server(&other, &["h2"]).await);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.pem");
    let transport = HyperTransport::builder().ca_bundle(&file).build().unwrap();
    for (content, problem) in [
        (None, "reading the CA bundle"),
        (Some("nothing"), "there is no certificate in the PEM text"),
        (Some("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"), "setting up TLS with the CA bundle"),
    ] {
        if let Some(content) = content {
            std::fs::write(&file, content).unwrap();
        }
        let error = transport.send(get("localhost", port), TransportOptions::default()).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        let text = format!("{error:#}");
        assert!(text.contains(problem) && text.contains(file.to_str().unwrap()), "{text}");
    }
    std::fs::write(&file, &trusted.pem).unwrap();
    assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
    let error = transport.send(get("localhost", other_port), TransportOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Tls);
}

#[tokio::test]
async fn servers_of_tls_1_2_and_1_3_are_spoken_to() {
    let authority = Authority::new();
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let (port, _) = accepting(authority.acceptor_with(&["h2"], Certificate::default(), &[version])).await;
        assert_eq!(body(&trusting(&authority).build().unwrap(), port).await, "HTTP/2.0 /path", "{version:?}");
    }
}

/// What older servers look for in the first message: the versions that the client offers.
#[tokio::test]
async fn nothing_older_than_tls_1_2_is_offered() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let sending = tokio::spawn(async move {
        HyperTransport::builder().build().unwrap().send(get("localhost", port), TransportOptions::default()).await
    });
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut header = [0; 5];
    stream.read_exact(&mut header).await.unwrap();
    let mut hello = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
    stream.read_exact(&mut hello).await.unwrap();
    drop(stream);
    assert!(sending.await.unwrap().is_err());
    // The extension `supported_versions`: its number, its length, the list's length, then TLS 1.3 and 1.2 alone.
    let expected = [0x00, 0x2b, 0x00, 0x05, 0x04, 0x03, 0x04, 0x03, 0x03];
    assert!(hello.windows(expected.len()).any(|window| window == expected), "{hello:02x?}");
}

#[tokio::test]
async fn a_server_without_tls_is_not_spoken_to() {
    let server = StandIn::start(|_| Answer::new(200, "plain")).unwrap();
    let port = server.url().rsplit(':').next().unwrap().parse().unwrap();
    let transport = HyperTransport::builder().build().unwrap();
    let error = transport.send(get("localhost", port), TransportOptions::default()).await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_sent(), "{error:?}");
    assert_eq!((server.received().len(), server.connections()), (0, 1));
}

#[tokio::test]
async fn certificates_that_are_not_trusted_are_refused() {
    let (trusted, other) = (Authority::new(), Authority::new());
    let (port, _) = server(&other, &["h2"]).await;
    for transport in [trusting(&trusted), HyperTransport::builder()] {
        let error =
            transport.build().unwrap().send(get("localhost", port), TransportOptions::default()).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Tls);
        assert!(error.is_connect() && !error.may_have_been_sent());
        let text = format!("{error:#}");
        assert!(text.starts_with(&format!("securing the connection to localhost:{port}: ")), "{text}");
        assert_eq!(text.matches("invalid peer certificate").count(), 1, "{text}");
    }
}

#[tokio::test]
async fn certificates_of_another_name_are_refused() {
    let authority = Authority::new();
    let (port, _) = server(&authority, &["h2"]).await;
    let error = trusting(&authority)
        .build()
        .unwrap()
        .send(get("127.0.0.1", port), TransportOptions::default())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Tls, "{error}");
}

#[tokio::test]
async fn a_tls_configuration_of_ones_own() {
    let authority = Authority::new();
    let (port, _) = server(&authority, &["h2", "http/1.1"]).await;
    let mut roots = rustls::RootCertStore::empty();
    roots.add(rustls::pki_types::pem::PemObject::from_pem_slice(authority.pem.as_bytes()).unwrap()).unwrap();
    let mut config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let transport = HyperTransport::builder().tls_config(config.clone()).build().unwrap();
    assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let transport = HyperTransport::builder().tls_config(config).build().unwrap();
    assert_eq!(body(&transport, port).await, "HTTP/1.1 /path");
}

/// Runs itself again in a process whose platform trusts the authority, by a file that is gone after the first connection.
#[cfg(target_os = "linux")]
#[test]
fn the_platforms_certificates_are_read_once_in_a_process() {
    const INNER: &str = "TINSMITH_TEST_CERTIFICATES_READ_ONCE";
    let Some(file) = std::env::var_os(INNER) else {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("platform.pem");
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_platforms_certificates_are_read_once_in_a_process"])
            .env(INNER, &file)
            .env("SSL_CERT_FILE", &file)
            .env("SSL_CERT_DIR", folder.path().join("absent"))
            .status();
        assert!(status.unwrap().success());
        return;
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let (authority, other) = (Authority::new(), Authority::new());
        let ((port, _), (other_port, _)) = (server(&authority, &["h2"]).await, server(&other, &["h2"]).await);
        let unset = HyperTransport::builder().build().unwrap();
        let error = unset.send(get("localhost", port), TransportOptions::default()).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration, "there is no file yet: {error}");

        std::fs::write(&file, &authority.pem).unwrap();
        assert_eq!(body(&unset, port).await, "HTTP/2.0 /path");
        std::fs::remove_file(&file).unwrap();
        let transport = HyperTransport::builder().root_certificates(other.pem.clone()).build().unwrap();
        assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
        assert_eq!(body(&transport, other_port).await, "HTTP/2.0 /path");
        let error = unset.send(get("localhost", other_port), TransportOptions::default()).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Tls, "what one transport trusts besides is its own: {error}");
    });
}
