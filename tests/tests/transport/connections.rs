//! Connections: kept for the next request, and closed by the server meanwhile.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith_runtime::body::Body;
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
