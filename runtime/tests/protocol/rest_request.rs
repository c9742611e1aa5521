//! restJson1: where members of an input stand in the request.

use std::collections::HashMap;

use bytes::Bytes;
use tinsmith_runtime::schema::{Kind, Location, Member};
use tinsmith_runtime::schema::{OperationSchema, UriPart};
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};
use tinsmith_runtime::types::{Blob, Document};
use tinsmith_runtime::value::Value;

use crate::shapes::{Animal, REST, bound, build, structure, target, with};

static STRINGS: Member = Member::new("member", Kind::String);
static TIMES: Member = Member::new("member", Kind::Timestamp);
static LISTS: Member = Member::list("value", &STRINGS);

const fn list(name: &'static str, element: &'static Member, location: Location) -> Member {
    Member::list(name, element).at(location)
}

fn operation(method: &'static str, uri: &'static [UriPart]) -> OperationSchema {
    OperationSchema::new("Feed", &REST).with_http(method, uri)
}

structure!(Labels, LABELS = "com.example#Labels", {
    0 text: Option<String> = bound("text", Kind::String, Location::Label),
    1 path: Option<String> = bound("path", Kind::String, Location::Label),
    2 time: Option<Timestamp> = bound("time", Kind::Timestamp, Location::Label),
    3 epoch: Option<Timestamp> = bound("epoch", Kind::Timestamp, Location::Label).with_timestamp_format(TimestampFormat::EpochSeconds),
    4 float: Option<f64> = bound("float", Kind::Double, Location::Label),
    5 flag: Option<bool> = bound("flag", Kind::Boolean, Location::Label),
});

const TEXT: &[UriPart] = &[UriPart::Literal("/a/"), UriPart::Label(0), UriPart::Literal("/end?x=1&y")];

#[test]
fn labels_are_percent_encoded_but_for_unreserved_characters() {
    let input = with(|input: &mut Labels| input.text = Some(" %:/?#[]@!$&'()*+,;=~-._é".to_owned()));
    assert_eq!(
        target(&operation("GET", TEXT), &input),
        "/a/%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D~-._%C3%A9/end?x=1&y"
    );
}

#[test]
fn greedy_labels_keep_their_slashes() {
    let uri = &[UriPart::Literal("/a/"), UriPart::GreedyLabel(1), UriPart::Literal("/end")];
    let input = with(|input: &mut Labels| input.path = Some("b c/d?/e".to_owned()));
    assert_eq!(target(&operation("GET", uri), &input), "/a/b%20c/d%3F/e/end");
    let input = with(|input: &mut Labels| input.path = Some("b/../c".to_owned()));
    // Whether it may be sent is for the authentication scheme to say.
    assert_eq!(target(&operation("GET", uri), &input), "/a/b/../c/end");
}

#[test]
fn labels_of_every_scalar() {
    let uri = &[
        UriPart::Literal("/"),
        UriPart::Label(2),
        UriPart::Literal("/"),
        UriPart::Label(3),
        UriPart::Literal("/"),
        UriPart::Label(4),
        UriPart::Literal("/"),
        UriPart::Label(5),
    ];
    let mut input = with(|input: &mut Labels| {
        input.time = Some(Timestamp::from_unix_seconds(1_576_540_098));
        input.epoch = input.time;
        input.float = Some(f64::NAN);
        input.flag = Some(true);
    });
    assert_eq!(target(&operation("GET", uri), &input), "/2019-12-16T23%3A48%3A18Z/1576540098/NaN/true");
    input.float = Some(f64::NEG_INFINITY);
    assert_eq!(target(&operation("GET", uri), &input), "/2019-12-16T23%3A48%3A18Z/1576540098/-Infinity/true");
}

#[test]
fn a_label_needs_a_value() {
    let error = build(&operation("GET", TEXT), &Labels::empty()).unwrap_err();
    assert_eq!(error, "text: must be set: it is part of the request's path");
    let input = with(|input: &mut Labels| input.text = Some(String::new()));
    let error = build(&operation("GET", TEXT), &input).unwrap_err();
    assert_eq!(error, "text: must not be empty: it is part of the request's path");
    let input = with(|input: &mut Labels| input.text = Some("..".to_owned()));
    assert!(build(&operation("GET", TEXT), &input).is_err());
}

structure!(Query, QUERY = "com.example#Query", {
    0 text: Option<String> = bound("text", Kind::String, Location::Query("t x")),
    1 list: Option<Vec<String>> = list("list", &STRINGS, Location::Query("list")),
    2 time: Option<Timestamp> = bound("time", Kind::Timestamp, Location::Query("time")),
    3 map: Option<HashMap<String, Vec<String>>> = Member::map("map", &Member::string("key"), &LISTS).at(Location::QueryParams),
    4 scalars: Option<HashMap<String, String>> = Member::map("scalars", &Member::string("key"), &STRINGS).at(Location::QueryParams),
});

const QUERY_URI: &[UriPart] = &[UriPart::Literal("/q?fixed=1")];

#[test]
fn query_parameters_follow_the_literal_query() {
    let input = with(|input: &mut Query| {
        input.text = Some("a&b".to_owned());
        input.list = Some(vec!["x".to_owned(), "y z".to_owned()]);
        input.time = Some(Timestamp::EPOCH);
    });
    let expected = "/q?fixed=1&t%20x=a%26b&list=x&list=y%20z&time=1970-01-01T00%3A00%3A00Z";
    assert_eq!(target(&operation("GET", QUERY_URI), &input), expected);
}

#[test]
fn empty_strings_are_sent_and_empty_lists_are_not() {
    let input = with(|input: &mut Query| {
        input.text = Some(String::new());
        input.list = Some(Vec::new());
    });
    assert_eq!(target(&operation("GET", QUERY_URI), &input), "/q?fixed=1&t%20x=");
    assert_eq!(target(&operation("GET", &[UriPart::Literal("/q")]), &Query::empty()), "/q");
}

#[test]
fn explicit_parameters_beat_those_of_maps() {
    let text = |text: &str| text.to_owned();
    let input = with(|input: &mut Query| {
        input.list = Some(vec![text("named")]);
        input.map = Some(HashMap::from([
            (text("list"), vec![text("map")]),
            (text("fixed"), vec![text("2")]),
            (text("a/b"), vec![text("1"), text("2")]),
        ]));
        input.scalars = Some(HashMap::from([(text("c"), text("3"))]));
    });
    assert_eq!(target(&operation("GET", QUERY_URI), &input), "/q?fixed=1&list=named&a%2Fb=1&a%2Fb=2&c=3");
}

structure!(Headers, HEADERS = "com.example#Headers", {
    0 text: Option<String> = bound("text", Kind::String, Location::Header("X-Text")),
    1 list: Option<Vec<String>> = list("list", &STRINGS, Location::Header("X-List")),
    2 times: Option<Vec<Timestamp>> = list("times", &TIMES, Location::Header("X-Times")),
    3 json: Option<String> = bound("json", Kind::String, Location::Header("X-Json")).with_media_type("application/json"),
    4 prefixed: Option<HashMap<String, String>> = Member::map("prefixed", &Member::string("key"), &STRINGS).at(Location::PrefixHeaders("X-")),
    5 float: Option<f32> = bound("float", Kind::Float, Location::Header("X-Float")),
});

fn headers(input: &Headers) -> HashMap<String, String> {
    let request = build(&operation("GET", &[UriPart::Literal("/")]), input).unwrap();
    let text = |value: &http::HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
    request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

fn entries(entries: &[(&str, &str)]) -> HashMap<String, String> {
    entries.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn headers_of_scalars_and_lists() {
    let input = with(|input: &mut Headers| {
        input.text = Some("Hello".to_owned());
        input.list = Some(["b,c", "\"def\"", "a", "", "\\"].map(str::to_owned).to_vec());
        input.times = Some(vec![Timestamp::from_unix_seconds(1_576_540_098), Timestamp::EPOCH]);
        input.json = Some("true".to_owned());
        input.float = Some(1.1);
    });
    let expected = entries(&[
        ("x-text", "Hello"),
        ("x-list", r#""b,c", "\"def\"", a, "", \"#),
        ("x-times", "Mon, 16 Dec 2019 23:48:18 GMT, Thu, 01 Jan 1970 00:00:00 GMT"),
        ("x-json", "dHJ1ZQ=="),
        ("x-float", "1.1"),
    ]);
    assert_eq!(headers(&input), expected);
}

#[test]
fn empty_headers_are_sent_and_absent_ones_are_not() {
    let input = with(|input: &mut Headers| {
        input.text = Some(String::new());
        input.list = Some(Vec::new());
        input.prefixed = Some(HashMap::new());
    });
    assert_eq!(headers(&input), entries(&[("x-text", ""), ("x-list", "")]));
}

#[test]
fn explicit_headers_beat_prefixed_ones() {
    let input = with(|input: &mut Headers| {
        input.text = Some("There".to_owned());
        input.prefixed = Some(entries(&[("Text", "Hello"), ("abc", "")]));
    });
    assert_eq!(headers(&input), entries(&[("x-text", "There"), ("x-abc", "")]));
}

#[test]
fn headers_refuse_what_would_break_the_message() {
    let build =
        |change: fn(&mut Headers)| build(&operation("GET", &[UriPart::Literal("/")]), &with(change)).unwrap_err();
    let error = build(|input| input.text = Some("secret\r\nHost: evil".to_owned()));
    assert_eq!(error, "text: a header cannot hold the control character U+000D");
    let error = build(|input| input.list = Some(vec!["\0".to_owned()]));
    assert_eq!(error, "list: a header cannot hold the control character U+0000");
    let error = build(|input| input.prefixed = Some(entries(&[("a b", "x")])));
    assert_eq!(error, "prefixed[…]: the header's name is empty or holds a character that HTTP does not allow");
}

structure!(Body, BODY = "com.example#Body", {
    0 name: Option<String> = Member::new("name", Kind::String).with_json_name("Name"),
    1 id: Option<String> = bound("id", Kind::String, Location::Header("x-id")),
});

/// Content type, content length and body of a request.
fn body(method: &'static str, input: &dyn tinsmith_runtime::Structure) -> (Option<String>, Option<String>, String) {
    let request = build(&operation(method, &[UriPart::Literal("/")]), input).unwrap();
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    (header("content-type"), header("content-length"), String::from_utf8(request.body().to_vec()).unwrap())
}

fn sent(content_type: &str, text: &str) -> (Option<String>, Option<String>, String) {
    (Some(content_type.to_owned()), Some(text.len().to_string()), text.to_owned())
}

#[test]
fn unbound_members_make_the_body() {
    let input = with(|input: &mut Body| {
        input.name = Some("x".to_owned());
        input.id = Some("7".to_owned());
    });
    assert_eq!(body("PUT", &input), sent("application/json", r#"{"Name":"x"}"#));
    assert_eq!(body("PUT", &Body::empty()), sent("application/json", "{}"));
}

#[test]
fn without_members_for_it_there_is_no_body() {
    assert_eq!(body("GET", &Headers::empty()), (None, None, String::new()));
    assert_eq!(body("POST", &()), (None, Some("0".to_owned()), String::new()));
}

structure!(BlobPayload, BLOB_PAYLOAD = "com.example#BlobPayload", {
    0 data: Option<Blob> = bound("data", Kind::Blob, Location::Payload),
    1 content_type: Option<String> = bound("contentType", Kind::String, Location::Header("Content-Type")),
});
structure!(ImagePayload, IMAGE_PAYLOAD = "com.example#ImagePayload", {
    0 data: Option<Blob> = bound("data", Kind::Blob, Location::Payload).with_media_type("image/jpeg"),
});
structure!(TextPayload, TEXT_PAYLOAD = "com.example#TextPayload", {
    0 data: Option<String> = bound("data", Kind::String, Location::Payload),
});
structure!(AnimalPayload, ANIMAL_PAYLOAD = "com.example#AnimalPayload", {
    0 data: Option<Animal> = bound("data", Kind::Structure, Location::Payload),
});
structure!(DocumentPayload, DOCUMENT_PAYLOAD = "com.example#DocumentPayload", {
    0 data: Option<Document> = bound("data", Kind::Document, Location::Payload),
});
structure!(ListPayload, LIST_PAYLOAD = "com.example#ListPayload", {
    0 data: Option<Vec<String>> = list("data", &STRINGS, Location::Payload),
});

#[test]
fn payloads_of_every_kind() {
    let mut blob = with(|input: &mut BlobPayload| input.data = Some("1234".into()));
    assert_eq!(body("POST", &blob), sent("application/octet-stream", "1234"));
    blob.content_type = Some("image/jpg".to_owned());
    assert_eq!(body("POST", &blob), sent("image/jpg", "1234"));
    let image = with(|input: &mut ImagePayload| input.data = Some("1234".into()));
    assert_eq!(body("POST", &image), sent("image/jpeg", "1234"));
    let text = with(|input: &mut TextPayload| input.data = Some("hi".to_owned()));
    assert_eq!(body("POST", &text), sent("text/plain", "hi"));
    let animal = with(|input: &mut AnimalPayload| input.data = Some(Animal { name: None, legs: 4 }));
    assert_eq!(body("POST", &animal), sent("application/json", r#"{"legs":4}"#));
    let document = with(|input: &mut DocumentPayload| input.data = Some("hi".into()));
    assert_eq!(body("POST", &document), sent("application/json", r#""hi""#));
    let list = with(|input: &mut ListPayload| input.data = Some(vec!["a".to_owned()]));
    assert_eq!(body("POST", &list), sent("application/json", r#"["a"]"#));
}

#[test]
fn a_payload_is_not_copied() {
    static PUT: OperationSchema = OperationSchema::new("Put", &REST);
    let bytes = Bytes::from(vec![b'a'; 1000]);
    let input = with(|input: &mut BlobPayload| input.data = Some(bytes.clone().into()));
    assert_eq!(build(&PUT, &input).unwrap().body().as_ptr(), bytes.as_ptr());
}

#[test]
fn absent_payloads() {
    let nothing = (None, Some("0".to_owned()), String::new());
    assert_eq!(body("POST", &BlobPayload::empty()), nothing);
    assert_eq!(body("POST", &TextPayload::empty()), nothing);
    assert_eq!(body("POST", &DocumentPayload::empty()), nothing);
    assert_eq!(body("POST", &AnimalPayload::empty()), sent("application/json", "{}"));
}
