//! Payloads that are streams: up, as they come, and down, before they are all there.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body::Frame;
use tinsmith_aws::Config;
use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::types::ByteStream;
use tinsmith_tests::recorder::Recorder;
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};
use tinsmith_tests::storage::Storage;

/// A body of so many frames that can be read only once, and whose length nobody knows.
struct Once(usize);

impl http_body::Body for Once {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.0 == 0 {
            return Poll::Ready(None);
        }
        self.0 -= 1;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"frame ")))))
    }
}

fn once() -> ByteStream {
    ByteStream::from_body(Once(3))
}

fn config() -> Config {
    Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
}

fn storage(server: &StandIn) -> Storage {
    Storage::new(&config().endpoint(server.url()))
}

fn recorder() -> Recorder {
    Recorder::answering(http::Response::new(Bytes::new()))
}

#[tokio::test]
async fn a_stream_goes_up_as_it_comes() {
    let server =
        StandIn::start(|received| Answer::new(200, "").header("x-received", received.body.len().to_string())).unwrap();
    let storage = storage(&server);
    let output = storage.put_object("a", once()).await.unwrap().into_output();
    assert_eq!(output.received, Some(18));
    storage.put_object("b", "in memory").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, "on a disk").unwrap();
    storage.put_object("c", ByteStream::from_file(path).unwrap()).await.unwrap();

    let received = server.received();
    let seen = |index: usize| {
        let received = &received[index];
        (&*received.target, &*received.body, received.header("content-length"), received.header("transfer-encoding"))
    };
    assert_eq!(seen(0), ("/objects/a", &b"frame frame frame "[..], None, Some("chunked")));
    assert_eq!(seen(1), ("/objects/b", &b"in memory"[..], Some("9"), None));
    assert_eq!(seen(2), ("/objects/c", &b"on a disk"[..], Some("9"), None));
    for received in &received {
        assert!(received.header("authorization").unwrap().starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    }
}

#[tokio::test]
async fn a_stream_that_can_be_read_again_is_sent_again() {
    let recorder = recorder();
    let storage = Storage::new(&config().endpoint("https://storage.example.com").transport(recorder.clone()));
    let call = storage.put_object("a", "again");
    call.send().await.unwrap();
    call.send().await.unwrap();
    assert!(recorder.sent().iter().all(|sent| sent.request.body() == "again") && recorder.sent().len() == 2);

    let call = storage.put_object("a", once());
    let error = call.send().await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::InvalidInput, false));
    let text = error.to_string();
    assert!(text.contains("Body") && text.contains("can be read only once"), "{text}");
    // It is not spent by that.
    call.await.unwrap();
    let sent = recorder.sent();
    assert_eq!((sent[2].request.body(), sent[2].is_stream), (&Bytes::from("frame frame frame "), true));
}

#[tokio::test]
async fn a_length_that_the_service_requires_is_known_before_anything_is_sent() {
    let recorder = recorder();
    let storage = Storage::new(&config().endpoint("https://storage.example.com").transport(recorder.clone()));
    let error = storage.put_sized_object("a", once()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    let text = error.to_string();
    assert!(text.contains("Body: its length must be known before it is sent"), "{text}");
    storage.put_sized_object("a", "sized").await.unwrap();
    let sent = recorder.sent();
    assert_eq!((sent.len(), &sent[0].request.headers()["content-length"]), (1, &"5".parse().unwrap()));
}

#[tokio::test]
async fn an_output_is_there_before_its_stream() {
    let server = StandIn::start(|_| {
        let pause = Duration::from_millis(400);
        Answer::new(200, "piece piece ")
            .header("content-type", "text/plain")
            .delivered(Delivery::Drip { piece: 6, pause })
    })
    .unwrap();
    let started = Instant::now();
    let mut output = storage(&server).get_object("a").await.unwrap().into_output();
    assert_eq!(output.content_type.as_deref(), Some("text/plain"));
    let first = output.body.next().await.unwrap().unwrap();
    assert!(first.starts_with(b"piece") && first.len() < 12, "{first:?}");
    assert_eq!(output.body.collect(100).await.unwrap().len() + first.len(), 12);
    assert!(started.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn the_time_of_a_call_ends_where_its_stream_begins() {
    let server = StandIn::start(|_| {
        let pause = Duration::from_millis(150);
        Answer::new(200, "0123456789").delivered(Delivery::Drip { piece: 2, pause })
    })
    .unwrap();
    let output = storage(&server).get_object("a").timeout(Duration::from_millis(300)).await.unwrap().into_output();
    assert_eq!(output.body.collect(10).await.unwrap(), "0123456789");
}

#[tokio::test]
async fn a_stream_larger_than_documents_may_be_is_no_error() {
    let server = StandIn::start(|_| Answer::new(200, vec![b'a'; 4096])).unwrap();
    let storage = Storage::new(&config().endpoint(server.url()).max_document_bytes(1024));
    let output = storage.get_object("a").await.unwrap().into_output();
    assert_eq!(output.body.collect(4096).await.unwrap().len(), 4096);
    let output = storage.get_object("a").await.unwrap().into_output();
    let error = output.body.collect(4095).await.unwrap_err();
    assert!(error.is_too_large(), "{error}");
}

#[tokio::test]
async fn an_error_is_read_though_the_output_has_a_stream() {
    let server = StandIn::start(|_| {
        Answer::new(404, r#"{"message": "no object of this name"}"#).header("x-amzn-errortype", "NoSuchKey")
    })
    .unwrap();
    let error = storage(&server).get_object("a").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::Service, Some("NoSuchKey"), "no object of this name",)
    );
}
