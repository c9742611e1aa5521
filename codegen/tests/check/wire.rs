//! The wire proof sees each way of breaking it. That it covers all operations is tested beside it.

use serde_json::{Value, json};

use super::support::{input, refused, remove_trait, set_trait, shape};

const INPUT: &str = "a#PutThingInput";
const HTTP: &str = "a#PutThing, trait smithy.api#http";

#[test]
fn labels_match_the_uri() {
    refused(
        |model| remove_trait(&mut input(model)["id"], "smithy.api#httpLabel"),
        &[&format!("{HTTP}: the URI has a label for the member `id`, which is not bound to it")],
    );
    refused(
        |model| shape(model, "PutThing")["traits"]["smithy.api#http"]["uri"] = json!("/things/{ids}/{path+}"),
        &[
            &format!("{HTTP}: the URI has a label for the member `ids`, which the input does not have"),
            &format!(
                "{INPUT}$id, trait smithy.api#httpLabel: it is bound to a label that the URI of `PutThing` does not have"
            ),
        ],
    );
    refused(
        |model| shape(model, "PutThing")["traits"]["smithy.api#http"]["uri"] = json!("/{id}/{id}/{path+}"),
        &[&format!("{HTTP}: the label `id` stands in the URI twice")],
    );
    refused(
        |model| shape(model, "PutThing")["traits"]["smithy.api#http"]["uri"] = json!("/{path+}/{id}"),
        &[&format!("{HTTP}: the label `id` comes after the greedy label `path`")],
    );
    refused(
        |model| shape(model, "PutThing")["traits"]["smithy.api#http"]["uri"] = json!("/{id/{path+}"),
        &[&format!("{HTTP}: `{{id` is not a label that fills a segment of the path")],
    );
}

#[test]
fn members_have_one_place() {
    refused(
        |model| set_trait(&mut input(model)["id"], "smithy.api#httpQuery", json!("id")),
        &[&format!("{INPUT}$id: it is bound 2 times: by smithy.api#httpLabel, smithy.api#httpQuery")],
    );
    refused(
        |model| set_trait(&mut input(model)["thing"], "smithy.api#httpPayload", json!({})),
        &[&format!("{INPUT}$count: it is not bound to any place, as `thing` is the whole body")],
    );
}

#[test]
fn places_have_one_member() {
    let both = |trait_id: &'static str, first: Value, second: Value, target: &'static str| {
        move |model: &mut Value| {
            input(model)["one"] = json!({"target": target, "traits": {trait_id: first}});
            input(model)["two"] = json!({"target": target, "traits": {trait_id: second}});
            let names = ["thing", "count", "rest", "metadata"];
            input(model).as_object_mut().expect("members").retain(|name, _| !names.contains(&name.as_str()));
        }
    };
    let string = "smithy.api#String";
    refused(
        both("smithy.api#httpQuery", json!("q"), json!("q"), string),
        &[&format!("{INPUT}: `one` and `two` are both the query parameter `q`")],
    );
    refused(
        both("smithy.api#httpHeader", json!("X-A"), json!("x-a"), string),
        &[&format!("{INPUT}: `one` and `two` are both the header `x-a`")],
    );
    refused(
        both("smithy.api#httpPayload", json!({}), json!({}), string),
        &[&format!("{INPUT}: `one` and `two` are both the whole body")],
    );
    refused(
        both("smithy.api#httpQueryParams", json!({}), json!({}), "a#Words"),
        &[&format!("{INPUT}: `one` and `two` are both the rest of the query")],
    );
    refused(
        both("smithy.api#httpPrefixHeaders", json!("X-"), json!("X-A-"), "a#Words"),
        &[
            &format!("{INPUT}$header: its header `x-header` begins with the prefix `x-` of another member"),
            &format!("{INPUT}$two: its prefix `x-a-` begins with the prefix `x-` of another member"),
        ],
    );
    refused(
        |model| set_trait(&mut input(model)["kind"], "smithy.api#httpQuery", json!("fixed")),
        &[&format!(
            "{INPUT}$kind, trait smithy.api#httpQuery: the URI of `PutThing` has the query parameter `fixed` already"
        )],
    );
}

#[test]
fn outputs_are_proved_too() {
    refused(
        |model| {
            let members = &mut shape(model, "PutThingOutput")["members"];
            set_trait(&mut members["choice"], "smithy.api#httpPayload", json!({}));
            members["text"] = json!({"target": "smithy.api#String"});
        },
        &["a#PutThingOutput$text: it is not bound to any place, as `choice` is the whole body"],
    );
}
