//! Responses that are no message of the protocol.

use tinsmith_runtime::error::{Error, ErrorKind};
use tinsmith_runtime::operation::OperationSchema;
use tinsmith_runtime::{Operation, Service};

use crate::shapes::{Animal, JSON, QUERY, REST, ZooException, response};

const HTML: &str = "<!DOCTYPE html>\n<html><body>502\tBad Gateway</body></html>";

fn parse(
    service: &'static Service,
    sensitive: bool,
    status: u16,
    body: impl Into<bytes::Bytes>,
) -> Error<ZooException> {
    let schema = OperationSchema { sensitive_output: sensitive, ..OperationSchema::new("GetAnimal", service) };
    let get: Operation<(), Animal, ZooException> = Operation::new(schema);
    let error = get.parse(&response(status, &[("x-amzn-requestid", "r-1")], body)).unwrap_err();
    assert_eq!((error.status(), error.request_id()), (Some(status), Some("r-1")));
    error
}

#[test]
fn html_of_a_proxy() {
    for (service, expected) in [(&REST, "a JSON object"), (&JSON, "a JSON object"), (&QUERY, "an XML document")] {
        for (status, sensitive) in [(200, false), (200, true), (502, false)] {
            let error = parse(service, sensitive, status, HTML);
            assert_eq!(error.kind(), ErrorKind::Response);
            let excerpt = "<!DOCTYPE html> <html><body>502 Bad Gateway</body></html>";
            let message = format!("expected {expected}, found HTML; the body begins with `{excerpt}`");
            assert_eq!(error.message(), message);
            assert_eq!(error.is_retryable(), status == 502);
        }
    }
}

#[test]
fn an_operation_without_output_does_not_take_html_for_success() {
    for service in [&REST, &JSON, &QUERY] {
        let ping: Operation<(), (), ZooException> = Operation::new(OperationSchema::new("Ping", service));
        assert_eq!(ping.parse(&response(200, &[], HTML)).unwrap_err().kind(), ErrorKind::Response);
    }
}

#[test]
fn bodies_that_are_cut_off() {
    let error = parse(&REST, false, 200, r#"{"name":"To"#);
    assert!(error.message().starts_with("the response cannot be read: "), "{error}");
    assert!(error.message().ends_with(r#"; the body begins with `{"name":"To`"#), "{error}");
    let error = parse(&QUERY, false, 200, "<GetAnimalResponse><GetAnimalResult><name>To");
    assert!(error.message().starts_with("the response cannot be read: name: "), "{error}");
}

#[test]
fn bodies_that_may_hold_secrets_are_not_shown() {
    for body in [r#"{"name":"hunter2"#, r#"["hunter2"]"#, r#"{"name":{"x":"hunter2"}}"#] {
        for service in [&REST, &JSON] {
            let error = parse(service, true, 200, body);
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        }
    }
    let error = parse(&QUERY, true, 200, "<GetAnimalResult><name>hunter2</name></GetAnimalResult>");
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
}

#[test]
fn empty_bodies() {
    for service in [&REST, &JSON, &QUERY] {
        let error = parse(service, false, 200, "");
        assert_eq!(error.kind(), ErrorKind::Response);
        assert!(error.message().ends_with(", found an empty body"), "{error}");
        assert!(error.body().is_some_and(<[u8]>::is_empty));
    }
}

#[test]
fn values_of_another_kind_are_named_by_their_member() {
    let error = parse(&JSON, true, 200, r#"{"legs":"four"}"#);
    assert!(error.message().contains("legs: expected an integer, found a string"), "{error}");
}

#[test]
fn bytes_that_are_not_utf8() {
    let error = parse(&REST, false, 200, &b"\xFF\xFE\x00binary"[..]);
    assert!(error.message().starts_with("expected a JSON object, found bytes that are not UTF-8; "), "{error}");
    assert!(!error.message().contains('\0'));
}

#[test]
fn nesting_a_hundred_thousand_deep() {
    let json = format!("{{\"name\":{}", "[".repeat(100_000));
    let xml = format!("<GetAnimalResponse>{}", "<a>".repeat(100_000));
    for status in [200, 500] {
        assert_eq!(parse(&REST, false, status, json.clone()).kind(), ErrorKind::Response);
        assert_eq!(parse(&QUERY, false, status, xml.clone()).kind(), ErrorKind::Response);
    }
}

#[test]
fn excerpts_are_short() {
    let error = parse(&REST, false, 200, "é".repeat(10_000));
    assert!(error.message().len() < 600, "{}", error.message().len());
    assert!(error.message().ends_with("…`"), "{error}");
}
