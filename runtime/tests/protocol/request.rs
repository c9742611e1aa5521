//! What every request shares: endpoint, host prefix, tokens, checksums, compression.

use std::io::Read as _;

use tinsmith_runtime::compression::CompressionSettings;
use tinsmith_runtime::generated::fill_idempotency_token;
use tinsmith_runtime::request::{RequestSettings, build_request};
use tinsmith_runtime::schema::{Kind, Location, Member};
use tinsmith_runtime::schema::{OperationSchema, UriPart};
use tinsmith_runtime::{ErrorKind, Operation};

use crate::shapes::{JSON, REST, ZooException, bound, build, structure, with};

structure!(Input, INPUT = "com.example#Input", {
    0 label: Option<String> = Member::new("label", Kind::String).host_label(),
    1 data: Option<String> = Member::new("data", Kind::String),
    2 encoding: Option<String> = bound("encoding", Kind::String, Location::Header("Content-Encoding")),
    3 token: Option<String> = bound("token", Kind::String, Location::Query("token")).idempotency_token(),
});

static PLAIN: Operation<Input, (), ZooException> =
    Operation::new(OperationSchema::new("Plain", &REST).with_http("POST", &[UriPart::Literal("/things")]));

fn uri(endpoint: &str) -> Result<String, String> {
    let input = with(|_: &mut Input| ());
    let request = PLAIN.request(&input, endpoint, &RequestSettings::default());
    request.map(|request| request.uri().to_string()).map_err(|error| {
        assert_eq!(error.kind(), ErrorKind::Endpoint);
        error.message().to_owned()
    })
}

#[test]
fn paths_follow_the_endpoint() {
    assert_eq!(uri("https://example.com").unwrap(), "https://example.com/things");
    assert_eq!(uri("https://example.com/").unwrap(), "https://example.com/things");
    assert_eq!(uri("http://[::1]:8080/a/b/").unwrap(), "http://[::1]:8080/a/b/things");
}

#[test]
fn endpoints_that_cannot_be_used() {
    let scheme = "the endpoint `ftp://example.com` cannot be used: it must begin with `https://` or `http://`";
    assert_eq!(uri("ftp://example.com").unwrap_err(), scheme);
    assert!(uri("example.com").is_err());
    assert!(uri("https://").is_err());
    assert!(uri("https://example.com/?a=b").unwrap_err().ends_with("it must have neither a query nor a fragment"));
    let password = "the endpoint cannot be used: it holds a user name or password; credentials are not given this way";
    assert_eq!(uri("https://user:hunter2@example.com").unwrap_err(), password);
    assert!(!uri("https:///user:hunter2@example.com").unwrap_err().contains("hunter2"));
}

#[test]
fn ports_are_checked_and_default_ones_left_out() {
    let port = "its port must be a number from 1 to 65535";
    for wrong in
        ["https://example.com:notaport", "https://example.com:99999", "http://[::1]:0", "https://example.com:+1"]
    {
        let error = uri(wrong).unwrap_err();
        assert!(error.ends_with(port), "{error}");
    }
    for (endpoint, expected) in [
        ("https://example.com:443", "https://example.com/things"),
        ("http://example.com:80/base", "http://example.com/base/things"),
        ("http://example.com:443", "http://example.com:443/things"),
        ("https://example.com:8443/", "https://example.com:8443/things"),
        ("https://example.com:", "https://example.com/things"),
        ("https://[::1]:443", "https://[::1]/things"),
    ] {
        assert_eq!(uri(endpoint).as_deref(), Ok(expected));
    }
}

#[test]
fn headers_of_the_endpoint_are_added() {
    let mut headers = http::HeaderMap::new();
    headers.append("x-endpoint", http::HeaderValue::from_static("1"));
    headers.append("x-endpoint", http::HeaderValue::from_static("2"));
    headers.append("content-type", http::HeaderValue::from_static("text/plain"));
    let settings = RequestSettings::new().headers(headers);
    let request = PLAIN.request(&with(|_: &mut Input| ()), "https://example.com", &settings).unwrap();
    assert_eq!(request.headers().get_all("x-endpoint").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(request.headers().get_all("content-type").iter().collect::<Vec<_>>(), ["text/plain"]);
    assert!(!request.headers().contains_key("host"));
}

#[test]
fn a_uri_that_is_too_long_is_refused() {
    let input = with(|input: &mut Input| input.token = Some("x".repeat(70_000)));
    let error = PLAIN.request(&input, "https://example.com", &RequestSettings::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.message(), "the request's URI is 70033 bytes long; no more than 65534 can be sent");
}

#[test]
fn host_prefixes() {
    const PREFIX: &[UriPart] = &[UriPart::Literal("foo."), UriPart::Label(0), UriPart::Literal(".")];
    let operation = OperationSchema::new("Prefixed", &JSON).with_host_prefix(PREFIX);
    let with_label = |label: &str| build(&operation, &with(|input: &mut Input| input.label = Some(label.to_owned())));
    assert_eq!(with_label("bar").unwrap().uri(), "https://foo.bar.example.com/");
    let error = "label: must be 1 to 63 letters, digits and hyphens, with no hyphen at either end: it is part of the \
                 request's host";
    let input = with(|input: &mut Input| input.label = Some("bar".to_owned()));
    for (endpoint, settings, host) in [
        ("https://127.0.0.1:8080", RequestSettings::new(), "127.0.0.1"),
        ("https://[::1]", RequestSettings::new(), "[::1]"),
        ("https://example.com", RequestSettings::new().host_prefix(false), "example.com"),
    ] {
        let request = build_request(&operation, &input, endpoint, &settings).unwrap();
        assert_eq!(request.uri().host(), Some(host));
    }
    for label in ["a.b", "a/b", "-a", "a-", "é", "a@b", &"a".repeat(64)] {
        assert_eq!(with_label(label).unwrap_err(), error, "{label}");
    }
    assert_eq!(with_label("").unwrap_err(), "label: must not be empty: it is part of the request's host");
    let error = build(&operation, &with(|_: &mut Input| ())).unwrap_err();
    assert_eq!(error, "label: must be set: it is part of the request's host");
}

#[test]
fn idempotency_tokens_are_filled_where_absent() {
    let mut input = with(|_: &mut Input| ());
    assert_eq!(fill_idempotency_token(&mut input, "t-1").as_deref(), Some("t-1"));
    assert_eq!(build(&PLAIN.schema, &input).unwrap().uri().query(), Some("token=t-1"));
    assert_eq!(fill_idempotency_token(&mut input, "t-2").as_deref(), Some("t-1"));
    input.token = Some(String::new());
    assert_eq!(fill_idempotency_token(&mut input, "t-3").as_deref(), Some("t-3"));
    assert_eq!(fill_idempotency_token(&mut (), "t-4"), None);
}

#[test]
fn content_md5() {
    let operation = OperationSchema::new("Checked", &REST).checksum_required();
    let request = build(&operation, &with(|_: &mut Input| ())).unwrap();
    assert_eq!(&request.body()[..], b"{}");
    assert_eq!(request.headers()["content-md5"], "mZFLkyvTelC5g8XnyQrpOw==");
}

#[test]
fn large_bodies_are_compressed() {
    let operation = OperationSchema::new("Compressed", &REST).compression();
    let mut input = with(|input: &mut Input| input.data = Some("a".repeat(10_240)));
    let request = build(&operation, &input).unwrap();
    assert_eq!(request.headers()["content-encoding"], "gzip");
    assert_eq!(request.headers()["content-length"], request.body().len().to_string());
    let mut text = String::new();
    flate2::read::GzDecoder::new(&request.body()[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, format!(r#"{{"data":"{}"}}"#, "a".repeat(10_240)));

    input.encoding = Some("custom".to_owned());
    assert_eq!(build(&operation, &input).unwrap().headers()["content-encoding"], "custom, gzip");
}

#[test]
fn compression_settings() {
    let operation = OperationSchema::new("Compressed", &REST).compression();
    let input = with(|input: &mut Input| input.data = Some("a".repeat(10_000)));
    let encoded = |enabled, size| {
        let compression = CompressionSettings::new(enabled, size).unwrap();
        let settings = RequestSettings::new().compression(compression);
        let request = build_request(&operation, &input, "https://example.com", &settings).unwrap();
        request.headers().contains_key("content-encoding")
    };
    assert!(!encoded(true, 10_240));
    assert!(encoded(true, 10_011));
    assert!(!encoded(true, 10_012));
    assert!(encoded(true, 0));
    assert!(!encoded(false, 0));
    assert_eq!(
        CompressionSettings::new(true, 10_485_761).unwrap_err().to_string(),
        "the least size of bodies to compress must be 0 to 10485760 bytes, not 10485761"
    );
}
