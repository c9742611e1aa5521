//! Streams: each is the body of a request or response, or refused.

use serde_json::{Value, json};

use super::support::{add, generate, input, model, refused, remove_trait, set_trait, settings, shape};

fn stream() -> Value {
    json!({"type": "blob", "traits": {"smithy.api#streaming": {}}})
}

fn payload() -> Value {
    json!({"traits": {"smithy.api#httpPayload": {}}})
}

const STREAMED: &str = "trait smithy.api#streaming: it is of `a#Added`, which is streamed,";
const NO_MESSAGE: &str = "but only members of inputs and outputs can be, where these are of no other shape";

#[test]
fn a_stream_is_the_body() {
    refused(
        |model| add(model, json!({}), stream()),
        &[&format!("a#PutThingInput$added, {STREAMED} but it is not the body")],
    );
    let mut right = model();
    input(&mut right).as_object_mut().expect("members").retain(|name, _| !["thing", "count"].contains(&name.as_str()));
    add(&mut right, payload(), stream());
    let generated = generate(right, &settings()).expect("it is right");
    let text = generated.files.get("example/shapes/p/put_thing_input.rs").expect("the file");
    // A stream can be read once: it can be neither copied nor compared.
    assert!(!text.contains("derive"), "{text}");
    assert!(!text.contains("impl Default"), "{text}");
}

#[test]
fn events_are_refused_by_their_operation() {
    refused(
        |model| {
            set_trait(shape(model, "Choice"), "smithy.api#streaming", json!({}));
            shape(model, "PutThingOutput")["members"]["choice"]["traits"] = json!({"smithy.api#httpPayload": {}});
        },
        &["a#PutThing, trait smithy.api#streaming: its output streams events, in `a#PutThingOutput$choice`, \
           which clients cannot do yet"],
    );
}

/// Else types that can be copied would hold one that cannot.
#[test]
fn a_stream_is_part_of_no_other_value() {
    refused(
        |model| {
            *shape(model, "Added") = stream();
            let mut member = payload();
            member["target"] = json!("a#Added");
            shape(model, "Thing")["members"]["data"] = member;
            remove_member(model, "Thing", "name");
            remove_member(model, "Thing", "next");
        },
        &[&format!("a#Thing$data, {STREAMED} {NO_MESSAGE}")],
    );
    refused(
        |model| {
            *shape(model, "Added") = stream();
            shape(model, "Busy")["members"]["data"] =
                json!({"target": "a#Added", "traits": {"smithy.api#httpHeader": "X-Data"}});
        },
        &[
            "a#Busy$data, trait smithy.api#httpHeader: `a#Added` is not a string, number, boolean, timestamp or enum, \
             or a list of these",
            &format!("a#Busy$data, {STREAMED} {NO_MESSAGE}"),
        ],
    );
    refused(
        |model| {
            *shape(model, "Added") = stream();
            shape(model, "Choice")["members"]["data"] = json!({"target": "a#Added"});
        },
        &[&format!("a#Choice$data, {STREAMED} {NO_MESSAGE}")],
    );
    refused(
        |model| {
            *shape(model, "Added") = stream();
            *shape(model, "Streams") = json!({"type": "list", "member": {"target": "a#Added"}});
            shape(model, "Thing")["members"]["data"] = json!({"target": "a#Streams"});
        },
        &[&format!("a#Streams$member, {STREAMED} {NO_MESSAGE}")],
    );
    refused(
        |model| {
            *shape(model, "Added") = stream();
            shape(model, "PutThingOutput")["members"] =
                json!({"data": {"target": "a#Added", "traits": {"smithy.api#httpPayload": {}}}});
            shape(model, "Thing")["members"]["whole"] = json!({"target": "a#PutThingOutput"});
        },
        &[&format!("a#PutThingOutput$data, {STREAMED} {NO_MESSAGE}")],
    );
}

fn remove_member(model: &mut Value, structure: &str, name: &str) {
    shape(model, structure)["members"].as_object_mut().expect("members").remove(name).expect("the member");
}

#[test]
fn a_protocol_of_documents_streams_nothing() {
    refused(
        |model| {
            remove_trait(shape(model, "Service"), "aws.protocols#restJson1");
            set_trait(shape(model, "Service"), "aws.protocols#awsJson1_0", json!({}));
            add(model, payload(), stream());
        },
        &[&format!(
            "a#PutThingInput$added, {STREAMED} \
             but `aws.protocols#awsJson1_0` writes it into a document with the other members"
        )],
    );
}

#[test]
fn only_streams_have_a_length_that_can_be_asked_for() {
    refused(
        |model| add(model, json!({}), json!({"type": "blob", "traits": {"smithy.api#requiresLength": {}}})),
        &["a#Added, trait smithy.api#requiresLength: only what is streamed can be of unknown length"],
    );
}
