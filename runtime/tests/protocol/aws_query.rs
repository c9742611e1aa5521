//! awsQuery.

use tinsmith_runtime::schema::OperationSchema;
use tinsmith_runtime::{ErrorKind, Operation};

use crate::shapes::{Animal, QUERY, ZooException, build, response};

static GET: Operation<Animal, Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", &QUERY));

fn error_document(code: &str, extra: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"https://example.com/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>too late</Message>{extra}</Error><RequestId>r-7</RequestId></ErrorResponse>"
    )
}

#[test]
fn requests_are_forms() {
    let request = build(&GET.schema, &Animal { name: Some("a b".to_owned()), legs: 4 }).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(&request.body()[..], b"Action=GetAnimal&Version=2020-01-08&name=a%20b&legs=4");
}

#[test]
fn results_are_unwrapped_and_the_request_id_is_kept() {
    let body = "<GetAnimalResponse><GetAnimalResult><name>Tom</name><legs>4</legs></GetAnimalResult>\
                <ResponseMetadata><RequestId>r-5</RequestId></ResponseMetadata></GetAnimalResponse>";
    let output = GET.parse(&response(200, &[], body)).unwrap();
    assert_eq!(*output, Animal { name: Some("Tom".to_owned()), legs: 4 });
    assert_eq!(output.metadata().request_id(), Some("r-5"));
}

#[test]
fn outputs_without_members_need_no_body() {
    let unit: Operation<(), (), ZooException> = Operation::new(OperationSchema::new("Ping", &QUERY));
    assert!(unit.parse(&response(200, &[], "")).is_ok());
    let body = "<PingResponse><ResponseMetadata><RequestId>r-5</RequestId></ResponseMetadata></PingResponse>";
    assert_eq!(unit.parse(&response(200, &[], body)).unwrap().metadata().request_id(), Some("r-5"));
}

#[test]
fn errors_are_known_by_their_code_and_by_their_name() {
    for code in ["Expired", "ExpiredException"] {
        let error = GET.parse(&response(400, &[], error_document(code, "<animal>Tom</animal>"))).unwrap_err();
        assert_eq!(error.to_string(), format!("{code}: too late (GetAnimal, status 400, request id r-7)"));
        let Some(ZooException::Expired(expired)) = error.exception() else { panic!("{error:?}") };
        assert_eq!(expired.animal.as_deref(), Some("Tom"));
        assert_eq!(expired.message.as_deref(), Some("too late"));
    }
}

#[test]
fn unknown_errors_answer_the_same_questions() {
    let error = GET.parse(&response(503, &[], error_document("Throttling", ""))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!((error.code(), error.status(), error.request_id()), (Some("Throttling"), Some(503), Some("r-7")));
    assert_eq!(error.operation(), "GetAnimal");
    assert!(error.exception().is_none());
    assert!(error.is_throttling() && error.is_retryable());
}

#[test]
fn an_error_with_the_status_of_success_is_an_error() {
    let error = GET.parse(&response(200, &[], error_document("Expired", ""))).unwrap_err();
    assert_eq!(error.to_string(), "Expired: too late (GetAnimal, status 200, request id r-7)");
    assert!(error.exception().is_some());
}
