//! All cases that are there pass, and each kind of them can fail.

use std::fs;

use serde_json::{Value, json};

use super::run;
use crate::test_data::{failures, scratch, shared};

fn passes(file: &str, count: usize) {
    let Some(directory) = shared("retries") else { return };
    let cases = run("retries", &directory.join(file)).expect("readable cases");
    assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
    assert_eq!(cases.len(), count);
}

#[test]
fn parts_of_the_adaptive_mode_pass() {
    passes("adaptive.json", 13);
}

#[test]
fn delays_pass() {
    passes("backoff.json", 8);
}

#[test]
fn classes_pass() {
    passes("classification.json", 29);
}

#[test]
fn the_quota_passes() {
    passes("quota.json", 9);
}

#[test]
fn whole_calls_pass() {
    passes("standard-legacy.json", 3);
    passes("standard-2026.json", 14);
}

#[test]
fn headers_of_attempts_pass() {
    passes("request-headers.json", 5);
}

/// The outcome of one case in a file of this name.
fn outcome(file: &str, case: &Value) -> Result<Vec<String>, String> {
    let path = scratch(&format!("retries-{}", case["name"].as_str().unwrap())).join(format!("{file}.json"));
    fs::write(&path, json!({"modeledErrors": {}, "cases": [case]}).to_string()).unwrap();
    let cases = run("retries", &path);
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    let differences = cases?.into_iter().flat_map(|case| case.outcome.err().unwrap_or_default());
    Ok(differences.map(|difference| difference.what).collect())
}

#[test]
fn what_comes_out_otherwise_is_a_difference() {
    let failure = json!({"status": 500});
    for (file, case, what) in [
        ("adaptive", json!({"name": "a", "kind": "measure", "times": [1], "expect": {"rate": 0.9}}), "rate"),
        (
            "adaptive",
            json!({"name": "b", "kind": "enable", "responses": ["throttle"], "expect": {"limited": false}}),
            "limited",
        ),
        (
            "backoff",
            json!({"name": "c", "costs": "2026", "random": 1, "failure": failure, "expect": {"delay": 1}}),
            "delay",
        ),
        (
            "classification",
            json!({"name": "d", "check": "transient", "failure": failure, "expect": false}),
            "what the check says",
        ),
        ("quota", json!({"name": "e", "capacity": 4, "steps": [{"fail": failure, "quota": 4}]}), "refused in step 0"),
        (
            "standard-2026",
            json!({"name": "f", "given": {"maxAttempts": 2, "random": 1},
                "invocations": [[{"response": failure, "expect": {"outcome": "success"}}]]}),
            "attempts of invocation 0",
        ),
        (
            "standard-legacy",
            json!({"name": "g", "given": {"maxAttempts": 1, "random": 1, "concurrent": true, "finalQuota": 495},
                "invocations": [[{"response": failure, "expect": {}}], [{"response": failure, "expect": {}}]]}),
            "final quota",
        ),
        (
            "request-headers",
            json!({"name": "h", "settings": {}, "header": "amz-sdk-request",
                "attempts": [{"send": "attempt=2", "response": {"status": 200}}]}),
            "amz-sdk-request of attempt 1",
        ),
    ] {
        let differences = outcome(file, &case).unwrap();
        assert_eq!(differences.first().map(String::as_str), Some(what), "{case}");
    }
}

#[test]
fn what_is_not_known_is_named() {
    let named = |file: &str, case: Value| outcome(file, &case).unwrap_err();
    let error = named("adaptive", json!({"name": "odd-kind", "kind": "quartic"}));
    assert!(error.ends_with("odd-kind: `quartic` is no kind of case that is known"), "{error}");
    let failure = json!({"noResponse": "sunspots"});
    let error = named("classification", json!({"name": "odd-way", "check": "transient", "failure": failure}));
    assert!(error.ends_with("`sunspots` is no way of having no response that is known"), "{error}");
    let error = named("jitter", json!({"name": "odd-file"}));
    assert!(error.ends_with("it is none of the files of retries that are known"), "{error}");
}
