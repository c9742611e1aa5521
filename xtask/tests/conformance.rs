//! `cargo xtask conformance`, from outside: what it prints, and how it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/conformance");

fn conformance(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("conformance").arg(folder).args(arguments).output().expect("the command runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn last_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned()
}

/// A folder that stays from run to run, so that what is built for it is built once; empty at first.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

/// Our own cases, with texts of their files replaced.
fn own_cases_with(name: &str, replacements: &[(&str, &str, &str)]) -> PathBuf {
    let folder = folder(name);
    copy(Path::new(OWN), &folder);
    for (file, from, to) in replacements {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "{file} does not hold `{from}`");
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
    }
    folder.join("cases")
}

#[test]
fn own_cases_pass() {
    let output = conformance(&Path::new(OWN).join("cases"), &[]);
    let text = printed(&output);
    assert!(output.status.success(), "{text}");
    assert!(last_line(&output).ends_with(" passed, 0 failed"), "{text}");
    for set in [
        "smithy-protocol-tests/awsJson1_0 request",
        "smithy-protocol-tests/awsJson1_0 response",
        "smithy-protocol-tests/awsJson1_1 request",
        "smithy-protocol-tests/awsJson1_1 response",
        "smithy-protocol-tests/awsQuery request",
        "smithy-protocol-tests/awsQuery response",
        "smithy-protocol-tests/restJson1 request",
        "smithy-protocol-tests/restJson1 response",
        "botocore/parcels request",
        "botocore/parcels output",
        "botocore/parcels error",
        "botocore/parcels signature",
        "botocore/ledger request",
        "sigv4/v4 header",
        "sigv4/v4 query",
        "endpoints/parcels ",
        "endpoints in parcels.json",
        "timestamps format",
        "timestamps parse",
        "endpoint-functions ",
        "jmespath/parcels ",
    ] {
        assert!(text.lines().any(|line| line.starts_with(set)), "no {set}:\n{text}");
    }
    for left_out in [
        "1  smithy-protocol-tests/ec2Query: aws.protocols#ec2Query, which is not spoken",
        "2  smithy-protocol-tests/restJson1: event streams",
        "1  smithy-protocol-tests/restJson1: on shapes that no service reaches",
        "1  smithy-protocol-tests/restJson1: for servers",
    ] {
        assert!(text.contains(left_out), "no {left_out}:\n{text}");
    }
    let rule = "2  timestamps format: their source ends dates at the microsecond";
    assert!(text.contains(rule), "no {rule}:\n{text}");
}

#[test]
fn wrong_cases_fail_and_show_both_sides() {
    let rest = "cases/smithy-protocol-tests/restJson1.json";
    let cases = own_cases_with(
        "wrong",
        &[
            (rest, r#""uri": "/pictures/n","#, r#""uri": "/pictures/other","#),
            (rest, r#""kind=full""#, r#""kind=none""#),
            (rest, r#""Content-Encoding": "gzip""#, r#""Content-Encoding": "br""#),
            (rest, r#""half": 1.25"#, r#""half": 1.5"#),
            (rest, r#""limit": 30"#, r#""limit": 31"#),
            ("cases/smithy-protocol-tests/awsQuery.json", "Title=a%20b", "Title=a%20c"),
            (
                "cases/endpoints/parcels.json",
                "https://example.com/x\"\n        }",
                "https://example.com/y\"\n        }",
            ),
            ("cases/sigv4/v4/post-body/header-signature.txt", "", "0"),
            ("cases/botocore/parcels.jsonl", r#""limit": "3""#, r#""limit": "4""#),
            ("cases/jmespath/parcels.json", r#""result": "b""#, r#""result": "c""#),
            ("cases/jmespath/parcels.json", "1450.5", "1450"),
            ("cases/jmespath/parcels.json", r#""error": "syntax""#, r#""result": null"#),
            ("cases/endpoint-functions/cases.json", "ends with ere", "ends with where"),
            ("cases/endpoint-functions/rules.json", r#""version": "1.3""#, r#""version": "3""#),
        ],
    );
    let output = conformance(&cases, &[]);
    let text = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(last_line(&output).ends_with(" passed, 14 failed"), "{text}");
    for (case, what, expected, actual) in [
        ("restJson1 request: PayloadIsTheBody", "uri", "/pictures/other", "/pictures/n"),
        ("restJson1 request: EveryMember", "queryParams", "kind=none", "kind=full&since="),
        ("restJson1 request: CompressedFromTheSettingOn", "headers.Content-Encoding", "br", "gzip"),
        ("restJson1 response: MissingIsCorrected", "output.part.half", "1.5", "1.25"),
        ("restJson1 response: ErrorByHeader", "exception.limit from Count", "31", "30"),
        ("awsQuery request: EveryMember", "body", "Title=a c", "Title=a b"),
        ("endpoints/parcels: 2: an endpoint of the caller", "url from params", "/x", "/y"),
        ("sigv4/v4 header: post-body", "signature", "0", ""),
        ("botocore/parcels output: PutParcel-response-2", "output.limit", "\"4\"", "\"3\""),
        ("jmespath/parcels: parcels: parcels[?grams > `300`].id | [0]", "result", "\"c\"", "\"b\""),
        ("jmespath/parcels: parcels: sum(parcels[].grams)", "result", "1450.0", "1450.5"),
        (
            "jmespath/parcels: parcels: parcels[\n",
            "result",
            "null",
            "error: expected an index, a slice or `*`, found the end",
        ),
        ("endpoint-functions: address 3", "error from params", "ends with where", "ends with ere"),
        ("endpoint-functions: constant, without a case", "rule set", "rules that can be used", "it cannot be used"),
    ] {
        let start = text.find(case).unwrap_or_else(|| panic!("no {case}:\n{text}"));
        let section: Vec<&str> = text[start..].lines().skip(1).take_while(|line| line.starts_with("  ")).collect();
        let place = section.iter().position(|line| line.trim() == what);
        let place = place.unwrap_or_else(|| panic!("no {what} in {case}:\n{text}"));
        let shown = section[place + 2];
        let (left, right) = shown.split_once(" | ").expect("two columns");
        assert!(left.contains(expected) && right.contains(actual), "{shown}");
    }
}

#[test]
fn a_client_that_cannot_be_generated_fails_its_own_cases() {
    let protocol = r#""aws.protocols#awsQuery": {},"#;
    let with_rules = format!(r#"{protocol} "smithy.rules#endpointRuleSet": {{ "version": "1.0", "rules": 1 }},"#);
    let cases = own_cases_with("ungenerated", &[("cases/smithy-protocol-tests/awsQuery.json", protocol, &with_rules)]);
    let output = conformance(&cases, &["--only", "awsQuery", "--only", "awsJson1_1 request"]);
    let text = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert_eq!(last_line(&output), "4 passed, 7 failed", "{text}");
    assert!(text.contains("endpointRuleSet"), "{text}");
}

#[test]
fn only_runs_what_is_named() {
    let cases = Path::new(OWN).join("cases");
    let output = conformance(&cases, &["--only", "post-body", "--only", "endpoints/parcels"]);
    assert_eq!(last_line(&output), "6 passed, 0 failed", "{}", printed(&output));
    let output = conformance(&cases, &["--only", "no such case"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("neither a set nor a case is named like no such case"), "{}", printed(&output));
}

#[test]
fn nothing_to_run_is_a_failure() {
    let folder = folder("empty");
    let output = conformance(&folder, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(last_line(&output), "0 passed, 0 failed");
    assert!(printed(&output).contains("nothing ran"), "{}", printed(&output));
    let output = conformance(&folder.join("absent"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("there is no such folder"), "{}", printed(&output));
}

#[test]
fn broken_files_are_all_named() {
    let cases = own_cases_with(
        "broken",
        &[
            ("cases/smithy-protocol-tests/awsQuery.json", "{", ""),
            ("cases/smithy-protocol-tests/awsJson1_0.json", r#""smithy": "2.0""#, r#""smithy": "9""#),
            ("cases/botocore/parcels.jsonl", "{", "["),
            ("cases/endpoints/parcels.json", "smithy.rules#endpointTests\": {", "smithy.rules#endpointTests\": ["),
            ("cases/sigv4/v4/post-body/context.json", "credentials", "credential"),
            ("cases/jmespath/parcels.json", r#""expression": "places.*.open""#, r#""expr": "places.*.open""#),
            ("cases/endpoint-functions/cases.json", r#""rules": "address""#, r#""rules": "other""#),
        ],
    );
    fs::remove_file(cases.join("../models/ledger.json")).expect("removed");
    let output = conformance(&cases, &[]);
    // As paths are written elsewhere.
    let text = printed(&output).replace('\\', "/");
    assert_eq!(output.status.code(), Some(1), "{text}");
    for file in [
        "smithy-protocol-tests/awsQuery.json: it is not JSON",
        "smithy-protocol-tests/awsJson1_0.json: ",
        "botocore/parcels.jsonl:1: ",
        "endpoints/parcels.json",
        "post-body/context.json: `/credentials/access_key_id` is not a string",
        "botocore/ledger.jsonl: its model is not at",
        "jmespath/parcels.json: suite parcels: a case has no `expression`",
        "endpoint-functions/cases.json: address 0: rules.json has no rule set `other`",
    ] {
        assert!(text.contains(file), "no {file}:\n{text}");
    }
}

#[test]
fn models_may_stand_elsewhere() {
    let cases = own_cases_with("elsewhere", &[]);
    let models = cases.join("../other");
    fs::rename(cases.join("../models"), &models).expect("renamed");
    let models = models.to_str().expect("a path").to_owned();
    let output = conformance(&cases, &["--models", &models, "--only", "botocore/ledger"]);
    assert_eq!(last_line(&output), "4 passed, 0 failed", "{}", printed(&output));
}
