//! The wire proof: it covers all operations, and sees each way of breaking them.

use serde_json::{Value, json};
use tinsmith_codegen::check::{Place, wire_proof};
use tinsmith_codegen::plan::{self, Binding, ShapePlan, UriPart};
use tinsmith_codegen::{model, overlay, resolve, select};

use super::support::{input, model, refused, remove_trait, set_trait, settings, shape};

fn read(path: &str) -> Value {
    let path = format!("{}/../models/{path}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("the model can be read")).expect("it is JSON")
}

/// Proves a model, and that the proof holds of what is generated: members are bound as it says, and the labels of
/// the URI are exactly the members that it calls labels. Gives the number of operations.
fn prove(mut ast: Value, overlay: Option<&Value>, http_bindings: bool) -> usize {
    if let Some(overlay) = overlay {
        overlay::merge(&mut ast, overlay).expect("the overlay applies");
    }
    let (model, problems) = model::parse(&ast);
    assert!(problems.is_empty(), "{problems:?}");
    let (model, problems) = resolve::resolve(model);
    assert!(problems.is_empty(), "{problems:?}");
    let selection = select::select(&model, &settings()).expect("it has a service");
    let proofs = wire_proof(&model, &selection, http_bindings).expect("it is proved");
    let plan = plan::lower(&model, &selection, &settings(), &settings().protocols[0]);
    assert_eq!(proofs.len(), plan.operations.len());
    for (proof, operation) in proofs.iter().zip(&plan.operations) {
        assert_eq!(proof.operation.name(), operation.wire_name);
        let members = match plan.shapes.iter().find(|shape| Some(shape.name()) == operation.input.as_ref()) {
            Some(ShapePlan::Structure(structure)) => structure.members.as_slice(),
            _ => &[],
        };
        assert_eq!(proof.places.len(), members.len(), "{}", operation.wire_name);
        let mut labels = Vec::new();
        for (index, ((name, place), member)) in proof.places.iter().zip(members).enumerate() {
            assert_eq!(*name, member.schema.name);
            if *place == Place::Label(name.clone()) {
                labels.push(index);
            }
            if http_bindings {
                let bound = match &member.schema.binding {
                    Binding::Body | Binding::ResponseCode => Place::Body(name.clone()),
                    Binding::Label => Place::Label(name.clone()),
                    Binding::Query(query) => Place::Query(query.clone()),
                    Binding::QueryParams => Place::QueryParams,
                    Binding::Header(header) => Place::Header(header.to_ascii_lowercase()),
                    Binding::PrefixHeaders(prefix) => Place::PrefixHeaders(prefix.to_ascii_lowercase()),
                    Binding::Payload => Place::Payload,
                };
                assert_eq!(*place, bound, "{} {name}", operation.wire_name);
            }
        }
        let mut in_uri: Vec<usize> = operation.http.iter().flat_map(|http| &http.uri).filter_map(position).collect();
        in_uri.sort_unstable();
        assert_eq!(in_uri, labels, "{}", operation.wire_name);
    }
    proofs.len()
}

fn position(part: &UriPart) -> Option<usize> {
    match part {
        UriPart::Literal(_) => None,
        UriPart::Label(index) | UriPart::GreedyLabel(index) => Some(*index),
    }
}

#[test]
fn every_operation_of_the_services_is_proved() {
    let proved = |name: &str, http| prove(read(name), Some(&read(&format!("overlays/{name}"))), http);
    for (name, http_bindings) in [("sts", false), ("verifiedpermissions", false), ("quicksight", true)] {
        let operations = read(name)["shapes"]
            .as_object()
            .map(|shapes| shapes.values().filter(|shape| shape["type"] == "operation").count());
        assert_eq!(Some(proved(name, http_bindings)), operations, "{name}");
    }
}

#[test]
fn every_kind_of_place_is_proved() {
    assert_eq!(prove(model(), None, true), 1);
}

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
