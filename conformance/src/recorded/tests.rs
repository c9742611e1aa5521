use std::fs;

use serde_json::json;

use super::signatures;
use crate::test_data::{failures, scratch, shared};

#[test]
fn recorded_requests_get_the_recorded_signature() {
    let Some(directory) = shared("botocore") else {
        return;
    };
    let context = fs::read_to_string(directory.join("context.json")).expect("a context");
    let context = serde_json::from_str(&context).expect("a context");
    for (service, count) in [("sts", 12), ("quicksight", 309), ("verifiedpermissions", 48)] {
        let file = directory.join(format!("{service}.jsonl"));
        let cases = signatures::run(&file, &context).expect("readable cases");
        assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
        assert_eq!(cases.len(), count, "{service}");
    }
}

#[test]
fn recorded_lines_are_checked_and_named() {
    let directory = scratch("recorded-signatures");
    let file = directory.join("service.jsonl");
    let context = json!({"time": "2015-08-30T12:36:00Z", "accessKeyId": "AKID", "secretAccessKey": "secret"});
    let auth =
        json!({"scope": "20150830/us-east-1/sts/aws4_request", "signedHeaders": "host;x-amz-date", "signature": "0"});
    let headers = json!({"host": "h", "x-amz-date": "20150830T123600Z", "content-length": "0"});
    let request = json!({"method": "GET", "url": "https://h/", "headers": headers, "body": "", "auth": auth});
    let mut unsigned = request.clone();
    unsigned["auth"] = json!(null);
    let lines = [
        json!({"id": "response", "response": {}}),
        json!({"id": "unsigned", "request": unsigned}),
        json!({"id": "wrong", "request": request}),
    ];
    fs::write(&file, lines.map(|line| line.to_string()).join("\n")).expect("written");
    let cases = signatures::run(&file, &context).expect("readable lines");
    let [case] = &cases[..] else { panic!("one signed request, not {cases:?}") };
    assert_eq!((case.set.as_str(), case.name.as_str()), ("botocore/service signature", "wrong"));
    let differences = case.outcome.as_ref().expect_err("a difference");
    assert_eq!(differences.iter().map(|difference| difference.what.as_str()).collect::<Vec<_>>(), ["signature"]);

    fs::write(&file, "not JSON\n\n{\"request\": {\"auth\": {}}}\n").expect("written");
    let error = signatures::run(&file, &context).expect_err("problems");
    assert!(
        error.contains("service.jsonl:1: ") && error.contains("service.jsonl:3: `/request/auth/signedHeaders`"),
        "{error}"
    );
    fs::remove_dir_all(directory).expect("removed");
}
