//! What may refer to what, and endpoint parameters.

use serde_json::{Value, json};

use super::support::{add, generate, input, model, refused, remove_trait, set_trait, settings, shape};

#[test]
fn operations_have_structures() {
    refused(
        |model| {
            shape(model, "PutThing")["output"]["target"] = json!("a#Kind");
            remove_trait(shape(model, "Busy"), "smithy.api#error");
        },
        &[
            "a#PutThing: its error `a#Busy` is not a structure with the trait `smithy.api#error`",
            "a#PutThing: its output `a#Kind` is not a structure",
        ],
    );
    refused(
        |model| shape(model, "Service")["operations"][0]["target"] = json!("a#Thing"),
        &["a#Thing: `a#Service` has it among its operations, but it is none"],
    );
}

#[test]
fn members_have_data() {
    refused(
        |model| {
            input(model)["count"]["target"] = json!("a#PutThing");
            input(model)["thing"]["target"] = json!("smithy.api#Unit");
        },
        &[
            "a#PutThingInput$count: it is of `a#PutThing`, which is no shape of data",
            "a#PutThingInput$thing: it is of `smithy.api#Unit`, as only variants of unions are",
        ],
    );
    refused(
        |model| shape(model, "Words")["key"]["target"] = json!("smithy.api#Integer"),
        &[
            "a#PutThingInput$metadata, trait smithy.api#httpPrefixHeaders: `a#Words` is not a map of strings",
            "a#PutThingInput$rest, trait smithy.api#httpQueryParams: `a#Words` is not a map of strings, or of lists of strings",
            "a#Words: its keys are not strings",
        ],
    );
    refused(
        |model| {
            shape(model, "Choice")["members"] = json!({});
            shape(model, "Kind")["members"] = json!({});
        },
        &["a#Choice: the union has no members", "a#Kind: the enum has no values"],
    );
}

#[test]
fn traits_stand_where_they_say_something() {
    for (trait_id, reason) in [
        ("smithy.api#xmlAttribute", "only simple shapes are attributes of XML"),
        ("smithy.api#xmlFlattened", "only lists and maps are flattened"),
        ("smithy.api#idempotencyToken", "only strings are idempotency tokens"),
    ] {
        refused(
            |model| set_trait(&mut input(model)["thing"], trait_id, json!({})),
            &[&format!("a#PutThingInput$thing, trait {trait_id}: {reason}")],
        );
    }
    refused(
        |model| set_trait(shape(model, "Kind"), "smithy.api#sparse", json!({})),
        &["a#Kind, trait smithy.api#sparse: only lists and maps can be sparse"],
    );
}

#[test]
fn defaults_are_values_of_their_shapes() {
    let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
    for (target, default, shown) in [
        ("smithy.api#Integer", json!(3_000_000_000_u64), "3000000000"),
        ("smithy.api#Byte", json!(128), "128"),
        ("smithy.api#Blob", json!("%"), "\"%\""),
        ("smithy.api#Timestamp", json!("now"), "\"now\""),
        ("a#Kind", json!("SMALL"), "\"SMALL\""),
        ("a#Thing", json!({}), "{}"),
        ("a#Words", json!({"a": "b"}), "{\"a\":\"b\"}"),
        ("smithy.api#Document", deep.clone(), &deep.to_string()),
    ] {
        refused(
            |model| input(model)["count"] = json!({"target": target, "traits": {"smithy.api#default": default}}),
            &[&format!(
                "a#PutThingInput$count, trait smithy.api#default: `{target}` cannot have the default {}",
                shortened(shown)
            )],
        );
    }
}

fn shortened(text: &str) -> String {
    if text.len() <= 80 { text.to_owned() } else { format!("{}…", text.chars().take(80).collect::<String>()) }
}

#[test]
fn values_of_enums_are_of_their_kind_and_differ() {
    let value = |value: Value| json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value}});
    refused(
        |model| {
            shape(model, "Kind")["members"] =
                json!({"A": value(json!("a")), "B": value(json!("a")), "C": value(json!(1))})
        },
        &[
            "a#Kind$B, trait smithy.api#enumValue: its value \"a\" is that of `A` too",
            "a#Kind$C, trait smithy.api#enumValue: its value 1 is not a string",
        ],
    );
    refused(
        |model| {
            add(
                model,
                json!({}),
                json!({"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit"}, "B": value(json!(1e10))}}),
            )
        },
        &[
            "a#Added$A, trait smithy.api#enumValue: its value \"A\" is not an integer of 32 bits",
            "a#Added$B, trait smithy.api#enumValue: its value 10000000000.0 is not an integer of 32 bits",
        ],
    );
}

#[test]
fn endpoint_parameters_are_those_of_the_rules() {
    refused(
        |model| {
            set_trait(&mut input(model)["count"], "smithy.rules#contextParam", json!({"name": "Region"}));
            let fixed = json!({"Fast": {"value": "yes"}, "Slow": {"value": true}});
            set_trait(shape(model, "PutThing"), "smithy.rules#staticContextParams", fixed);
            set_trait(shape(model, "PutThing"), "smithy.rules#operationContextParams", json!({"Fast": {"path": 1}}));
        },
        &[
            "a#PutThing, trait smithy.rules#operationContextParams: `Fast` has no string `path`",
            "a#PutThing, trait smithy.rules#staticContextParams: the endpoint rules have no parameter \"Slow\"",
            "a#PutThing, trait smithy.rules#staticContextParams: the parameter `Fast` of the endpoint rules is true or false",
            "a#PutThingInput$count, trait smithy.rules#contextParam: the parameter `Region` of the endpoint rules is a string",
        ],
    );
}

#[test]
fn paths_of_context_parameters_can_be_run() {
    let refused_path = |path: &'static str, reason: &str| {
        refused(
            |model| {
                let context = json!({"Fast": {"path": path}});
                set_trait(shape(model, "PutThing"), "smithy.rules#operationContextParams", context);
            },
            &[&format!("a#PutThing, trait smithy.rules#operationContextParams: {reason}")],
        );
    };
    let about = |path: &str, reason: &str| format!("the path `{path}` of `Fast`: {reason}");
    for (path, reason) in [
        ("thing.", "expected a name, `*`, `[` or `{` behind the dot, found the end at character 7"),
        ("size(thing)", "there is no function `size` at character 1"),
        ("keys()", "`keys` takes 1 argument, not 0, at character 1"),
        ("sort_by(list, name)", "expected an expression with `&` before it, found the name `name` at character 15"),
        ("thing.next.nmae", "`a#Thing` has no member `nmae`"),
        ("list[*].name", "`a#PutThingInput` has no member `list`"),
        ("kind.x", "a string has no member `x`"),
        ("thing[*].name", "`[*]` is of lists, and stands behind `a#Thing`"),
        ("keys(kind)", "`keys` takes an object, not a string"),
        ("kind > `1`", "only numbers have an order, and a string is compared by it"),
    ] {
        refused_path(path, &about(path, reason));
    }
    for path in ["thing.name", "count", "thing", "rest.*", "`null`"] {
        refused_path(path, "the parameter `Fast` of the endpoint rules is true or false");
    }
    for path in [
        "kind == 'BIG'",
        "contains(keys(rest), 'a') && !(thing.next.next)",
        "length(rest.*) > `1`",
        "not_null(@.*) | [0]",
    ] {
        let mut model = model();
        let context = json!({"Fast": {"path": path}});
        set_trait(shape(&mut model, "PutThing"), "smithy.rules#operationContextParams", context);
        if let Err(problems) = generate(model, &settings()) {
            panic!("{path}: {problems:?}");
        }
    }
}

#[test]
fn paths_are_refused_without_endpoint_rules_too() {
    refused(
        |model| {
            remove_trait(shape(model, "Service"), "smithy.rules#endpointRuleSet");
            let context = json!({"Fast": {"path": "no such"}});
            set_trait(shape(model, "PutThing"), "smithy.rules#operationContextParams", context);
        },
        &[
            "a#PutThing, trait smithy.rules#operationContextParams: the path `no such` of `Fast`: expected the end, found the \
           name `such` at character 4",
        ],
    );
}

#[test]
fn host_prefixes_have_required_labels() {
    let prefix = |prefix: &'static str| {
        move |model: &mut Value| {
            set_trait(shape(model, "PutThing"), "smithy.api#endpoint", json!({"hostPrefix": prefix}))
        }
    };
    refused(
        prefix("{id}.a-"),
        &[
            "a#PutThing, trait smithy.api#endpoint: its label `id` is not a member of the input that is required, a string \
           and a host label",
        ],
    );
    refused(prefix("a/b."), &["a#PutThing, trait smithy.api#endpoint: `a/b.` cannot be part of a host name"]);
    refused(
        prefix("{id."),
        &["a#PutThing, trait smithy.api#endpoint: the prefix `{id.` has a label that is not `{Member}`"],
    );
    refused(
        |model| set_trait(&mut input(model)["id"], "smithy.api#hostLabel", json!({})),
        &["a#PutThingInput$id, trait smithy.api#hostLabel: the host prefix of `PutThing` has no such label"],
    );
}
