//! Constraints checked before anything is sent.

use std::collections::HashMap;

use tinsmith_runtime::schema::{Kind, Location, Member, Schema};
use tinsmith_runtime::types::Blob;
use tinsmith_runtime::validate;
use tinsmith_runtime::value::Value;

use crate::shapes::{bound, structure, with};

static POLICY: Member = Member::new("member", Kind::Structure);
static KEY: Member = Member::string("key").with_length(None, Some(2));
static TAG: Member = Member::string("value").with_length(Some(1), None);

structure!(Policy, POLICY_SCHEMA = Schema::structure("com.example#Policy", &[]), {
    0 arn: Option<String> = Member::string("arn").with_length(Some(20), Some(2048)),
});

structure!(Input, INPUT = Schema::structure("com.example#Input", &[]), {
    0 id: String = Member { required: true, ..bound("Id", Kind::String, Location::Label) },
    1 seconds: Option<i32> = Member::integer("DurationSeconds").with_range(Some(900.0), Some(43_200.0)),
    2 policies: Option<Vec<Policy>> = Member { element: Some(&POLICY), ..Member::new("PolicyArns", Kind::List) },
    3 tags: Option<HashMap<String, String>> = Member { key: Some(&KEY), element: Some(&TAG), ..Member::new("Tags", Kind::Map) },
    4 short: Option<String> = Member::string("Short").with_length(None, Some(2)),
    5 blob: Option<Blob> = Member::blob("Blob").with_length(None, Some(2)),
});

fn violations(change: impl FnOnce(&mut Input)) -> Vec<String> {
    let input = with(|input: &mut Input| {
        input.id = "x".to_owned();
        change(input);
    });
    validate(&input).iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_within_bounds_passes() {
    assert!(violations(|_| ()).is_empty());
    assert!(
        violations(|input| {
            input.seconds = Some(900);
            input.short = Some("éé".to_owned());
            input.policies = Some(vec![Policy { arn: Some("a".repeat(20)) }]);
        })
        .is_empty()
    );
}

#[test]
fn all_violations_come_at_once_with_their_paths() {
    let found = violations(|input| {
        input.id = String::new();
        input.seconds = Some(43_201);
        input.policies = Some(vec![Policy { arn: None }, Policy::empty(), Policy { arn: Some("secret".to_owned()) }]);
        input.tags = Some(HashMap::from([("long".to_owned(), String::new())]));
        input.short = Some("ééé".to_owned());
        input.blob = Some("éa".into());
    });
    assert_eq!(
        found,
        [
            "Id: must not be empty: it is part of the request's path",
            "DurationSeconds: must be between 900 and 43200",
            "PolicyArns[2].arn: must have between 20 and 2048 characters",
            "Tags[…] (key): must have at most 2 characters",
            "Tags[…]: must have at least 1 character",
            "Short: must have at most 2 characters",
            "Blob: must have at most 2 bytes",
        ]
    );
}
