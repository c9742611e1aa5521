//! Shapes that contain themselves.

use serde_json::{Value, json};

use super::support::{generate, input, model, refused, set_trait, settings, shape};

#[test]
fn lists_and_maps_end() {
    refused(
        |model| {
            *shape(model, "One") = json!({"type": "list", "member": {"target": "a#Two"}});
            *shape(model, "Two") =
                json!({"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#One"}});
            input(model)["loop"] = json!({"target": "a#One"});
        },
        &["a#One: it contains itself, with no structure or union between: no value of it can end"],
    );
}

fn nest(model: &mut Value, depth: usize) {
    for level in 1..=depth {
        let target = if level == 1 { "smithy.api#String".to_owned() } else { format!("a#L{}", level - 1) };
        *shape(model, &format!("L{level}")) = json!({"type": "list", "member": {"target": target}});
    }
    input(model)["deep"] = json!({"target": format!("a#L{depth}")});
}

#[test]
fn lists_are_not_nested_without_bound() {
    let mut deep = model();
    nest(&mut deep, 16);
    assert!(generate(deep, &settings()).is_ok());
    for depth in [17, 5_000] {
        refused(|model| nest(model, depth), &["a#L17: lists and maps are nested more than 16 deep in it"]);
    }
}

#[test]
fn required_members_end() {
    refused(
        |model| set_trait(&mut shape(model, "Thing")["members"]["next"], "smithy.api#required", json!({})),
        &["a#Thing$next, trait smithy.api#required: it can never be built, as it needs itself: through `Thing$next`"],
    );
    refused(
        |model| {
            set_trait(&mut shape(model, "Thing")["members"]["next"], "smithy.api#required", json!({}));
            shape(model, "Thing")["members"]["next"]["target"] = json!("a#Choice");
            shape(model, "Choice")["members"].as_object_mut().expect("members").remove("text");
        },
        &["a#Choice$thing, trait smithy.api#required: it can never be built, as it needs itself: \
           through `Choice$thing`, `Thing$next`"],
    );
}

#[test]
fn required_members_may_recurse_where_something_ends_them() {
    for target in ["a#Choice", "a#Things"] {
        let mut model = model();
        *shape(&mut model, "Things") = json!({"type": "list", "member": {"target": "a#Thing"}});
        set_trait(&mut shape(&mut model, "Thing")["members"]["next"], "smithy.api#required", json!({}));
        shape(&mut model, "Thing")["members"]["next"]["target"] = json!(target);
        assert!(generate(model, &settings()).is_ok(), "{target}");
    }
    let mut model = model();
    let next = &mut shape(&mut model, "Thing")["members"]["next"];
    next["traits"] = json!({"smithy.api#required": {}, "smithy.api#clientOptional": {}});
    assert!(generate(model, &settings()).is_ok());
}

#[test]
fn long_chains_do_not_overflow_the_stack() {
    let mut model = model();
    for level in 0..20_000 {
        let next = json!({"target": format!("a#S{}", level + 1), "traits": {"smithy.api#required": {}}});
        *shape(&mut model, &format!("S{level}")) = json!({"type": "structure", "members": {"next": next}});
    }
    let last = json!({"target": "a#S0", "traits": {"smithy.api#required": {}}});
    *shape(&mut model, "S20000") = json!({"type": "structure", "members": {"next": last}});
    input(&mut model)["chain"] = json!({"target": "a#S7"});
    let problems = generate(model, &settings()).expect_err("it needs itself");
    assert_eq!(problems.len(), 1);
}
