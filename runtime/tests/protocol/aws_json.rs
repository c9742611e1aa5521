//! awsJson1_0 and awsJson1_1.

use tinsmith_runtime::Operation;
use tinsmith_runtime::schema::OperationSchema;
use tinsmith_runtime::schema::{Kind, Location};

use crate::shapes::{
    Animal, Expired, JSON, JSON_1_1, QUERY_COMPATIBLE, ZooException, bound, build, response, structure, with,
};

structure!(Input, INPUT = "com.example#Input", {
    0 name: Option<String> = bound("name", Kind::String, Location::Header("no")).with_json_name("no"),
});

static GET: Operation<Input, Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", &JSON));

#[test]
fn requests_are_posts_of_objects() {
    let request = build(&GET.schema, &with(|input: &mut Input| input.name = Some("Tom".to_owned()))).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://example.com/");
    assert_eq!(request.headers()["content-type"], "application/x-amz-json-1.0");
    assert_eq!(request.headers()["x-amz-target"], "Zoo_20200108.GetAnimal");
    assert_eq!(request.headers()["content-length"], "14");
    assert!(!request.headers().contains_key("x-amzn-query-mode"));
    assert_eq!(&request.body()[..], br#"{"name":"Tom"}"#);
}

#[test]
fn requests_without_members_are_empty_objects() {
    let request = build(&OperationSchema::new("Ping", &JSON_1_1), &()).unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-amz-json-1.1");
    assert_eq!(&request.body()[..], b"{}");
}

#[test]
fn query_mode_is_announced() {
    let request = build(&OperationSchema::new("Ping", &QUERY_COMPATIBLE), &()).unwrap();
    assert_eq!(request.headers()["x-amzn-query-mode"], "true");
}

#[test]
fn outputs_lack_no_required_member() {
    let output = GET.parse(&response(200, &[], "{}")).unwrap();
    assert_eq!(*output, Animal { name: None, legs: 0 });
    let unit: Operation<(), (), ZooException> = Operation::new(OperationSchema::new("Ping", &JSON));
    assert!(unit.parse(&response(200, &[], "")).is_ok());
}

#[test]
fn errors_are_known_by_header_and_body() {
    let long = "com.example#ExpiredException:http://example.com/";
    let bodies = [
        (vec![("x-amzn-errortype", long)], String::new()),
        (vec![], format!(r#"{{"__type":"{long}"}}"#)),
        (vec![], format!(r#"{{"code":"{long}"}}"#)),
        (vec![], r#"{"code":7,"__type":"other.namespace#ExpiredException"}"#.to_owned()),
    ];
    for (headers, body) in bodies {
        let error = GET.parse(&response(400, &headers, body.clone())).unwrap_err();
        assert_eq!(error.code(), Some("ExpiredException"), "{body}");
        assert!(matches!(error.exception(), Some(ZooException::Expired(_))), "{body}");
        assert_eq!(error.message(), "Bad Request");
    }
}

#[test]
fn messages_are_read_in_either_case() {
    for body in [
        r#"{"__type":"ExpiredException","message":"too late"}"#,
        r#"{"__type":"ExpiredException","Message":"too late"}"#,
    ] {
        let error = GET.parse(&response(400, &[], body)).unwrap_err();
        assert_eq!(error.message(), "too late");
        let expected = Expired { message: Some("too late".to_owned()), animal: None, cage: None };
        assert_eq!(error.into_exception(), Some(ZooException::Expired(expected)));
    }
}

#[test]
fn a_header_makes_an_error_of_a_success() {
    let error = GET.parse(&response(200, &[("x-amzn-errortype", "ExpiredException")], "")).unwrap_err();
    assert_eq!(error.to_string(), "ExpiredException: the service gave no message (GetAnimal, status 200)");
}

#[test]
fn a_body_that_is_an_error_and_lacks_what_is_required_is_no_success() {
    for body in
        [r#"{"__type":"ExpiredException"}"#, " { \"__type\" : \"com.example#ExpiredException:http://example.com/\" } "]
    {
        let error = GET.parse(&response(200, &[], body)).unwrap_err();
        assert!(matches!(error.exception(), Some(ZooException::Expired(_))), "{body}");
    }
    for body in
        [r#"{"__type":"com.example#Animal","name":"Tom"}"#, r#"{"name":"Tom","__type":"ExpiredException","legs":4}"#]
    {
        assert_eq!(GET.parse(&response(200, &[], body)).unwrap().name.as_deref(), Some("Tom"), "{body}");
    }
}

#[test]
fn codes_of_the_query_protocol_win() {
    let get: Operation<(), (), ZooException> = Operation::new(OperationSchema::new("Get", &QUERY_COMPATIBLE));
    let headers = [("x-amzn-query-error", "AWS.Expired;Sender")];
    let error = get.parse(&response(400, &headers, r#"{"__type":"com.example#ExpiredException"}"#)).unwrap_err();
    assert_eq!(error.code(), Some("AWS.Expired"));
    assert!(matches!(error.exception(), Some(ZooException::Expired(_))));
    // Known by the code alone, as services that migrated answer.
    let error = get.parse(&response(400, &[("x-amzn-query-error", "Expired;Sender")], "{}")).unwrap_err();
    assert!(matches!(error.exception(), Some(ZooException::Expired(_))));
    let error = get.parse(&response(400, &[], r#"{"__type":"com.example#ExpiredException"}"#)).unwrap_err();
    assert_eq!(error.code(), Some("ExpiredException"));
}
