//! Responses that are no message of the protocol.

use tinsmith_runtime::error::{Error, ErrorKind};
use tinsmith_runtime::schema::OperationSchema;
use tinsmith_runtime::{Operation, Service};

use crate::shapes::{Animal, JSON, QUERY, REST, ZooException, response};

const HTML: &str = "<!DOCTYPE html>\n<html><title>\n502\tBad Gateway</title><body>hunter2</body></html>";

fn parse(
    service: &'static Service,
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<bytes::Bytes>,
) -> Error<ZooException> {
    let get: Operation<(), Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", service));
    let headers = [&[("x-amzn-requestid", "r-1")], headers].concat();
    let error = get.parse(&response(status, &headers, body)).unwrap_err();
    assert_eq!((error.status(), error.request_id()), (Some(status), Some("r-1")));
    // No body is ever quoted.
    let shown = format!("{error} {error:#} {error:?}");
    assert!(!shown.contains("hunter2") && error.message().len() < 300, "{shown}");
    error
}

#[test]
fn html_of_a_proxy_is_told_by_its_title() {
    for (service, expected) in [(&REST, "a JSON object"), (&JSON, "a JSON object"), (&QUERY, "an XML document")] {
        for status in [200, 502] {
            let error = parse(service, status, &[], HTML);
            assert_eq!(error.kind(), ErrorKind::Response);
            let length = HTML.len();
            let message = format!("expected {expected}, found HTML of {length} bytes with the title `502 Bad Gateway`");
            assert_eq!(error.message(), message);
            assert_eq!(error.is_retryable(), status == 502);
        }
    }
    let error = parse(&REST, 502, &[], format!("<html><title>{}</title></html>", "é ".repeat(10_000)));
    assert!(error.message().ends_with("found HTML of 30028 bytes"), "{error}");
    let error = parse(&REST, 502, &[], format!("<html><title>{}</title></html>", "é".repeat(150)));
    assert!(error.message().ends_with(&format!("`{}…`", "é".repeat(100))), "{error}");
}

#[test]
fn a_redirect_is_told_by_where_it_leads() {
    let location = [("location", "https://zoo.eu-west-1.example.com/cages?token=hunter2")];
    for body in ["", HTML] {
        let error = parse(&REST, 307, &location, body);
        assert_eq!(
            error.message(),
            "expected a JSON object, found a redirect to `https://zoo.eu-west-1.example.com/cages`; is the region or \
             endpoint the right one?"
        );
    }
    let error = parse(&JSON, 301, &[("location", "https://user:hunter2@example.com/")], "");
    assert!(error.message().contains("a redirect to another address"), "{error}");
}

#[test]
fn an_encoding_that_was_not_asked_for_is_named() {
    let error = parse(&REST, 200, &[("content-encoding", "gzip")], &b"\x1f\x8bhunter2"[..]);
    assert_eq!(
        error.message(),
        "expected a JSON object, found 9 bytes in the encoding `gzip`, which was not asked for"
    );
}

#[test]
fn an_operation_without_output_does_not_take_html_for_success() {
    for service in [&REST, &JSON, &QUERY] {
        let ping: Operation<(), (), ZooException> = Operation::new(OperationSchema::new("Ping", service));
        assert_eq!(ping.parse(&response(200, &[], HTML)).unwrap_err().kind(), ErrorKind::Response);
    }
}

#[test]
fn bodies_that_are_cut_off_say_where() {
    let error = parse(&REST, 200, &[], r#"{"name":"hunter2"#);
    assert!(error.message().starts_with("the response cannot be read: name: "), "{error}");
    let error = parse(&QUERY, 200, &[], "<GetAnimalResponse><GetAnimalResult><name>hunter2");
    assert!(error.message().starts_with("the response cannot be read: name: "), "{error}");
    for body in [r#"["hunter2"]"#, r#"{"name":{"x":"hunter2"}}"#] {
        for service in [&REST, &JSON] {
            assert_eq!(parse(service, 200, &[], body).kind(), ErrorKind::Response);
        }
    }
}

#[test]
fn empty_bodies_are_called_that() {
    for service in [&REST, &JSON, &QUERY] {
        for status in [200, 204] {
            let error = parse(service, status, &[], "");
            assert_eq!(error.kind(), ErrorKind::Response);
            assert!(error.message().ends_with(", found an empty body"), "{error}");
            assert!(error.body().is_some_and(<[u8]>::is_empty));
        }
    }
}

#[test]
fn values_of_another_kind_are_named_by_their_member() {
    let error = parse(&JSON, 200, &[], r#"{"legs":"hunter2"}"#);
    assert!(error.message().contains("legs: expected an integer, found a string"), "{error}");
}

#[test]
fn bytes_that_are_no_text_are_called_that() {
    let error = parse(&REST, 200, &[], &b"\xFF\xFE\x00hunter2"[..]);
    assert_eq!(error.message(), "expected a JSON object, found bytes that are no text of 10 bytes");
}

#[test]
fn nesting_a_hundred_thousand_deep() {
    let json = format!("{{\"name\":{}", "[".repeat(100_000));
    let xml = format!("<GetAnimalResponse>{}", "<a>".repeat(100_000));
    for status in [200, 500] {
        assert_eq!(parse(&REST, status, &[], json.clone()).kind(), ErrorKind::Response);
        assert_eq!(parse(&QUERY, status, &[], xml.clone()).kind(), ErrorKind::Response);
    }
}
