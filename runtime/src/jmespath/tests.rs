use std::collections::HashMap;

use super::Expression::{self, *};
use super::functions::*;
use super::{Comparator, Found, Literal as Value, evaluate};
use crate::schema::{Member, Schema};
use crate::structure::Modeled;
use crate::timestamp::Timestamp;
use crate::types::{BigNumber, Blob, Document};
use crate::value::{Slot, Value as _, View};

/// A structure with a member of each kind; `Next` is like it.
#[derive(Default)]
struct Everything {
    name: Option<String>,
    count: Option<i32>,
    ratio: Option<f64>,
    big: Option<BigNumber>,
    flag: Option<bool>,
    blob: Option<Blob>,
    at: Option<Timestamp>,
    document: Option<Document>,
    list: Option<Vec<Everything>>,
    sparse: Option<Vec<Option<String>>>,
    map: Option<HashMap<String, i64>>,
    next: Option<Box<Everything>>,
}

static SCHEMA: Schema = Schema::structure(
    "com.example#Everything",
    &[
        Member::string("Name"),
        Member::integer("Count"),
        Member::double("Ratio"),
        Member::big_integer("Big"),
        Member::boolean("Flag"),
        Member::blob("Blob"),
        Member::timestamp("At"),
        Member::document("Document"),
        Member::list("List", &Member::structure("member")),
        Member::list("Sparse", &Member::string("member")),
        Member::map("Map", &Member::string("key"), &Member::long("value")),
        Member::structure("Next"),
    ],
);

impl Modeled for Everything {
    const SCHEMA: &'static Schema = &SCHEMA;

    fn empty() -> Self {
        Self::default()
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        Some(match index {
            0 => self.name.view(),
            1 => self.count.view(),
            2 => self.ratio.view(),
            3 => self.big.view(),
            4 => self.flag.view(),
            5 => self.blob.view(),
            6 => self.at.view(),
            7 => self.document.view(),
            8 => self.list.view(),
            9 => self.sparse.view(),
            10 => self.map.view(),
            11 => self.next.view(),
            _ => return None,
        })
    }

    fn member_mut(&mut self, _index: usize) -> Option<Slot<'_>> {
        None
    }
}

fn everything() -> Everything {
    let named = |name: &str| Everything { name: Some(name.to_owned()), ..Everything::default() };
    Everything {
        name: Some("it".to_owned()),
        count: Some(3),
        ratio: Some(0.5),
        big: BigNumber::new("12345678901234567890"),
        flag: Some(false),
        blob: Some(Blob::from(b"\x00\x01".to_vec())),
        at: Timestamp::new(-1, 500_000_000),
        document: Some(Document::from_iter([("a", Document::from(vec![1.into(), Document::Null]))])),
        list: Some(vec![named("b"), Everything::default(), named("a")]),
        sparse: Some(vec![None, Some("x".to_owned())]),
        map: Some(HashMap::from([("two".to_owned(), 2), ("one".to_owned(), 1)])),
        next: None,
    }
}

/// The JSON of what an expression gives.
fn json(expression: &'static Expression) -> String {
    let input = everything();
    let found = evaluate(expression, View::Structure(&input)).expect("a value");
    super::text::json(&found.0).expect("JSON")
}

fn error(expression: &'static Expression) -> String {
    evaluate(expression, View::Structure(&everything())).expect_err("an error").to_string()
}

#[test]
fn members_of_each_kind_are_values_of_json() {
    for (name, expected) in [
        ("Name", "\"it\""),
        ("Count", "3"),
        ("Ratio", "0.5"),
        ("Big", "1.2345678901234567e19"),
        ("Flag", "false"),
        ("Blob", "\"AAE=\""),
        ("At", "-0.5"),
        ("Document", r#"{"a":[1,null]}"#),
        ("List", r#"[{"Name":"b"},{},{"Name":"a"}]"#),
        ("Sparse", r#"[null,"x"]"#),
        ("Map", r#"{"one":1,"two":2}"#),
        ("Next", "null"),
        ("name", "null"),
    ] {
        assert_eq!(json(Box::leak(Box::new(Identifier(name)))), expected, "{name}");
    }
}

#[test]
fn projections_pass_over_null_and_map_keeps_it() {
    assert_eq!(json(&Projection(&Identifier("List"), &Identifier("Name"))), r#"["b","a"]"#);
    assert_eq!(json(&Call(&MAP, &[Reference(&Identifier("Name")), Identifier("List")])), r#"["b",null,"a"]"#);
    assert_eq!(json(&Projection(&Identifier("Sparse"), &Current)), r#"["x"]"#);
    assert_eq!(json(&ValueProjection(&Identifier("Map"), &Current)), "[1,2]");
    assert_eq!(json(&Projection(&Identifier("Map"), &Current)), "null");
    assert_eq!(json(&Filter(&Identifier("List"), &Identifier("Name"), &Identifier("Name"))), r#"["b","a"]"#);
}

#[test]
fn absent_members_are_not_there() {
    assert_eq!(json(&Chain(&[Identifier("List"), Index(-1), Call(&KEYS, &[Current])])), r#"["Name"]"#);
    assert_eq!(json(&Chain(&[Identifier("List"), Index(1), Call(&LENGTH, &[Current])])), "0");
    assert_eq!(json(&Chain(&[Identifier("List"), Index(1), Not(&Current)])), "true");
    assert_eq!(json(&Chain(&[Identifier("List"), Index(3)])), "null");
    assert_eq!(json(&MultiSelectList(&[Identifier("Next"), Identifier("Count")])), "[null,3]");
    assert_eq!(json(&Chain(&[Identifier("Next"), MultiSelectList(&[Current])])), "null");
}

#[test]
fn values_are_compared_by_what_they_hold() {
    let document = Literal(Value::Object(&[("a", Value::Array(&[Value::Float(1.0), Value::Null]))]));
    let document: &'static Expression = Box::leak(Box::new(document));
    let equal: &'static Expression =
        Box::leak(Box::new(Comparison(Comparator::Equal, &Identifier("Document"), document)));
    assert_eq!(json(equal), "true");
    let named = Literal(Value::Object(&[("Name", Value::String("b"))]));
    let arguments: &'static [Expression] = Vec::from([Identifier("List"), named]).leak();
    assert_eq!(json(Box::leak(Box::new(Call(&CONTAINS, arguments)))), "true");
    assert_eq!(json(&Comparison(Comparator::Less, &Identifier("Count"), &Identifier("Big"))), "true");
    assert_eq!(json(&Comparison(Comparator::Less, &Identifier("Name"), &Identifier("Big"))), "null");
    assert_eq!(json(&Comparison(Comparator::NotEqual, &Identifier("Flag"), &Literal(Value::Integer(0)))), "true");
}

#[test]
fn sorting_keeps_to_a_total_order() {
    const MAX: i64 = 9_007_199_254_740_993;
    static NUMBERS: Expression = Literal(Value::Array(&[
        Value::Float(f64::NAN),
        Value::Integer(MAX),
        Value::Float(9_007_199_254_740_992.0),
        Value::Integer(-1),
        Value::Float(-0.0),
        Value::Integer(0),
        Value::Integer(MAX - 2),
    ]));
    let input = everything();
    let found = evaluate(Box::leak(Box::new(Call(&SORT, std::slice::from_ref(&NUMBERS)))), View::Structure(&input));
    let sorted: Vec<String> =
        found.expect("a list").elements().map(|number| super::text::json(&number.0).expect("JSON")).collect();
    assert_eq!(sorted, ["-1", "-0.0", "0", "9007199254740991", "9007199254740992.0", "9007199254740993", "\"NaN\""]);
}

#[test]
fn what_functions_do_not_take_is_an_error_without_the_value() {
    assert_eq!(error(&Call(&ABS, &[Identifier("Name")])), "the function `abs` takes a number, and was given a string");
    assert_eq!(
        error(&Call(&SUM, &[Identifier("Sparse")])),
        "the function `sum` takes a list of numbers, and was given null"
    );
    assert_eq!(error(&Call(&JOIN, &[])), "the function `join` takes a value, and was given nothing");
    assert_eq!(
        error(&Call(&SORT_BY, &[Identifier("List"), Identifier("Name")])),
        "the function `sort_by` takes an expression reference, and was given nothing"
    );
    assert_eq!(error(&Chain(&[Identifier("List"), Slice(None, None, 0)])), "the step of a slice is 0");
}

#[test]
fn only_null_is_told_apart_among_wrong_arguments() {
    let from_null = |expression: &'static Expression| {
        evaluate(expression, View::Structure(&everything())).expect_err("an error").is_from_null()
    };
    assert!(from_null(&Call(&KEYS, &[Identifier("Next")])));
    assert!(!from_null(&Call(&KEYS, &[Identifier("Name")])));
}

#[test]
fn an_expression_that_doubles_what_it_has_ends() {
    let doubled = || Projection(&Flatten(&MultiSelectList(&[Current, Current])), &Current);
    let mut steps = vec![MultiSelectList(&[Current])];
    steps.extend(std::iter::repeat_with(doubled).take(60));
    let expression = Box::leak(Box::new(Chain(steps.leak())));
    assert_eq!(error(expression), "the expression computes more than 4194304 values");
}

#[test]
fn depth_is_bounded_in_expressions_and_values() {
    let mut expression: &'static Expression = &Current;
    for _ in 0..100_000 {
        expression = Box::leak(Box::new(Not(expression)));
    }
    assert_eq!(error(expression), "the expression nests deeper than 128 levels");

    let mut document = Document::Null;
    for _ in 0..200 {
        document = Document::from(vec![document]);
    }
    for expression in [&Call(&TO_STRING, &[Current]), &Comparison(Comparator::Equal, &Current, &Current)] {
        let error = evaluate(expression, View::Document(&document)).expect_err("an error");
        assert_eq!(error.to_string(), "values nest deeper than 128 levels");
    }
}

#[test]
fn results_answer_what_waiters_and_paging_ask() {
    let input = everything();
    let found = |expression: &'static Expression| -> Found<'_> {
        evaluate(expression, View::Structure(&input)).expect("a value")
    };
    assert!(found(&Identifier("Next")).is_null() && !found(&Identifier("Next")).is_truthy());
    assert_eq!(found(&Identifier("Flag")).as_bool(), Some(false));
    assert_eq!(found(&Identifier("Count")).as_i64(), Some(3));
    assert_eq!(found(&Identifier("Ratio")).as_f64(), Some(0.5));
    assert_eq!(found(&Identifier("List")).length(), Some(3));
    assert!(found(&Identifier("Map")).is_object() && found(&Identifier("List")).is_list());
    let names = found(&Projection(&Identifier("List"), &Identifier("Name")));
    assert!(names.elements().any(|name| name.as_str() == Some("a")));
    assert!(names.elements().all(|name| matches!(name.into_string(), Some(std::borrow::Cow::Borrowed(_)))));
    assert_eq!(format!("{:?}", found(&Identifier("Name"))), "Found(a string)");
}
