//! The stand-in server itself, for what the transport's tests do not show.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};

fn connect(server: &StandIn) -> TcpStream {
    let stream = TcpStream::connect(server.url().replace("http://", "")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

#[test]
fn requests_are_kept_as_they_came() {
    let server = StandIn::start(|received| Answer::new(200, received.body.clone())).unwrap();
    let mut stream = connect(&server);
    stream
        .write_all(
            b"PUT /a?b HTTP/1.1\r\nX-B: 1\r\nx-a:2\r\nX-B: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n\
              GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        )
        .unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).unwrap();

    assert_eq!(answers, "HTTP/1.1 200 -\r\nContent-Length: 5\r\n\r\nabcdeHTTP/1.1 200 -\r\nContent-Length: 0\r\n\r\n");
    let received = server.received();
    let headers = [("X-B", "1"), ("x-a", "2"), ("X-B", "3"), ("Transfer-Encoding", "chunked")];
    assert_eq!(received[0].headers, headers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!((received[0].method.as_str(), received[0].target.as_str()), ("PUT", "/a?b"));
    assert_eq!(received[0].header("X-A"), Some("2"));
    assert_eq!((received.len(), received[1].connection, server.connections()), (2, 0, 1));
}

#[test]
fn what_is_no_request_and_a_handler_that_panics_close_the_connection() {
    let server = StandIn::start(|_| panic!("as the test wants")).unwrap();
    for request in [b"GET / HTTP/1.1\r\n\r\n".as_slice(), b"nonsense\r\n\r\n"] {
        let mut stream = connect(&server);
        stream.write_all(request).unwrap();
        assert_eq!(stream.read(&mut [0]).unwrap(), 0);
    }
}

#[test]
fn it_stops_while_answers_are_under_way() {
    for delivery in [
        Delivery::Silence,
        Delivery::Filler { bytes: u64::MAX },
        Delivery::Drip { piece: 1, pause: Duration::from_secs(60) },
    ] {
        let server = StandIn::start(move |_| Answer::new(200, "abc").delivered(delivery)).unwrap();
        let mut stream = connect(&server);
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        while server.received().is_empty() {
            std::thread::yield_now();
        }
        let started = Instant::now();
        drop(server);
        assert!(started.elapsed() < Duration::from_secs(5), "{delivery:?}");
    }
}
