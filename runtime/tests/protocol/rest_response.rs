//! restJson1: where members of an output come from.

use std::collections::HashMap;

use bytes::Bytes;
use tinsmith_runtime::Operation;
use tinsmith_runtime::schema::OperationSchema;
use tinsmith_runtime::schema::{Kind, Location, Member};
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::{Blob, Document};

use crate::shapes::{Animal, REST, ZooException, bound, in_memory, response, structure};

static STRINGS: Member = Member::new("member", Kind::String);
static TIMES: Member = Member::new("member", Kind::Timestamp);
static NUMBERS: Member = Member::new("member", Kind::Integer);

structure!(Output, OUTPUT = "com.example#Output", {
    0 text: Option<String> = bound("text", Kind::String, Location::Header("X-Text")),
    1 list: Option<Vec<String>> = Member::list("list", &STRINGS).at(Location::Header("X-List")),
    2 times: Option<Vec<Timestamp>> = Member::list("times", &TIMES).at(Location::Header("X-Times")),
    3 json: Option<String> = bound("json", Kind::String, Location::Header("X-Json")).with_media_type("application/json"),
    4 prefixed: Option<HashMap<String, String>> = Member::map("prefixed", &Member::string("key"), &STRINGS).at(Location::PrefixHeaders("X-Foo-")),
    5 status: Option<i32> = bound("status", Kind::Integer, Location::ResponseCode),
    6 name: Option<String> = Member::new("name", Kind::String),
    7 numbers: Option<Vec<i32>> = Member::list("numbers", &NUMBERS).at(Location::Header("X-Numbers")),
    8 flag: Option<bool> = bound("flag", Kind::Boolean, Location::Header("X-Flag")),
    9 float: Option<f64> = bound("float", Kind::Double, Location::Header("X-Float")),
});

static READ: Operation<(), Output, ZooException> = Operation::new(OperationSchema::new("Read", &REST));

fn read(headers: &[(&str, &str)], body: &str) -> Output {
    READ.parse(&response(200, headers, body.to_owned())).unwrap().into_output()
}

fn strings(strings: &[&str]) -> Option<Vec<String>> {
    Some(strings.iter().map(|&text| text.to_owned()).collect())
}

#[test]
fn headers_and_body() {
    let output = read(
        &[("x-text", "Hello"), ("x-json", "dHJ1ZQ=="), ("x-flag", "false"), ("x-float", "-Infinity")],
        r#"{"name":"n","text":"no"}"#,
    );
    assert_eq!(output.text.as_deref(), Some("Hello"));
    assert_eq!(output.json.as_deref(), Some("true"));
    assert_eq!(output.flag, Some(false));
    assert_eq!(output.float, Some(f64::NEG_INFINITY));
    assert_eq!(output.name.as_deref(), Some("n"));
    assert_eq!(output.list, None);
}

#[test]
fn lists_in_headers() {
    assert_eq!(read(&[("x-list", r#""b,c", "\"def\"", a,d"#)], "").list, strings(&["b,c", "\"def\"", "a", "d"]));
    assert_eq!(read(&[("x-list", "a"), ("x-list", "b")], "").list, strings(&["a", "b"]));
    assert_eq!(read(&[("x-list", "")], "").list, strings(&[]));
    assert_eq!(read(&[("x-numbers", "1, 2,3")], "").numbers, Some(vec![1, 2, 3]));
    let times = read(&[("x-times", "Mon, 16 Dec 2019 23:48:18 GMT, Thu, 01 Jan 1970 00:00:00 GMT")], "").times;
    assert_eq!(times, Some(vec![Timestamp::from_unix_seconds(1_576_540_098), Timestamp::EPOCH]));
}

#[test]
fn timestamps_in_headers_are_read_in_any_format() {
    let mixed = "1576540098, Mon, 16 Dec 2019 23:48:18 GMT,2019-12-16T23:48:18Z, Mon Dec 16 23:48:18 2019, \
                 Monday, 16-Dec-19 23:48:18 GMT";
    let times = read(&[("x-times", mixed)], "").times;
    assert_eq!(times, Some(vec![Timestamp::from_unix_seconds(1_576_540_098); 5]));
    let error = READ.parse(&response(200, &[("x-times", "1576540098, Mon")], "")).unwrap_err();
    assert!(
        error.message().contains("times[1]: not a timestamp in http-date format: expected `, ` at byte 3"),
        "{error}"
    );
}

#[test]
fn prefixed_headers_and_status() {
    let output = read(&[("x-foo-abc", "1"), ("X-Foo-Def", "2"), ("x-other", "3")], "");
    let expected = HashMap::from([("abc".to_owned(), "1".to_owned()), ("def".to_owned(), "2".to_owned())]);
    assert_eq!(output.prefixed, Some(expected));
    assert_eq!(read(&[], "").prefixed, None);
    assert_eq!(READ.parse(&response(201, &[], "")).unwrap().status, Some(201));
}

#[test]
fn malformed_headers_are_named_by_their_member() {
    let message = |headers: &[(&str, &str)]| READ.parse(&response(200, headers, "")).unwrap_err().message().to_owned();
    let numbers = "the response cannot be read: numbers[1]: expected an integer, found another text";
    assert_eq!(message(&[("x-numbers", "1, x")]), numbers);
    let list = "the response cannot be read: list: a quoted string has no closing quote";
    assert_eq!(message(&[("x-list", "\"open")]), list);
}

structure!(BlobOutput, BLOB_OUTPUT = "com.example#BlobOutput", {
    0 data: Option<Blob> = bound("data", Kind::Blob, Location::Payload),
});
structure!(TextOutput, TEXT_OUTPUT = "com.example#TextOutput", {
    0 data: Option<String> = bound("data", Kind::String, Location::Payload),
});
structure!(AnimalOutput, ANIMAL_OUTPUT = "com.example#AnimalOutput", {
    0 data: Option<Animal> = bound("data", Kind::Structure, Location::Payload),
});
structure!(DocumentOutput, DOCUMENT_OUTPUT = "com.example#DocumentOutput", {
    0 data: Option<Document> = bound("data", Kind::Document, Location::Payload),
});

static BLOB: Operation<(), BlobOutput, ZooException> = Operation::new(OperationSchema::new("Blob", &REST));
static TEXT: Operation<(), TextOutput, ZooException> = Operation::new(OperationSchema::new("Text", &REST));
static ANIMAL: Operation<(), AnimalOutput, ZooException> = Operation::new(OperationSchema::new("Animal", &REST));
static DOCUMENT: Operation<(), DocumentOutput, ZooException> = Operation::new(OperationSchema::new("Document", &REST));

#[test]
fn payloads_of_every_kind() {
    assert_eq!(BLOB.parse(&response(200, &[], "<x>")).unwrap().data, Some("<x>".into()));
    assert_eq!(TEXT.parse(&response(200, &[], "hi")).unwrap().data.as_deref(), Some("hi"));
    let animal = ANIMAL.parse(&response(200, &[], r#"{"legs":4}"#)).unwrap();
    assert_eq!(animal.data, Some(Animal { name: None, legs: 4 }));
    let document = DOCUMENT.parse(&response(200, &[], r#"{"a":null}"#)).unwrap();
    assert_eq!(document.data, Some(Document::from_iter([("a", Document::Null)])));
}

#[test]
fn a_payload_is_not_copied() {
    let bytes = Bytes::from(vec![b'a'; 1000]);
    let output = BLOB.parse(&response(200, &[], bytes.clone())).unwrap();
    assert_eq!(output.data.as_ref().map(|data| data.as_ptr()), Some(bytes.as_ptr()));
}

#[test]
fn empty_payloads_are_absent() {
    assert_eq!(BLOB.parse(&response(200, &[], "")).unwrap().data, None);
    assert_eq!(TEXT.parse(&response(200, &[], "")).unwrap().data, None);
    assert_eq!(ANIMAL.parse(&response(200, &[], "")).unwrap().data, None);
    assert_eq!(DOCUMENT.parse(&response(200, &[], "")).unwrap().data, None);
}

#[test]
fn metadata_stands_beside_the_output() {
    let output = READ.parse(&response(202, &[("x-amzn-RequestId", "r-1"), ("set-cookie", "secret")], "")).unwrap();
    assert_eq!(output.metadata().status(), 202);
    assert_eq!(output.metadata().request_id(), Some("r-1"));
    assert_eq!(output.metadata().headers().get("set-cookie").unwrap(), "secret");
    assert!(!format!("{:?}", output.metadata()).contains("secret"));
    for name in ["x-amz-request-id", "x-amzn-request-id"] {
        assert_eq!(READ.parse(&response(200, &[(name, "r-2")], "")).unwrap().metadata().request_id(), Some("r-2"));
    }
}

structure!(Shared, SHARED = "com.example#Shared", {
    0 text: Option<String> = bound("text", Kind::String, Location::Query("q")),
    1 status: Option<i32> = bound("status", Kind::Integer, Location::ResponseCode),
});

/// One shape can be the input and the output: bindings of the other direction do not count.
#[test]
fn bindings_of_the_other_direction_do_not_count() {
    static SHARE: Operation<Shared, Shared, ZooException> = Operation::new(OperationSchema::new("Share", &REST));
    let output = SHARE.parse(&response(200, &[], r#"{"text":"x","status":7}"#)).unwrap();
    assert_eq!(*output, Shared { text: Some("x".to_owned()), status: Some(200) });
    let request = in_memory(SHARE.request(&output, "https://example.com", &Default::default()).unwrap());
    assert_eq!(request.uri().query(), Some("q=x"));
    assert_eq!(&request.body()[..], br#"{"status":200}"#);
}
