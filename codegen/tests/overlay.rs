//! Overlays: what they change in a model, and what they refuse.

use serde_json::{Value, json};
use tinsmith_codegen::{Problem, Source, merge_overlay};

fn model() -> Value {
    json!({
        "smithy": "2.0",
        "shapes": {
            "a#Busy": {"type": "structure", "members": {}},
            "a#Code": {"type": "string", "traits": {"smithy.api#pattern": "[a-z]"}},
            "a#Codes": {"type": "list", "member": {"target": "a#Code"}},
            "a#Count": {"type": "integer"},
            "a#Pair": {"type": "union", "members": {"count": {"target": "a#Count"}}},
            "a#Thing": {
                "type": "structure",
                "members": {
                    "code": {"target": "a#Code"},
                    "count": {"target": "a#Count"},
                    "boxed": {"target": "a#Count", "traits": {"smithy.api#default": null}},
                },
            },
        },
    })
}

fn merged(overlay: &Value) -> Value {
    let mut model = model();
    merge_overlay(&mut model, overlay).expect("the overlay applies");
    model["shapes"].take()
}

fn refused(overlay: &Value) -> Vec<Problem> {
    merge_overlay(&mut model(), overlay).expect_err("the overlay is wrong")
}

#[test]
fn traits_are_put_and_removed() {
    let shapes = merged(&json!({"apply": [
        {"reason": "r", "target": "a#Busy", "traits": {"smithy.api#retryable": {}}},
        {"reason": "r", "targets": ["a#Thing$code", "a#Codes$member"], "traits": {"a#t": 1}},
        {"reason": "r", "each": {"a#Count": {"a#t": 2}, "a#Thing": {"a#t": 3}}},
        {"reason": "r", "target": "a#Code", "remove": ["smithy.api#pattern"]},
    ]}));
    assert_eq!(shapes["a#Busy"]["traits"], json!({"smithy.api#retryable": {}}));
    let code = &shapes["a#Thing"]["members"]["code"];
    assert_eq!(code["traits"], json!({"a#t": 1}));
    assert_eq!(shapes["a#Codes"]["member"]["traits"], json!({"a#t": 1}));
    assert_eq!(shapes["a#Count"]["traits"], json!({"a#t": 2}));
    assert_eq!(shapes["a#Thing"]["traits"], json!({"a#t": 3}));
    assert_eq!(shapes["a#Code"]["traits"], json!({}));
}

#[test]
fn a_default_reaches_the_members_of_structures() {
    let shapes = merged(&json!({"apply": [{
        "reason": "r",
        "target": "a#Count",
        "traits": {"smithy.api#default": 0},
        "toMembers": true,
    }]}));
    let zero = json!({"smithy.api#default": 0});
    assert_eq!(shapes["a#Count"]["traits"], zero);
    assert_eq!(shapes["a#Thing"]["members"]["count"]["traits"], zero);
    let boxed = &shapes["a#Thing"]["members"]["boxed"]["traits"];
    assert_eq!(*boxed, json!({"smithy.api#default": null}));
    let in_union = &shapes["a#Pair"]["members"]["count"];
    assert_eq!(in_union.get("traits"), None);
}

#[test]
fn shapes_are_replaced_before_traits_are_put() {
    let union = json!({"type": "union", "members": {"code": {"target": "a#Code"}}});
    let shapes = merged(&json!({
        "apply": [{"reason": "r", "target": "a#Thing$code", "traits": {"a#t": 1}}],
        "shapes": {"a#Thing": {"reason": "r", "shape": union}},
    }));
    assert_eq!(shapes["a#Thing"]["type"], "union");
    let traits = &shapes["a#Thing"]["members"]["code"]["traits"];
    assert_eq!(*traits, json!({"a#t": 1}));
}

#[test]
fn summaries_become_traits() {
    let shapes = merged(&json!({"summaries": {
        "a#Busy": "Come back later.",
        "a#Thing$code": "What it is called.",
    }}));
    let summary = &shapes["a#Busy"]["traits"]["tinsmith#summary"];
    assert_eq!(summary, "Come back later.");
    let code = &shapes["a#Thing"]["members"]["code"]["traits"];
    assert_eq!(*code, json!({"tinsmith#summary": "What it is called."}));
}

#[test]
fn everything_wrong_is_found_at_once() {
    let errors = refused(&json!({
        "also": {},
        "apply": [
            {"reason": "r", "target": "a#Nothing", "traits": {"a#t": 1}},
            {"reason": "r", "target": "a#Thing$none", "traits": {"a#t": 1}},
            {"reason": "r", "target": "a#Code", "traits": {"smithy.api#pattern": "[a-z]"}},
            {"reason": "r", "target": "a#Busy", "remove": ["a#t"]},
            {"target": "a#Count", "traits": {"a#t": 1}},
            {"reason": "r", "traits": {"a#t": 1}},
            {"reason": "r", "target": "a#Count", "traits": {"a#t": 2}},
            {"reason": "r", "target": "a#Count", "traits": {"a#u": 1}, "when": "now"},
            {"reason": "r", "targets": "a#Count", "traits": {"a#v": 1}},
        ],
        "shapes": {
            "a#Count": {"reason": "r", "shape": {"type": "integer"}},
            "a#New": {"reason": "r", "shape": {"type": "integer"}},
        },
        "summaries": {"a#Nothing": "None.", "a#Busy": " "},
    }));
    assert!(errors.iter().all(|error| error.source == Source::Overlay), "{errors:?}");
    let found: Vec<String> = errors.iter().map(|error| format!("{}: {}", error.place, error.reason)).collect();
    assert_eq!(
        found,
        [
            "overlay entry also, target ``: there is no such part of an overlay",
            "overlay entry shapes[\"a#Count\"], target `a#Count`: it changes nothing",
            "overlay entry shapes[\"a#New\"], target `a#New`: the model has no such shape or member",
            "overlay entry apply[0], target `a#Nothing`: the model has no such shape or member",
            "overlay entry apply[1], target `a#Thing$none`: the model has no such shape or member",
            "overlay entry apply[2], target `a#Code`: it changes nothing",
            "overlay entry apply[3], target `a#Busy`: there is no trait `a#t` to remove",
            "overlay entry apply[4], target `a#Count`: it has no `reason`",
            "overlay entry apply[5], target ``: it has no target",
            "overlay entry apply[6], target `a#Count`: another entry sets `a#t` too",
            "overlay entry apply[7], target `a#Count`: unknown key `when`",
            "overlay entry apply[8], target ``: `targets` is not a list of strings",
            "overlay entry apply[8], target ``: it has no target",
            "overlay entry summaries[\"a#Nothing\"], target `a#Nothing`: the model has no such shape or member",
            "overlay entry summaries[\"a#Busy\"], target `a#Busy`: it is empty or no string",
        ]
    );
}

#[test]
fn an_error_says_where_why_and_what_to_do() {
    let errors = refused(&json!({"apply": [
        {"reason": "r", "target": "a#Nothing", "traits": {"a#t": 1}},
    ]}));
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["overlay entry apply[0], target `a#Nothing`: the model has no such shape or member\n  \
          hint: delete the entry if the model has dropped it, or correct the name"]
    );
}

#[test]
fn no_json_makes_the_merge_panic() {
    let values = [json!(null), json!(1), json!("x"), json!([1]), json!({"x": 1})];
    for value in &values {
        for overlay in [
            value.clone(),
            json!({"apply": value}),
            json!({"apply": [value]}),
            json!({"apply": [{"reason": value, "target": value}]}),
            json!({"apply": [{"reason": "r", "each": {"a#Busy": value}}]}),
            json!({"apply": [{"reason": "r", "target": "a#Busy", "traits": value}]}),
            json!({"apply": [{"reason": "r", "target": "a#Busy", "toMembers": value}]}),
            json!({"shapes": value}),
            json!({"shapes": {"a#Busy": value}}),
            json!({"summaries": value}),
            json!({"summaries": {"a#Busy$": value}}),
        ] {
            let is_right = merge_overlay(&mut model(), &overlay).is_ok();
            assert!(!is_right || value.is_object(), "accepted in silence: {overlay}");
        }
        let mut broken = json!({"shapes": {"a#Busy": value}});
        let overlay = json!({"summaries": {"a#Busy$x": "A summary."}});
        assert!(merge_overlay(&mut broken, &overlay).is_err());
    }
}
