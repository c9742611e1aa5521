//! Streams of bytes as users have them: where they come from and where they go.

use std::io::{BufRead, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use tinsmith_runtime::body::{Body, BodyError};
use tinsmith_runtime::transport::{HyperTransport, Transport, TransportError, TransportErrorKind, TransportOptions};
use tinsmith_runtime::types::{Blob, ByteStream};
use tinsmith_tests::stand_in::{Answer, Delivery, StandIn};
use tokio::io::{AsyncBufReadExt, AsyncReadExt};

async fn get(server: &StandIn) -> ByteStream {
    let request = http::Request::get(server.url()).body(Body::empty()).unwrap();
    let transport = HyperTransport::builder().build().unwrap();
    transport.send(request, TransportOptions::default()).await.unwrap().into_body().into()
}

/// A stream off the wire, of unknown length, in many pieces.
async fn download() -> (StandIn, ByteStream) {
    let server = StandIn::start(|_| Answer::new(200, numbers()).delivered(Delivery::Chunked { size: 1_000 })).unwrap();
    let stream = get(&server).await;
    (server, stream)
}

/// A stream that breaks after 10 bytes.
async fn broken() -> (StandIn, ByteStream) {
    let server =
        StandIn::start(|_| Answer::new(200, vec![b'a'; 20]).delivered(Delivery::CutOff { after: 10 })).unwrap();
    let stream = get(&server).await;
    (server, stream)
}

fn numbers() -> String {
    (0..50_000).map(|number| format!("{number}\n")).collect()
}

fn is_of_transport(error: &BodyError) -> bool {
    std::error::Error::source(error)
        .and_then(|cause| cause.downcast_ref::<TransportError>())
        .is_some_and(|error| error.kind() == TransportErrorKind::Io)
}

#[tokio::test]
async fn streams_come_from_bytes_texts_and_bodies() {
    let body = || Full::new(Bytes::from_static(b"abc"));
    let streams: [ByteStream; 9] = [
        Bytes::from_static(b"abc").into(),
        b"abc".to_vec().into(),
        "abc".to_owned().into(),
        "abc".into(),
        b"abc".into(),
        b"abc".as_slice().into(),
        Blob::from("abc").into(),
        Body::from("abc").into(),
        ByteStream::from_body(body()),
    ];
    for stream in streams {
        assert_eq!(stream.content_length(), Some(3));
        assert_eq!(format!("{stream:?}"), "ByteStream(3 bytes)");
        assert_eq!(stream.collect(3).await.unwrap(), "abc");
    }
    assert_eq!(ByteStream::empty().collect(0).await.unwrap(), "");
    assert!(ByteStream::from_body(body()).try_clone().is_none());
    assert!(ByteStream::from("abc").try_clone().is_some());
    assert!(ByteStream::from_body(Body::from("abc")).try_clone().is_some());
}

#[tokio::test]
async fn frames_come_one_by_one() {
    let frames = [Ok(Bytes::from("a")), Ok(Bytes::from("bc")), Err(std::io::Error::other("the end of the tape"))];
    let mut stream = ByteStream::from_body(Frames(frames.into_iter()));
    assert_eq!(format!("{stream:?}"), "ByteStream(of unknown length)");
    assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    assert_eq!(stream.next().await.unwrap().unwrap(), "bc");
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.into_cause().unwrap().to_string(), "the end of the tape");
    assert!(stream.next().await.is_none());
}

struct Frames(std::array::IntoIter<std::io::Result<Bytes>, 3>);

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(self.0.next().map(|frame| frame.map(http_body::Frame::data)))
    }
}

#[tokio::test]
async fn a_file_goes_up_with_its_length_and_once_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    std::fs::write(&path, numbers()).unwrap();
    let server = StandIn::start(|received| Answer::new(200, received.body.clone())).unwrap();
    let stream = ByteStream::from_file(&path).unwrap();
    assert_eq!(stream.content_length(), Some(numbers().len() as u64));
    let again = stream.try_clone().unwrap().try_clone().unwrap();
    let transport = HyperTransport::builder().build().unwrap();
    for stream in [stream, again] {
        let request = http::Request::put(server.url()).body(stream.into_body()).unwrap();
        let response = transport.send(request, TransportOptions::default()).await.unwrap();
        let echo = response.into_body().collect(usize::MAX).await.unwrap();
        assert!(echo == numbers());
    }
    for received in server.received() {
        assert_eq!(received.header("content-length"), Some(numbers().len().to_string().as_str()));
        assert_eq!(received.header("transfer-encoding"), None);
    }
}

#[tokio::test]
async fn a_file_that_changes_meanwhile_is_no_other_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, "0123456789").unwrap();
    let stream = ByteStream::from_file(&path).unwrap();

    std::fs::write(&path, "0123456789 and more").unwrap();
    assert_eq!(stream.try_clone().unwrap().collect(100).await.unwrap(), "0123456789");
    std::fs::write(&path, "01234").unwrap();
    let error = stream.try_clone().unwrap().collect(100).await.unwrap_err().into_cause().unwrap();
    assert!(error.to_string().ends_with("has become shorter than the 10 bytes that it had"), "{error}");
    std::fs::remove_file(&path).unwrap();
    assert!(stream.try_clone().unwrap().collect(100).await.is_err());
    assert!(ByteStream::from_file(&path).is_err());
    // Windows opens no folder as a file.
    let kind = if cfg!(windows) { std::io::ErrorKind::PermissionDenied } else { std::io::ErrorKind::InvalidInput };
    assert_eq!(ByteStream::from_file(folder.path()).unwrap_err().kind(), kind);

    let empty = folder.path().join("empty");
    std::fs::write(&empty, "").unwrap();
    assert_eq!(ByteStream::from_file(&empty).unwrap().collect(0).await.unwrap(), "");
}

#[tokio::test]
async fn a_download_goes_to_a_reader_that_waits() {
    let (_server, stream) = download().await;
    let lines = tokio::task::spawn_blocking(|| {
        let mut reader = stream.into_reader();
        let mut first = [0; 2];
        reader.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"0\n");
        reader.lines().map(Result::unwrap).collect::<Vec<_>>()
    });
    let expected: Vec<String> = (1..50_000).map(|number| number.to_string()).collect();
    assert_eq!(lines.await.unwrap(), expected);

    let (_server, stream) = broken().await;
    let mut read = Vec::new();
    let read_all = tokio::task::spawn_blocking(move || (stream.into_reader().read_to_end(&mut read), read));
    let (result, read) = read_all.await.unwrap();
    assert_eq!(read, [b'a'; 10]);
    assert!(is_of_transport(result.unwrap_err().get_ref().unwrap().downcast_ref().unwrap()));
}

#[test]
fn a_reader_needs_no_runtime() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    std::fs::write(&path, numbers()).unwrap();
    let mut text = String::new();
    ByteStream::from_file(path).unwrap().into_reader().read_to_string(&mut text).unwrap();
    assert!(text == numbers());
}

#[tokio::test]
async fn a_download_goes_to_a_reader_of_tokio() {
    let (_server, stream) = download().await;
    let mut reader = stream.into_async_read();
    let mut line = String::new();
    reader.read_line(&mut line).await.unwrap();
    assert_eq!(line, "0\n");
    let mut text = line;
    reader.read_to_string(&mut text).await.unwrap();
    assert!(text == numbers());

    let (_server, stream) = broken().await;
    let error = stream.into_async_read().read_to_end(&mut Vec::new()).await.unwrap_err();
    assert!(is_of_transport(error.get_ref().unwrap().downcast_ref().unwrap()));
}

#[tokio::test]
async fn a_download_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    std::fs::write(&path, "what was there before").unwrap();
    let (_server, stream) = download().await;
    assert_eq!(stream.save(&path).await.unwrap(), numbers().len() as u64);
    assert!(std::fs::read_to_string(&path).unwrap() == numbers());

    let (_server, stream) = broken().await;
    let error = stream.save(&path).await.unwrap_err();
    assert!(is_of_transport(error.get_ref().unwrap().downcast_ref().unwrap()));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "aaaaaaaaaa");

    let (_server, stream) = download().await;
    assert_eq!(stream.save(folder.path().join("absent/file")).await.unwrap_err().kind(), std::io::ErrorKind::NotFound);
}

/// Keeps what it is given, and fails at the end of its room.
struct Limited(Arc<Mutex<Vec<u8>>>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut written = self.0.lock().unwrap();
        if written.len() > 5_000 {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_writer_that_fails_ends_the_download() {
    let (_server, stream) = download().await;
    let written = Arc::new(Mutex::new(Vec::new()));
    let error = stream.write_to(Limited(Arc::clone(&written))).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    assert!(numbers().as_bytes().starts_with(&written.lock().unwrap()));
}
