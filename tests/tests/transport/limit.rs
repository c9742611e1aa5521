//! How many connections are in use at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith_runtime::transport::{HyperTransport, Transport as _, TransportErrorKind, TransportOptions};
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};

use super::{LONG, SHORT, answering, get, send, within};

fn limited(limit: usize) -> HyperTransport {
    HyperTransport::builder().max_connections_per_host(limit).connect_timeout(LONG).build().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn further_requests_wait_for_a_connection() {
    let (at_once, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counters = (Arc::clone(&at_once), Arc::clone(&most));
    let server = StandIn::start(move |_| {
        let (at_once, most) = &counters;
        most.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(2));
        at_once.fetch_sub(1, Ordering::SeqCst);
        Answer::new(200, "ok")
    })
    .unwrap();
    let (transport, url) = (limited(3), server.url());
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..60 {
        let (transport, url) = (transport.clone(), url.clone());
        calls.spawn(async move { send(&transport, get(url)).await.map(|response| response.status().as_u16()) });
    }
    for answer in calls.join_all().await {
        assert_eq!(answer.unwrap(), 200);
    }
    assert_eq!((server.connections(), most.load(Ordering::SeqCst)), (3, 3));
}

#[tokio::test]
async fn who_has_waited_for_too_long_is_told_what_for() {
    let server = answering(Answer::new(200, "").delivered(Delivery::Silence));
    let transport = limited(1);
    let silent = tokio::spawn({
        let (transport, url) = (transport.clone(), server.url());
        async move { send(&transport, get(url)).await }
    });
    while server.received().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let error = transport.send(get(server.url()), within(SHORT)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout);
    assert!(error.is_retryable() && !error.may_have_been_sent());
    let text = format!("{error:#}");
    assert!(text.ends_with(": all 1 connections that may be in use at a time were in use for 50ms"), "{text}");

    // Another host has connections of its own.
    let other = answering(Answer::new(200, "ok"));
    assert_eq!(send(&transport, get(other.url())).await.unwrap().status(), 200);

    // The connection of a call that is given up is free again.
    silent.abort();
    assert!(silent.await.unwrap_err().is_cancelled());
    let url = server.url();
    let second = tokio::spawn(async move { send(&transport, get(url)).await });
    while server.received().len() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    second.abort();
}

#[tokio::test]
async fn a_response_uses_its_connection_until_it_is_read_or_dropped() {
    let server = answering(Answer::new(200, "a".repeat(100_000)));
    let transport = limited(1);
    for is_read in [true, false, true] {
        let response = transport.send(get(server.url()), TransportOptions::default()).await.unwrap();
        let error = transport.send(get(server.url()), within(SHORT)).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::ConnectTimeout);
        if is_read {
            response.into_body().collect(usize::MAX).await.unwrap();
        }
    }
    assert_eq!(server.connections(), 2, "the one whose body was dropped is not used again");
}
