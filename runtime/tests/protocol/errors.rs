//! The error type: what it answers and how it prints.

use std::error::Error as _;

use tinsmith_runtime::Operation;
use tinsmith_runtime::error::{Error, ErrorDetails, ErrorKind};
use tinsmith_runtime::schema::OperationSchema;
use tinsmith_runtime::transport::{TransportError, TransportErrorKind};

use crate::shapes::{Animal, JSON, REST, ZooException, response};

static GET: Operation<(), Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", &REST));

fn service(code: &str, status: u16) -> Error<ZooException> {
    GET.parse(&response(status, &[("x-amzn-errortype", code)], "{}")).unwrap_err()
}

#[test]
fn it_is_one_pointer_wide() {
    assert_eq!(size_of::<Error<ZooException>>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Error<ZooException>>>(), size_of::<usize>());
}

#[test]
fn it_prints_one_line() {
    let headers = [("x-amzn-requestid", "r-1"), ("x-amzn-errortype", "Odd")];
    let error = GET.parse(&response(400, &headers, r#"{"message":"one\ntwo"}"#)).unwrap_err();
    assert_eq!(error.to_string(), "Odd: one two (GetAnimal, status 400, request id r-1)");
    let error = GET.parse(&response(503, &[], "")).unwrap_err();
    assert_eq!(error.to_string(), "Service Unavailable (GetAnimal, status 503)");
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, None));
}

#[test]
fn the_body_is_kept_but_never_printed() {
    let body = format!(r#"{{"message":"m","secret":"hunter2","fill":"{}"}}"#, "x".repeat(100_000));
    let error = GET.parse(&response(400, &[], body)).unwrap_err();
    assert_eq!(error.body().map(<[u8]>::len), Some(64 * 1024));
    assert!(!format!("{error} {error:?} {error:#?}").contains("hunter2"));
}

#[test]
fn retries_by_model_by_code_and_by_status() {
    let cases = [
        ("BusyException", 400, true, true),
        ("ExpiredException", 400, false, false),
        ("ThrottlingException", 400, true, true),
        ("LimitExceededException", 400, true, true),
        ("RequestTimeout", 400, true, false),
        ("Odd", 429, true, true),
        ("Odd", 500, true, false),
        ("Odd", 502, true, false),
        ("Odd", 501, false, false),
        ("AccessDenied", 403, false, false),
    ];
    for (code, status, retryable, throttling) in cases {
        let error = service(code, status);
        assert_eq!((error.is_retryable(), error.is_throttling()), (retryable, throttling), "{code} {status}");
    }
}

#[test]
fn failures_before_a_response() {
    let io = std::io::Error::new(std::io::ErrorKind::ConnectionRefused, "refused");
    let details = ErrorDetails::new(ErrorKind::Transport, "GetAnimal", "cannot connect")
        .with_cause(TransportError::new(TransportErrorKind::Connect, "cannot connect").with_source(io));
    let error: Error<ZooException> = details.into();
    assert_eq!(error.to_string(), "cannot connect (GetAnimal)");
    // What is in the message is not told again by the cause.
    assert_eq!(error.source().unwrap().to_string(), "refused");
    assert_eq!(format!("{error:#}"), "cannot connect (GetAnimal): refused");
    let cause = error.cause().unwrap().downcast_ref::<TransportError>().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Connect);
    assert!(error.is_retryable() && !error.is_throttling());
    assert_eq!((error.status(), error.request_id(), error.body()), (None, None, None));
    let error: Error<ZooException> = ErrorDetails::new(ErrorKind::Credentials, "GetAnimal", "none").into();
    assert!(!error.is_retryable());
}

#[test]
fn a_sensitive_message_is_not_printed() {
    let body = r#"{"__type":"BusyException","message":"hunter2"}"#;
    let get: Operation<(), Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", &JSON));
    let error = get.parse(&response(500, &[], body)).unwrap_err();
    assert_eq!(error.to_string(), "BusyException: *** redacted *** (GetAnimal, status 500)");
    assert!(!format!("{error:?}").contains("hunter2"));
    let Some(ZooException::Busy(busy)) = error.into_exception() else { panic!("not known") };
    assert_eq!(busy.message.as_deref(), Some("hunter2"));
}

#[test]
fn members_of_exceptions_stand_in_headers_too() {
    let headers = [("x-amzn-errortype", "ExpiredException"), ("x-cage", "7")];
    let error = GET.parse(&response(403, &headers, r#"{"animal":"Tom","Message":"gone"}"#)).unwrap_err();
    let Some(ZooException::Expired(expired)) = error.exception() else { panic!("{error:?}") };
    assert_eq!((expired.cage, expired.animal.as_deref()), (Some(7), Some("Tom")));
    assert_eq!(expired.message.as_deref(), Some("gone"));
}

#[test]
fn an_exception_that_cannot_be_read_leaves_the_code() {
    let error = service_with_body(r#"{"message":"m","animal":7}"#);
    assert_eq!(error.code(), Some("ExpiredException"));
    assert!(error.exception().is_none());
    assert!(error.source().unwrap().to_string().starts_with("animal: expected a string, found a number"));
}

fn service_with_body(body: &'static str) -> Error<ZooException> {
    GET.parse(&response(400, &[("x-amzn-errortype", "ExpiredException")], body)).unwrap_err()
}
