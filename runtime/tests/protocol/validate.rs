//! Constraints checked before anything is sent.

use std::collections::HashMap;

use tinsmith_runtime::schema::{Constraints, Kind, Location, Member, Schema};
use tinsmith_runtime::types::Blob;
use tinsmith_runtime::validate;
use tinsmith_runtime::value::Value;

use crate::shapes::{bound, structure, with};

const fn length(min: Option<u64>, max: Option<u64>) -> Option<&'static Constraints> {
    match (min, max) {
        (Some(20), Some(2048)) => {
            Some(&Constraints { length_min: Some(20), length_max: Some(2048), ..Constraints::NONE })
        }
        (Some(_), None) => Some(&Constraints { length_min: Some(1), ..Constraints::NONE }),
        _ => Some(&Constraints { length_max: Some(2), ..Constraints::NONE }),
    }
}

static SECONDS: Constraints = Constraints { range_min: Some(900.0), range_max: Some(43_200.0), ..Constraints::NONE };
static POLICY: Member = Member::new("member", Kind::Structure);
static KEY: Member = Member { constraints: length(None, Some(2)), ..Member::new("key", Kind::String) };
static TAG: Member = Member { constraints: length(Some(1), None), ..Member::new("value", Kind::String) };

structure!(Policy, POLICY_SCHEMA = Schema::structure("com.example#Policy", &[]), {
    0 arn: Option<String> = Member { constraints: length(Some(20), Some(2048)), ..Member::new("arn", Kind::String) },
});

structure!(Input, INPUT = Schema::structure("com.example#Input", &[]), {
    0 id: String = Member { required: true, ..bound("Id", Kind::String, Location::Label) },
    1 seconds: Option<i32> = Member { constraints: Some(&SECONDS), ..Member::new("DurationSeconds", Kind::Integer) },
    2 policies: Option<Vec<Policy>> = Member { element: Some(&POLICY), ..Member::new("PolicyArns", Kind::List) },
    3 tags: Option<HashMap<String, String>> = Member { key: Some(&KEY), element: Some(&TAG), ..Member::new("Tags", Kind::Map) },
    4 short: Option<String> = Member { constraints: length(None, Some(2)), ..Member::new("Short", Kind::String) },
    5 blob: Option<Blob> = Member { constraints: length(None, Some(2)), ..Member::new("Blob", Kind::Blob) },
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
