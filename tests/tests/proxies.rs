//! The default transport through proxies: CONNECT for `https`, whole URLs for `http`.

use std::net::SocketAddr;

use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{HyperTransport, Proxy, Transport, TransportErrorKind, TransportOptions};
use tinsmith_tests::authority::Authority;
use tinsmith_tests::stand_in::{Answer, StandIn};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// A proxy for CONNECT, for which every host is this machine; gives the heads of what it is asked.
async fn proxy(status: &'static str) -> (SocketAddr, UnboundedReceiver<String>) {
    let (asked, heads) = unbounded_channel();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(client.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let port = head.split([' ', ':']).nth(2).unwrap().parse::<u16>().unwrap();
            asked.send(head).unwrap();
            client.write_all(format!("HTTP/1.1 {status} -\r\n\r\n").as_bytes()).await.unwrap();
            if status == "200" {
                tokio::spawn(async move {
                    let mut server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
                });
            }
        }
    });
    (address, heads)
}

/// The port of a TLS server that answers one request a connection.
async fn server(acceptor: tokio_rustls::TlsAcceptor) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = acceptor.accept(stream).await.unwrap();
            stream.write_all(b"HTTP/1.1 204 -\r\nConnection: close\r\n\r\n").await.unwrap();
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
    });
    port
}

fn get(url: &str) -> http::Request<Body> {
    http::Request::get(url).body(Body::empty()).unwrap()
}

fn options() -> TransportOptions {
    TransportOptions::default()
}

#[tokio::test]
async fn https_is_tunnelled() {
    let authority = Authority::new();
    let port = server(authority.acceptor(&["http/1.1"])).await;
    let (address, mut asked) = proxy("200").await;
    let through = Proxy::new(format!("http://us%40er:pass%20word@{address}")).unwrap();
    let transport = |proxy: Proxy| authority.trusting().proxy(proxy).build().unwrap();

    let url = format!("https://service.test:{port}/");
    assert_eq!(transport(through.clone()).send(get(&url), options()).await.unwrap().status(), 204);
    let head = asked.recv().await.unwrap();
    assert!(head.starts_with(&format!("CONNECT service.test:{port} HTTP/1.1\r\n")), "{head}");
    assert!(head.contains("Proxy-Authorization: Basic dXNAZXI6cGFzcyB3b3Jk\r\n"), "{head}");

    let direct = transport(through.clone().except("example.com, service.test"));
    let error = direct.send(get(&url), options()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect, "there is no such host: {error}");
    let here = format!("https://localhost:{port}/");
    assert_eq!(transport(through).send(get(&here), options()).await.unwrap().status(), 204);
    assert!(asked.try_recv().is_err(), "the proxy was asked for a host that is excepted, or this machine");
}

#[tokio::test]
async fn a_proxy_that_denies_a_tunnel() {
    let (address, _asked) = proxy("407").await;
    let transport = HyperTransport::builder().proxy(Proxy::new(address.to_string()).unwrap()).build().unwrap();
    let error = transport.send(get("https://service.test/"), options()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(!error.may_have_been_sent());
    let text = format!("{error:#}");
    assert!(text.contains(&format!("through the proxy {address}: ")), "{text}");
    assert!(text.contains("proxy authorization required"), "{text}");
}

#[tokio::test]
async fn http_goes_to_the_proxy_with_its_whole_url() {
    let proxy = StandIn::start(|_| Answer::new(200, "from there")).unwrap();
    let url = proxy.url().replace("http://", "http://user:pass%20word@");
    let other = Proxy::default().http(url).unwrap();
    let transport = HyperTransport::builder().proxy(other).build().unwrap();

    for target in ["http://a:b@service.test/x%20y?z=1", "http://service.test:8080/"] {
        let response = transport.send(get(target), options()).await.unwrap();
        assert_eq!(response.into_body().collect(100).await.unwrap(), "from there");
    }
    let received = proxy.received();
    let lines: Vec<_> = received.iter().map(|request| (request.target.as_str(), request.header("host"))).collect();
    let expected = [
        ("http://service.test/x%20y?z=1", Some("service.test")),
        ("http://service.test:8080/", Some("service.test:8080")),
    ];
    assert_eq!(lines, expected);
    assert_eq!(received[0].header("proxy-authorization"), Some("Basic dXNlcjpwYXNzIHdvcmQ="));
}

#[tokio::test]
async fn a_proxy_that_denies_a_request() {
    let proxy = StandIn::start(|_| Answer::new(407, "who are you?")).unwrap();
    let transport = HyperTransport::builder().proxy(Proxy::new(proxy.url()).unwrap()).build().unwrap();
    let error = transport.send(get("http://service.test/"), options()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(!error.may_have_been_sent());
    assert!(format!("{error:#}").ends_with("proxy authorization required"), "{error:#}");
}

/// Credentials of a container and metadata of a machine are for it alone.
#[tokio::test]
async fn what_stands_beside_the_program_is_reached_directly() {
    let proxy = StandIn::start(|_| Answer::new(200, "the proxy")).unwrap();
    let beside = StandIn::start(|_| Answer::new(200, "beside")).unwrap();
    let transport = HyperTransport::builder().proxy(Proxy::new(proxy.url()).unwrap()).build().unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let url = beside.url().replace("127.0.0.1", host);
        let response = transport.send(get(&url), options()).await.unwrap();
        assert_eq!(response.into_body().collect(100).await.unwrap(), "beside", "{host}");
    }
    assert_eq!(proxy.connections(), 0);
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let transport = HyperTransport::builder().proxy(Proxy::new("http://127.0.0.1:1").unwrap()).build().unwrap();
    for url in ["http://service.test/", "https://service.test/"] {
        let error = transport.send(get(url), options()).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect);
        let text = format!("{error:#}");
        assert!(text.contains("connecting to service.test: through the proxy 127.0.0.1:1: "), "{text}");
    }
}
