use std::fs;
use std::path::Path;

use super::{asymmetric, run};
use crate::test_data::{failures, scratch, shared};

#[test]
fn signing_suite_passes() {
    let Some(directory) = shared("sigv4/v4") else {
        return;
    };
    let cases = run("sigv4", &directory).expect("readable cases");
    assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
    assert_eq!(cases.len(), 2 * 26);
}

#[test]
fn asymmetric_signatures_are_counted_and_not_run() {
    let directory = scratch("signing-asymmetric");
    write_case(&directory.join("a"), &[("public-key.json", "{}")]);
    assert_eq!(asymmetric(&directory), Ok(1));
    assert!(run("sigv4", &directory).expect("nothing to read").is_empty());
    fs::remove_dir_all(directory).expect("removed");
}

const CONTEXT: &str = r#"{
    "credentials": {"access_key_id": "AKIDEXAMPLE", "secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
    "expiration_in_seconds": 60, "normalize": true, "region": "us-east-1", "service": "iam", "sign_body": false,
    "timestamp": "2015-08-30T12:36:00Z"
}"#;

fn write_case(folder: &Path, files: &[(&str, &str)]) {
    fs::create_dir_all(folder).expect("a folder");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
}

#[test]
fn a_wrong_signature_is_a_difference_of_that_step_only() {
    let directory = scratch("signing-difference");
    let signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    write_case(
        &directory.join("list-users"),
        &[
            ("context.json", CONTEXT),
            (
                "request.txt",
                "GET /?Version=2010-05-08&Action=ListUsers HTTP/1.1\nHost:iam.amazonaws.com\n\
                 Content-Type:application/x-www-form-urlencoded; charset=utf-8\n",
            ),
            (
                "header-canonical-request.txt",
                "GET\n/\nAction=ListUsers&Version=2010-05-08\n\
                 content-type:application/x-www-form-urlencoded; charset=utf-8\nhost:iam.amazonaws.com\n\
                 x-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n\
                 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
            (
                "header-string-to-sign.txt",
                "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n\
                 f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
            ),
            ("header-signature.txt", "not this"),
            (
                "header-signed-request.txt",
                &format!(
                    "GET /?Version=2010-05-08&Action=ListUsers HTTP/1.1\nHost:iam.amazonaws.com\n\
                     Content-Type:application/x-www-form-urlencoded; charset=utf-8\nX-Amz-Date:20150830T123600Z\n\
                     Authorization:AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
                     SignedHeaders=content-type;host;x-amz-date, Signature={signature}\n\n"
                ),
            ),
            ("query-canonical-request.txt", ""),
            ("query-string-to-sign.txt", ""),
            ("query-signature.txt", ""),
            ("query-signed-request.txt", ""),
        ],
    );
    let cases = run("sigv4", &directory).expect("readable cases");
    let differences = |index: usize| cases[index].outcome.as_ref().expect_err("differences");
    assert_eq!(cases.len(), 2);
    assert_eq!((cases[0].set.as_str(), cases[0].name.as_str()), ("sigv4 header", "list-users"));
    assert_eq!(differences(0).len(), 1, "{:#?}", differences(0));
    assert_eq!(differences(0)[0].what, "signature");
    assert_eq!((differences(0)[0].expected.as_str(), differences(0)[0].actual.as_str()), ("not this", signature));
    assert_eq!(differences(1).len(), 4);
    fs::remove_dir_all(directory).expect("removed");
}

#[test]
fn unreadable_cases_are_all_named() {
    let directory = scratch("signing-unreadable");
    let request = ("request.txt", "GET / HTTP/1.1\nHost:h\n");
    write_case(&directory.join("a"), &[request]);
    write_case(&directory.join("b"), &[request, ("context.json", "{")]);
    write_case(&directory.join("c"), &[request, ("context.json", r#"{"credentials": {"access_key_id": 1}}"#)]);
    write_case(&directory.join("d"), &[("request.txt", "GET"), ("context.json", CONTEXT)]);
    write_case(&directory.join("e"), &[request, ("context.json", CONTEXT)]);
    let error = run("sigv4", &directory).expect_err("problems");
    let files = [
        ("a", "context.json"),
        ("b", "context.json"),
        ("c", "context.json"),
        ("d", "request.txt"),
        ("e", "header-canonical-request.txt"),
    ];
    assert_eq!(error.lines().count(), files.len(), "{error}");
    for (line, (case, file)) in error.lines().zip(files) {
        assert!(line.contains(&format!("{}: ", directory.join(case).join(file).display())), "{line}");
    }
    assert!(run("sigv4", &directory.join("absent")).is_err());
    fs::remove_dir_all(directory).expect("removed");
}
