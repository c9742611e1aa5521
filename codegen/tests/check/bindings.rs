//! HTTP bindings.

use serde_json::json;

use super::support::{add, input, refused, remove_trait, set_trait, shape};

#[test]
fn operations_have_a_method_and_a_uri() {
    refused(
        |model| remove_trait(shape(model, "PutThing"), "smithy.api#http"),
        &["a#PutThing, trait smithy.api#http: the operation has no method and URI, which the protocol needs"],
    );
    refused(
        |model| set_trait(shape(model, "PutThing"), "smithy.api#http", json!({"method": "a b", "code": 1})),
        &[
            "a#PutThing, trait smithy.api#http: it has no URI",
            "a#PutThing, trait smithy.api#http: its method \"a b\" is not a method of HTTP",
            "a#PutThing, trait smithy.api#http: its status 1 is not one of HTTP",
        ],
    );
}

#[test]
fn labels_are_required() {
    refused(
        |model| remove_trait(&mut input(model)["id"], "smithy.api#required"),
        &["a#PutThingInput$id, trait smithy.api#httpLabel: it is bound to a label, but not required"],
    );
}

#[test]
fn targets_fit_their_places() {
    let blob = json!({"type": "blob"});
    let integers =
        json!({"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#Integer"}});
    for (trait_id, value, target, expected) in [
        ("smithy.api#httpQuery", json!("q"), &blob, "a string, number, boolean, timestamp or enum, or a list of these"),
        (
            "smithy.api#httpHeader",
            json!("h"),
            &integers,
            "a string, number, boolean, timestamp or enum, or a list of these",
        ),
        ("smithy.api#httpResponseCode", json!({}), &blob, "an integer"),
    ] {
        refused(
            |model| add(model, json!({"traits": {trait_id: value}}), target.clone()),
            &[&format!("a#PutThingInput$added, trait {trait_id}: `a#Added` is not {expected}")],
        );
    }
    for (member, trait_id, expected) in [
        ("rest", "smithy.api#httpQueryParams", "a map of strings, or of lists of strings"),
        ("metadata", "smithy.api#httpPrefixHeaders", "a map of strings"),
    ] {
        refused(
            |model| {
                *shape(model, "Added") = integers.clone();
                input(model)[member]["target"] = json!("a#Added");
            },
            &[&format!("a#PutThingInput${member}, trait {trait_id}: `a#Added` is not {expected}")],
        );
    }
    refused(
        |model| input(model)["id"]["target"] = json!("a#Thing"),
        &[
            "a#PutThingInput$id, trait smithy.api#httpLabel: `a#Thing` is not a string, number, boolean, timestamp or enum",
        ],
    );
    refused(
        |model| set_trait(&mut shape(model, "Choice")["members"]["text"], "smithy.api#httpQuery", json!("q")),
        &["a#Choice$text, trait smithy.api#httpQuery: only members of structures are bound to HTTP messages"],
    );
}

#[test]
fn headers_of_the_client_are_its_own() {
    refused(
        |model| set_trait(&mut input(model)["header"], "smithy.api#httpHeader", json!("Content-Length")),
        &["a#PutThingInput$header, trait smithy.api#httpHeader: the header `Content-Length` belongs to the client"],
    );
}

#[test]
fn names_in_the_body_differ() {
    refused(
        |model| {
            set_trait(&mut input(model)["count"], "smithy.api#jsonName", json!("thing"));
            set_trait(&mut input(model)["count"], "smithy.api#xmlName", json!("thing"));
        },
        &[
            "a#PutThingInput$count, trait smithy.api#jsonName: `thing` has the name `thing` on the wire too",
            "a#PutThingInput$count, trait smithy.api#xmlName: `thing` has the name `thing` on the wire too",
        ],
    );
}
