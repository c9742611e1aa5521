//! Bodies that can be sent again, and those that cannot.

use bytes::Bytes;
use http_body_util::Full;
use tinsmith_aws::runtime::generated::{Client, OperationSchema, protocol};
use tinsmith_aws::runtime::retry::NotRetried;
use tinsmith_aws::runtime::types::ByteStream;
use tinsmith_aws::runtime::{ErrorKind, Operation, Service};
use tinsmith_aws::sts::Exception;
use tinsmith_tests::script::{Script, Step};
use tinsmith_tests::storage::Storage;

use crate::setting::config;

fn storage(script: &Script) -> Storage {
    Storage::new(&config(script).endpoint("https://storage.example.com"))
}

fn stream() -> ByteStream {
    ByteStream::from_body(Full::new(Bytes::from_static(b"once")))
}

#[tokio::test]
async fn a_stream_that_there_is_only_once_is_sent_once_and_the_error_says_so() {
    let script = Script::new([Step::answer(503, "{}"), Step::answer(200, "")]);
    let error = storage(&script).put_object("a", stream()).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_retried()), (1, Some(NotRetried::Body)));
    assert!(error.to_string().ends_with("not retried: its body can be read only once)"), "{error}");
    assert_eq!((script.sent().len(), script.waits().len()), (1, 0));

    // What does not pass is not the body's fault.
    let script = Script::new([Step::answer(404, "{}")]);
    let error = storage(&script).put_object("a", stream()).await.unwrap_err();
    assert_eq!(error.not_retried(), Some(NotRetried::Failure));
}

#[tokio::test]
async fn bytes_and_streams_that_can_be_made_again_are_sent_again() {
    let script = Script::new([Step::answer(503, "{}"), Step::answer(500, "{}"), Step::answer(200, "")]);
    storage(&script).put_object("a", "as often as it takes").await.unwrap();
    let bodies: Vec<Bytes> = script.sent().into_iter().map(http::Request::into_body).collect();
    assert_eq!(bodies, ["as often as it takes"; 3]);
}

#[tokio::test]
async fn large_bytes_arrive_whole() {
    let large: Vec<u8> = (0..1_000_003_u32).map(|index| (index % 251) as u8).collect();
    let script = Script::new([Step::answer(503, "{}"), Step::answer(200, "")]);
    storage(&script).put_object("a", large.clone()).await.unwrap();
    let sent = script.sent();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|request| request.body() == &large));
    assert_eq!(sent[0].headers()["content-length"], "1000003");
}

static DYNAMODB: Service = Service::new("com.example#DynamoDB", "DynamoDB", &protocol::AWS_JSON1_0);
static LIST_TABLES: Operation<(), (), Exception> = Operation::new(OperationSchema::new("ListTables", &DYNAMODB));

#[tokio::test]
async fn a_response_of_dynamodb_that_was_damaged_is_asked_for_again() {
    let answer = |checksum| Step::with_headers(200, &[("x-amz-crc32", checksum), ("x-amzn-requestid", "r-1")], "{}");
    let call = |script: &Script| {
        let config = config(script).endpoint("https://dynamodb.example.com");
        Client::new(&config, &DYNAMODB).call(&LIST_TABLES, ()).into_future()
    };
    let script = Script::new([answer("1"), answer("2745614147")]);
    assert_eq!(call(&script).await.unwrap().metadata().attempts(), 2);
    let script = Script::new([answer("1"), answer("2"), answer("3")]);
    let error = call(&script).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.request_id()), (ErrorKind::Response, 3, Some("r-1")));
    assert!(error.message().starts_with("the response was damaged on its way"), "{error}");
}
