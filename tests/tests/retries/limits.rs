//! Limits of time, in the time of tokio, which goes by when everybody waits.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;
use tinsmith_aws::Config;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::retry::{NotRetried, RetrySettings};
use tinsmith_aws::runtime::time::Sleep;
use tinsmith_aws::runtime::transport::{SendFuture, Transport, TransportError, TransportOptions};
use tinsmith_aws::runtime::types::ByteStream;
use tinsmith_aws::runtime::{Error, ErrorKind};
use tinsmith_tests::script::{Script, Step};
use tinsmith_tests::storage::Storage;
use tokio::time::Instant;

use crate::setting::{config, failure, identity, success};

const SECOND: Duration = Duration::from_secs(1);

/// With real waits.
fn waiting(script: &Script) -> Config {
    let began = Instant::now();
    config(script)
        .sleep(Sleep::default())
        .clock(move || std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(crate::setting::NOW) + began.elapsed())
}

fn timed_out<E: std::fmt::Debug>(error: &Error<E>, message: &str, attempts: u32) {
    assert_eq!((error.kind(), error.message(), error.attempts()), (ErrorKind::Timeout, message, attempts));
}

/// A body that gives a byte after each of these times, and then nothing for ever.
struct Slow {
    sleep: Pin<Box<tokio::time::Sleep>>,
    times: std::vec::IntoIter<Duration>,
    ends: bool,
}

fn slow(times: Vec<Duration>, ends: bool) -> Body {
    let mut times = times.into_iter();
    let first = times.next().unwrap_or(Duration::MAX);
    Body::new(Slow { sleep: Box::pin(tokio::time::sleep(first)), times, ends })
}

impl http_body::Body for Slow {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<std::io::Result<Frame<Bytes>>>> {
        if self.sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        match self.times.next() {
            Some(time) => {
                self.sleep = Box::pin(tokio::time::sleep(time));
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
            }
            None if self.ends => Poll::Ready(None),
            None => {
                self.sleep = Box::pin(tokio::time::sleep(Duration::MAX));
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_answers_nothing_meets_the_limit_of_reading_and_is_asked_again() {
    let script = Script::new([Step::Silence, success()]);
    let began = Instant::now();
    let response = identity(&waiting(&script).read_timeout(5 * SECOND)).await.unwrap();
    // A second between the attempts.
    assert_eq!((response.metadata().attempts(), began.elapsed()), (2, 6 * SECOND));

    let script = Script::new([Step::Silence, Step::Silence, Step::Silence]);
    let error = identity(&waiting(&script)).read_timeout(5 * SECOND).await.unwrap_err();
    let message = "calling sts.eu-west-1.amazonaws.com: there was no response after 5s, the limit of reading";
    timed_out(&error, message, 3);
    assert_eq!(error.to_string(), format!("{message} (GetCallerIdentity, 3 attempts)"));
    assert!(error.may_have_been_sent());
}

#[tokio::test(start_paused = true)]
async fn by_default_reading_is_limited_to_half_of_the_call() {
    let script = Script::new([Step::Silence, Step::Silence]);
    let began = Instant::now();
    let error = identity(&waiting(&script)).await.unwrap_err();
    let message = "calling sts.eu-west-1.amazonaws.com: there was no response after 60s, the limit of the whole call";
    timed_out(&error, message, 2);
    assert_eq!(began.elapsed(), 60 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn each_piece_of_a_response_has_its_time() {
    let times = vec![3 * SECOND; 4];
    let config = |script: &Script| waiting(script).retry(RetrySettings::off());
    let script = Script::new([Step::answer(200, slow(times.clone(), true))]);
    let error = identity(&config(&script).read_timeout(5 * SECOND)).await.unwrap_err();
    // Twelve seconds, none of five without a byte: it is read, and found to be no document.
    assert_eq!(error.kind(), ErrorKind::Response);

    let script = Script::new([Step::answer(200, slow(times, false))]);
    let error = identity(&config(&script).read_timeout(5 * SECOND)).await.unwrap_err();
    let message = "calling sts.eu-west-1.amazonaws.com: the response was not complete after 5s, the limit of reading";
    timed_out(&error, message, 1);
}

#[tokio::test(start_paused = true)]
async fn an_output_that_is_a_stream_is_limited_too_while_it_is_read() {
    let script = Script::new([Step::answer(200, slow(vec![SECOND, SECOND], false))]);
    let config = waiting(&script).endpoint("https://storage.example.com").read_timeout(5 * SECOND);
    let output = Storage::new(&config).get_object("a").await.unwrap().into_output();
    // What the reader does meanwhile does not count.
    tokio::time::sleep(60 * SECOND).await;
    let error = output.body.collect(100).await.unwrap_err();
    let cause = error.into_cause().unwrap().downcast::<TransportError>().unwrap();
    assert!(cause.is_timeout());
    let expected = "reading the response of storage.example.com: nothing came for 5s, the limit of reading";
    assert_eq!(cause.message(), expected);
}

#[tokio::test(start_paused = true)]
async fn while_a_body_is_sent_no_response_is_waited_for() {
    let script = Script::new([Step::answer(200, "")]);
    let config = waiting(&script).endpoint("https://storage.example.com").read_timeout(5 * SECOND);
    let body = slow(vec![4 * SECOND; 5], true);
    Storage::new(&config).put_object("a", ByteStream::from_body(body)).await.unwrap();
    // From its end on it is.
    let script = Script::new([Step::Silence]);
    let config = waiting(&script).endpoint("https://storage.example.com").read_timeout(5 * SECOND);
    let began = Instant::now();
    let body = slow(vec![4 * SECOND; 5], true);
    let error = Storage::new(&config).put_object("a", ByteStream::from_body(body)).await.unwrap_err();
    assert_eq!((error.kind(), began.elapsed()), (ErrorKind::Timeout, 25 * SECOND));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_given_up_and_made_again() {
    let script = Script::new([Step::Silence, success()]);
    let began = Instant::now();
    let response = identity(&waiting(&script).attempt_timeout(2 * SECOND)).await.unwrap();
    assert_eq!((response.metadata().attempts(), began.elapsed()), (2, 3 * SECOND));

    let script = Script::new([Step::Silence, Step::NoConnection]);
    let call = identity(&waiting(&script)).attempt_timeout(2 * SECOND).retry(RetrySettings::new().max_attempts(2));
    let error = call.await.unwrap_err();
    let message = "calling sts.eu-west-1.amazonaws.com: there was no connection after 2s, the limit of an attempt";
    timed_out(&error, message, 2);
    // The first one was sent.
    assert!(error.may_have_been_sent());
}

#[tokio::test(start_paused = true)]
async fn where_there_is_no_time_for_another_attempt_the_error_comes_at_once() {
    let script = Script::new([failure(503, "Odd"), failure(503, "Odd")]);
    let began = Instant::now();
    let error = identity(&waiting(&script).timeout(Duration::from_millis(2_500))).await.unwrap_err();
    // A second was waited; there are no two left.
    assert_eq!((error.attempts(), began.elapsed()), (2, SECOND));
    assert_eq!((error.status(), error.not_retried()), (Some(503), Some(NotRetried::Time)));
    let expected = "Odd: no (GetCallerIdentity, status 503, 2 attempts, \
                    not retried: the time for the call would be over before)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_stands_still_lets_no_call_take_longer() {
    let script = Script::new([failure(503, "Odd"), failure(503, "Odd")]);
    let began = Instant::now();
    let config = config(&script).sleep(Sleep::default()).timeout(Duration::from_millis(2_500));
    let error = identity(&config).await.unwrap_err();
    assert_eq!(began.elapsed(), Duration::from_millis(2_500));
    assert_eq!((error.status(), error.not_retried()), (Some(503), Some(NotRetried::Time)));
}

/// A transport that says when its future is dropped.
#[derive(Debug)]
struct Watched(Arc<AtomicBool>);

impl Transport for Watched {
    fn send(&self, _request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        struct Dropped(Arc<AtomicBool>);
        impl Drop for Dropped {
            fn drop(&mut self) {
                self.0.store(true, Ordering::Relaxed);
            }
        }
        let dropped = Dropped(Arc::clone(&self.0));
        Box::pin(async move {
            let _dropped = dropped;
            std::future::pending().await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_does_nothing_more() {
    let dropped = Arc::new(AtomicBool::new(false));
    let script = Script::default();
    let call = identity(&waiting(&script).transport(Watched(Arc::clone(&dropped)))).into_future();
    tokio::time::timeout(SECOND, call).await.unwrap_err();
    assert!(dropped.load(Ordering::Relaxed));

    // Between two attempts.
    let script = Script::new([failure(500, "Odd"), success()]);
    let call = identity(&waiting(&script)).into_future();
    tokio::time::timeout(SECOND / 2, call).await.unwrap_err();
    tokio::time::sleep(60 * SECOND).await;
    assert_eq!(script.sent().len(), 1);
}
