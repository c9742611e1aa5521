use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Case, recorded_signatures, signing, timestamps};

/// The folder of test data beside the repository; `None`, with a note, where there is none.
pub(super) fn shared(set: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance")).join(set);
    if !path.exists() {
        // Not by a macro: what a test prints is shown only when it fails.
        let _ = writeln!(io::stderr(), "skipped: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

/// A folder for the files of one test, empty at first.
fn scratch(test: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("tinsmith-{test}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn failures(cases: &[Case]) -> Vec<&Case> {
    cases.iter().filter(|case| case.outcome.is_err()).collect()
}

#[test]
fn signing_suite_passes() {
    let Some(directory) = shared("sigv4/v4") else {
        return;
    };
    let cases = signing::run("sigv4", &directory).expect("readable cases");
    assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
    assert_eq!(cases.len(), 2 * 26);
}

#[test]
fn asymmetric_signatures_are_counted_and_not_run() {
    let directory = scratch("signing-asymmetric");
    write_case(&directory.join("a"), &[("public-key.json", "{}")]);
    assert_eq!(signing::asymmetric(&directory), Ok(1));
    assert!(signing::run("sigv4", &directory).expect("nothing to read").is_empty());
    fs::remove_dir_all(directory).expect("removed");
}

#[test]
fn timestamps_pass() {
    let Some(directory) = shared("timestamps") else {
        return;
    };
    let cases = timestamps::run("timestamps", &directory.join("timestamps.json")).expect("readable cases");
    assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
    assert_eq!(cases.len(), 447);
}

#[test]
fn recorded_requests_get_the_recorded_signature() {
    let Some(directory) = shared("botocore") else {
        return;
    };
    let context = fs::read_to_string(directory.join("context.json")).expect("a context");
    let context = serde_json::from_str(&context).expect("a context");
    for (service, count) in [("sts", 12), ("quicksight", 309), ("verifiedpermissions", 48)] {
        let file = directory.join(format!("{service}.jsonl"));
        let cases = recorded_signatures::run_recorded(&file, &context).expect("readable cases");
        assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
        assert_eq!(cases.len(), count, "{service}");
    }
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
    let cases = signing::run("sigv4", &directory).expect("readable cases");
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
    let error = signing::run("sigv4", &directory).expect_err("problems");
    let files =
        ["a/context.json", "b/context.json", "c/context.json", "d/request.txt", "e/header-canonical-request.txt"];
    assert_eq!(error.lines().count(), files.len(), "{error}");
    for (line, file) in error.lines().zip(files) {
        assert!(line.contains(&format!("{}: ", directory.join(file).display())), "{line}");
    }
    assert!(signing::run("sigv4", &directory.join("absent")).is_err());
    fs::remove_dir_all(directory).expect("removed");
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
    let cases = recorded_signatures::run_recorded(&file, &context).expect("readable lines");
    let [case] = &cases[..] else { panic!("one signed request, not {cases:?}") };
    assert_eq!((case.set.as_str(), case.name.as_str()), ("botocore/service signature", "wrong"));
    let differences = case.outcome.as_ref().expect_err("a difference");
    assert_eq!(differences.iter().map(|difference| difference.what.as_str()).collect::<Vec<_>>(), ["signature"]);

    fs::write(&file, "not JSON\n\n{\"request\": {\"auth\": {}}}\n").expect("written");
    let error = recorded_signatures::run_recorded(&file, &context).expect_err("problems");
    assert!(
        error.contains("service.jsonl:1: ") && error.contains("service.jsonl:3: `/request/auth/signedHeaders`"),
        "{error}"
    );
    fs::remove_dir_all(directory).expect("removed");
}
