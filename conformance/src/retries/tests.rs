//! All cases that are there pass, and each kind of them can fail.

use super::run;
use crate::test_data::{failures, shared};

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
