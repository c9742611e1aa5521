//! Constraints checked before anything is sent.

use std::collections::HashMap;

use tinsmith_runtime::schema::{Kind, Location, Member, Schema};
use tinsmith_runtime::types::{BigNumber, Blob};
use tinsmith_runtime::value::{Slot, Value, View};
use tinsmith_runtime::{Structure, Validation, validate};

use crate::shapes::{bound, structure, with};

static POLICY: Member = Member::new("member", Kind::Structure);
static KEY: Member = Member::string("key").with_length(None, Some(2));
static PLAIN: Member = Member::string("member");
static CODE: Member = Member::integer("member").with_range(Some(1.0), None);
static CODES: Member = Member::list("value", &CODE).with_length(Some(1), None);
static INNERS: Member = Member::map("member", &PLAIN, &INNERS_VALUE);
static INNERS_VALUE: Member = Member::new("value", Kind::Structure);
static TAG: Member = Member::string("value").with_length(Some(1), None);

structure!(Policy, POLICY_SCHEMA = "com.example#Policy", {
    0 arn: Option<String> = Member::string("arn").with_length(Some(20), Some(2048)),
});

structure!(Input, INPUT = "com.example#Input", {
    0 id: String = bound("Id", Kind::String, Location::Label).required(),
    1 seconds: Option<i32> = Member::integer("DurationSeconds").with_range(Some(900.0), Some(43_200.0)),
    2 policies: Option<Vec<Policy>> = Member::list("PolicyArns", &POLICY),
    3 tags: Option<HashMap<String, String>> = Member::map("Tags", &KEY, &TAG),
    4 short: Option<String> = Member::string("Short").with_length(None, Some(2)),
    5 blob: Option<Blob> = Member::blob("Blob").with_length(None, Some(2)),
    6 account: Option<String> = Member::string("AccountId").with_length(Some(4), Some(4)),
});

structure!(Nothing, NOTHING = union "com.example#Nothing", {});

structure!(Inner, INNER = "com.example#Inner", {
    0 codes: Option<HashMap<String, Vec<i32>>> = Member::map("codes", &Member::string("key"), &CODES),
    1 choice: Option<Nothing> = Member::union("choice"),
});

structure!(Outer, OUTER = "com.example#Outer", {
    0 inner: Option<Vec<HashMap<String, Inner>>> = Member::list("inner", &INNERS),
    1 plain: Option<Vec<String>> = Member::list("plain", &PLAIN),
    2 nullable: Option<Vec<Option<String>>> = Member::list("nullable", &TAG),
    3 digits: Option<BigNumber> = Member::big_integer("digits").with_range(None, Some(9.0)),
});

structure!(Node, NODE = "com.example#Node", {
    0 next: Option<Box<Node>> = Member::new("next", Kind::Structure),
});

/// More members than the runtime has a bit for.
struct Wide([String; 66]);

impl Wide {
    const MEMBERS: [Member; 66] = {
        let mut members = [const { Member::string("Plain") }; 66];
        members[63] = Member::string("Within").with_length(Some(1), None);
        members[65] = Member::string("Beyond").with_length(Some(1), Some(2));
        members
    };
}

impl tinsmith_runtime::Modeled for Wide {
    const SCHEMA: &'static Schema = &Schema::structure("com.example#Wide", &Self::MEMBERS);

    fn empty() -> Self {
        Self([const { String::new() }; 66])
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        self.0.get(index).map(Value::view)
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        self.0.get_mut(index).map(Value::slot)
    }
}

fn found(structure: &dyn Structure, validation: Validation) -> Vec<String> {
    validate(structure, validation).iter().map(ToString::to_string).collect()
}

fn input(change: impl FnOnce(&mut Input)) -> Input {
    with(|input: &mut Input| {
        input.id = "x".to_owned();
        change(input);
    })
}

#[test]
fn what_is_within_bounds_passes() {
    let valid = input(|input| {
        input.seconds = Some(900);
        input.short = Some("éé".to_owned());
        input.policies = Some(vec![Policy { arn: Some("é".repeat(20)) }, Policy { arn: Some("a".repeat(2048)) }]);
        input.tags = Some(HashMap::from([("éé".to_owned(), "é".to_owned())]));
        input.blob = Some("é".into());
    });
    for validation in [Validation::Off, Validation::Standard, Validation::Strict] {
        assert!(found(&input(|_| ()), validation).is_empty());
        assert!(found(&valid, validation).is_empty());
    }
}

#[test]
fn each_level_finds_all_violations_at_once_with_their_paths() {
    let invalid = input(|input| {
        input.id = String::new();
        input.seconds = Some(43_201);
        input.policies = Some(vec![Policy { arn: None }, Policy::empty(), Policy { arn: Some("secret".to_owned()) }]);
        input.tags = Some(HashMap::from([("long".to_owned(), String::new())]));
        input.short = Some("ééé".to_owned());
        input.blob = Some("éa".into());
    });
    assert_eq!(
        found(&invalid, Validation::Strict),
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
    assert_eq!(
        found(&invalid, Validation::Standard),
        [
            "Id: must not be empty: it is part of the request's path",
            "DurationSeconds: must be between 900 and 43200",
            "PolicyArns[2].arn: must have at least 20 characters",
            "Tags[…]: must have at least 1 character",
        ]
    );
    assert!(found(&invalid, Validation::Off).is_empty());
    assert_eq!(Validation::default(), Validation::Standard);
}

#[test]
fn a_length_that_is_exact_is_told_as_such_and_its_most_is_checked_when_strict_alone() {
    let account = |text: &str| input(|input| input.account = Some(text.to_owned()));
    for validation in [Validation::Standard, Validation::Strict] {
        assert_eq!(found(&account("123"), validation), ["AccountId: must have exactly 4 characters"]);
    }
    assert!(found(&account("12345"), Validation::Standard).is_empty());
    assert_eq!(found(&account("12345"), Validation::Strict), ["AccountId: must have exactly 4 characters"]);
}

#[test]
fn what_is_nested_in_lists_and_maps_is_found_in_the_order_of_keys() {
    let codes = |codes: &[(&str, &[i32])]| {
        let codes = codes.iter().map(|(key, codes)| ((*key).to_owned(), codes.to_vec()));
        Inner { codes: Some(codes.collect()), choice: None }
    };
    let many: Vec<(String, Inner)> = (0..50).map(|number| (format!("{number:02}"), codes(&[("a", &[0; 1])]))).collect();
    let outer = Outer {
        inner: Some(vec![
            HashMap::new(),
            HashMap::from([
                ("b".to_owned(), codes(&[("2", &[1, 2, 0]), ("1", &[]), ("3", &[1])])),
                ("a".to_owned(), Inner { codes: None, choice: Some(Nothing {}) }),
            ]),
            many.into_iter().collect(),
        ]),
        plain: Some(vec![String::new()]),
        nullable: Some(vec![None, Some("a".to_owned()), Some(String::new())]),
        digits: BigNumber::new("10"),
    };
    let mut expected = vec![
        "inner[1][…].choice: must hold a member of the union Nothing that the model knows".to_owned(),
        "inner[1][…].codes[…]: must have at least 1 element".to_owned(),
        "inner[1][…].codes[…][2]: must be at least 1".to_owned(),
    ];
    expected.extend(vec!["inner[2][…].codes[…][0]: must be at least 1".to_owned(); 50]);
    expected.push("nullable[2]: must have at least 1 character".to_owned());
    expected.push("digits: must be at most 9".to_owned());
    assert_eq!(found(&outer, Validation::Standard), expected);
}

#[test]
fn members_of_large_structures_are_all_looked_at() {
    let mut wide = Wide::empty();
    let empty = ["Within: must have at least 1 character", "Beyond: must have at least 1 character"];
    assert_eq!(found(&wide, Validation::Standard), empty);
    wide.0[63].push('x');
    wide.0[65].push_str("xyz");
    assert!(found(&wide, Validation::Standard).is_empty());
    assert_eq!(found(&wide, Validation::Strict), ["Beyond: must have between 1 and 2 characters"]);
}

#[test]
fn too_deep_values_are_a_violation() {
    let mut node = Node { next: None };
    for _ in 0..200 {
        node = Node { next: Some(Box::new(node)) };
    }
    let found = validate(&node, Validation::Standard);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path.matches("next").count(), 129);
    assert_eq!(found[0].rule, "must not nest deeper than 128 levels");
}
