//! The default transport over TLS, with certificates made for the test, directly and through a proxy.

mod tls;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{
    HyperTransport, HyperTransportBuilder, Proxy, Transport, TransportErrorKind, TransportOptions,
};
use tinsmith_runtime::types::ByteStream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::tls::{Authority, authority};

/// Answers with the version of HTTP that the request came in, or with what was posted; gives its port and the number of connections.
async fn server(authority: &Authority, protocols: &[&str]) -> (u16, Arc<AtomicUsize>) {
    let acceptor = authority.acceptor(protocols);
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

/// A proxy for CONNECT; what clients ask of it is sent to `asked`.
async fn proxy(asked: tokio::sync::mpsc::UnboundedSender<String>, status: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(client.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let target = head.split(' ').nth(1).unwrap().to_owned();
            asked.send(head).unwrap();
            client.write_all(format!("HTTP/1.1 {status} -\r\n\r\n").as_bytes()).await.unwrap();
            if status == "200" {
                tokio::spawn(async move {
                    let mut server = TcpStream::connect(target).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
                });
            }
        }
    });
    address
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
    let authority = authority();
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
    let authority = authority();
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
async fn streams_go_up_and_down_in_each_protocol() {
    let authority = authority();
    let folder = tempfile::tempdir().unwrap();
    let (sent, saved) = (folder.path().join("sent"), folder.path().join("saved"));
    std::fs::write(&sent, (0..3_000_000_u32).flat_map(u32::to_be_bytes).collect::<Vec<_>>()).unwrap();
    for protocols in [["h2"], ["http/1.1"]] {
        let (port, _) = server(&authority, &protocols).await;
        let body = ByteStream::from_file(&sent).unwrap().into_body();
        let request = http::Request::post(format!("https://localhost:{port}/")).body(body).unwrap();
        let response = authority.trusting().send(request, TransportOptions::default()).await.unwrap();
        assert_eq!(ByteStream::from(response.into_body()).save(&saved).await.unwrap(), 12_000_000);
        assert!(std::fs::read(&sent).unwrap() == std::fs::read(&saved).unwrap(), "{protocols:?}");
    }
}

#[tokio::test]
async fn a_request_may_allow_more_time_for_connecting_than_the_transport() {
    let authority = authority();
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
    let (trusted, other) = (authority(), authority());
    let ((port, _), (other_port, _)) = (server(&trusted, &["h2"]).await, server(&other, &["h2"]).await);
    let transport = trusted.trusting();
    assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
    let error = transport.send(get("localhost", other_port), TransportOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Tls);
    for pem in ["", "nothing"] {
        let error = HyperTransport::builder().only_root_certificates(pem).build().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
    }
}

#[tokio::test]
async fn certificates_that_are_not_trusted_are_refused() {
    let (trusted, other) = (authority(), authority());
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
    let authority = authority();
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
    let authority = authority();
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

#[tokio::test]
async fn through_a_proxy() {
    let authority = authority();
    let (port, _) = server(&authority, &["h2"]).await;
    let (sender, mut asked) = tokio::sync::mpsc::unbounded_channel();
    let address = proxy(sender, "200").await;
    let through = Proxy::new(format!("http://user:pass%20word@{address}")).unwrap();

    let transport = trusting(&authority).proxy(through.clone()).build().unwrap();
    assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
    let head = asked.recv().await.unwrap();
    assert!(head.starts_with(&format!("CONNECT localhost:{port} HTTP/1.1\r\n")), "{head}");
    assert!(head.contains("Proxy-Authorization: Basic dXNlcjpwYXNzIHdvcmQ=\r\n"), "{head}");

    let transport = trusting(&authority).proxy(through.except("example.com, localhost")).build().unwrap();
    assert_eq!(body(&transport, port).await, "HTTP/2.0 /path");
    assert!(asked.try_recv().is_err(), "the proxy was asked for an excepted host");
}

#[tokio::test]
async fn a_proxy_that_denies() {
    let authority = authority();
    let (sender, _asked) = tokio::sync::mpsc::unbounded_channel();
    let address = proxy(sender, "407").await;
    let transport = trusting(&authority).proxy(Proxy::new(address.to_string()).unwrap()).build().unwrap();
    let error = transport.send(get("localhost", 1), TransportOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    let text = format!("{error:#}");
    assert!(text.contains(&format!("through the proxy {address}: ")), "{text}");
    assert!(text.contains("proxy authorization required"), "{text}");
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
        let (authority, other) = (authority(), authority());
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
