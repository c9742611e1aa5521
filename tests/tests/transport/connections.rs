//! Connections: kept for the next request, and closed by the server meanwhile.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{HyperTransport, Transport as _, TransportOptions};
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};

use super::{answering, failure, get, send, transport};

#[tokio::test]
async fn a_connection_serves_many_requests() {
    let server = answering(Answer::new(200, "ok"));
    let transport = transport();
    for _ in 0..20 {
        send(&transport.clone(), get(server.url())).await.unwrap();
    }
    assert_eq!((server.received().len(), server.connections()), (20, 1));
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used_again() {
    let server = answering(Answer::new(200, "ok").header("Connection", "close"));
    let transport = transport();
    for _ in 0..5 {
        send(&transport, get(server.url())).await.unwrap();
    }
    assert_eq!((server.received().len(), server.connections()), (5, 5));
}

/// A server that answers the first request of each connection, and closes it as soon as the next one begins to arrive, or
/// just before.
fn closing_at_the_second_request() -> (String, Arc<AtomicUsize>) {
    use std::io::{Read, Write};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let answered = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&answered);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let counter = Arc::clone(&counter);
            std::thread::spawn(move || {
                let mut received = Vec::new();
                let mut byte = [0];
                while !received.ends_with(b"the same") {
                    if stream.read(&mut byte).unwrap_or(0) == 0 {
                        return;
                    }
                    received.push(byte[0]);
                }
                let count = counter.fetch_add(1, Ordering::SeqCst);
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                if count.is_multiple_of(3) {
                    // Just when the next request is on its way.
                    std::thread::sleep(Duration::from_micros(1_000 + count as u64 * 2));
                } else {
                    let _ = stream.read(&mut byte);
                }
            });
        }
    });
    (url, answered)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fails_on_a_connection_that_the_server_had_closed_succeeds_on_another() {
    let (url, answered) = closing_at_the_second_request();
    let transport = transport();
    let mut stale = 0;
    let calls = 500;
    for _ in 0..calls {
        // Time to come back to the pool.
        tokio::time::sleep(Duration::from_millis(1)).await;
        loop {
            let request = http::Request::post(&url).body(Body::from("the same")).unwrap();
            match send(&transport, request).await {
                Ok(response) => break assert_eq!(response.body(), "ok"),
                Err(error) => {
                    assert!(error.is_stale_connection(), "{error:#} {error:?}");
                    stale += 1;
                }
            }
        }
    }
    assert_eq!(answered.load(Ordering::SeqCst), calls);
    assert!(stale > calls / 4, "{stale}");
}

#[tokio::test]
async fn a_new_connection_that_the_server_closes_is_no_stale_one() {
    let error = failure(&answering(Answer::new(200, "").delivered(Delivery::Close))).await;
    assert!(!error.is_stale_connection() && error.may_have_been_sent(), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_breaks_within_an_answer_is_no_stale_one() {
    let server = StandIn::start(|received| match received.target.as_str() {
        "/" => Answer::new(200, "ok"),
        _ => Answer::new(200, b"HTTP/1.1 2").delivered(Delivery::Raw),
    })
    .unwrap();
    let transport = transport();
    send(&transport, get(server.url())).await.unwrap();
    let error = send(&transport, get(format!("{}/broken", server.url()))).await.unwrap_err();
    assert_eq!(server.connections(), 1);
    assert!(!error.is_stale_connection() && error.may_have_been_sent(), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_is_not_in_use_is_closed_after_a_while() {
    use std::io::{Read, Write};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let open_for = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = [0; 1_024];
        assert!(stream.read(&mut head).unwrap() > 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").unwrap();
        let answered = std::time::Instant::now();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        assert_eq!(stream.read(&mut head).unwrap(), 0, "it was closed");
        answered.elapsed()
    });
    let idle = Duration::from_millis(300);
    let transport = HyperTransport::builder().pool_idle_timeout(idle).build().unwrap();
    send(&transport, get(&url)).await.unwrap();
    let open_for = tokio::task::spawn_blocking(move || open_for.join().unwrap()).await.unwrap();
    assert!(open_for > idle / 2, "{open_for:?}");
}

#[tokio::test]
async fn a_connection_whose_time_is_up_is_not_used_again() {
    let server = answering(Answer::new(200, "ok"));
    let transport = HyperTransport::builder().pool_idle_timeout(Duration::from_millis(20)).build().unwrap();
    for _ in 0..3 {
        send(&transport, get(server.url())).await.unwrap();
        // Not a wait in which its timer could run.
        std::thread::sleep(Duration::from_millis(40));
    }
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn no_more_connections_are_kept_than_shall_be() {
    for (kept, expected) in [(0, 6), (1, 5), (2, 4), (32, 3)] {
        let server = StandIn::start(|_| {
            std::thread::sleep(Duration::from_millis(100));
            Answer::new(200, "ok")
        })
        .unwrap();
        let transport = HyperTransport::builder().max_idle_per_host(kept).build().unwrap();
        for _ in 0..2 {
            let (first, second, third) = tokio::join!(
                send(&transport, get(server.url())),
                send(&transport, get(server.url())),
                send(&transport, get(server.url())),
            );
            assert!(first.is_ok() && second.is_ok() && third.is_ok());
        }
        assert_eq!(server.connections(), expected, "{kept} are kept");
    }
}

#[tokio::test]
async fn a_response_that_is_not_read_to_its_end_takes_its_connection_with_it() {
    let server = answering(Answer::new(200, vec![b'a'; 10_000_000]));
    let transport = transport();
    for _ in 0..3 {
        let response = transport.send(get(server.url()), TransportOptions::default()).await.unwrap();
        drop(response.into_body());
    }
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn hosts_and_schemes_have_connections_of_their_own() {
    let (one, other) = (answering(Answer::new(200, "one")), answering(Answer::new(200, "other")));
    let transport = transport();
    for _ in 0..3 {
        assert_eq!(send(&transport, get(one.url())).await.unwrap().body(), "one");
        assert_eq!(send(&transport, get(other.url())).await.unwrap().body(), "other");
        send(&transport, get(one.url().replace("http:", "https:"))).await.unwrap_err();
    }
    // One more for each that should have been TLS.
    assert_eq!((one.connections(), other.connections()), (4, 1));
}

/// A connection outlives the runtime that it was made in only in name.
#[test]
fn a_transport_serves_one_runtime_after_the_other() {
    let server = answering(Answer::new(200, "ok"));
    let transport = transport();
    for _ in 0..3 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        assert_eq!(runtime.block_on(send(&transport, get(server.url()))).unwrap().body(), "ok");
    }
    assert_eq!(server.connections(), 3);
}
