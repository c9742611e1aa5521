//! What stages hand to each other.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::model::{Shape, ShapeId};
use crate::plan::{Binding, ShapePlan, UriPart};
use crate::{Lowered, ProtocolSupport, Settings, lower, merge_overlay, read_model};

fn read(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    serde_json::from_slice(&fs::read(path).expect("readable")).expect("it is JSON")
}

fn settings() -> Settings {
    let support = |name: &str| ProtocolSupport {
        id: format!("aws.protocols#{name}"),
        http_bindings: name.starts_with("rest"),
        ..ProtocolSupport::default()
    };
    Settings {
        module: "example".to_owned(),
        protocols: ["restJson1", "awsJson1_0", "awsQuery"].map(support).to_vec(),
        auth_schemes: vec!["aws.auth#sigv4".to_owned()],
        ..Settings::default()
    }
}

/// Checks and lowers a model: every member of an input has the place that its traits say, and the labels of the URI are
/// exactly the members that are bound to one. Gives the number of operations.
fn prove(mut ast: Value, overlay: Option<&Value>) -> usize {
    if let Some(overlay) = overlay {
        merge_overlay(&mut ast, overlay).expect("the overlay applies");
    }
    let model = read_model(&ast).expect("it is right");
    let Lowered { plan, .. } = lower(ast, None, &settings(), &()).expect("it is right");
    for operation in &plan.operations {
        let input = plan.shapes.iter().find_map(|shape| match shape {
            ShapePlan::Structure(structure) => (Some(&structure.name) == operation.input.as_ref()).then_some(structure),
            _ => None,
        });
        let members = input.map(|input| input.members.as_slice()).unwrap_or_default();
        let shape = input.and_then(|input| model.shapes.get(&ShapeId::new(&input.id)?));
        let of_model = shape.map(Shape::members).unwrap_or_default();
        assert_eq!(members.len(), of_model.len(), "{}", operation.wire_name);
        let mut labels = Vec::new();
        for (index, (member, of_model)) in members.iter().zip(of_model).enumerate() {
            let (binding, traits) = (&member.schema.binding, &of_model.traits);
            let says = |id: &str| traits.get(&format!("smithy.api#http{id}"));
            let bound = match binding {
                Binding::Body => !traits.keys().any(|id| id.starts_with("smithy.api#http")),
                Binding::Label => says("Label").is_some(),
                Binding::Query(name) => says("Query").is_some_and(|query| query == name),
                Binding::QueryParams => says("QueryParams").is_some(),
                Binding::Header(name) => says("Header").is_some_and(|header| header == name),
                Binding::PrefixHeaders(prefix) => says("PrefixHeaders").is_some_and(|said| said == prefix),
                Binding::Payload => says("Payload").is_some(),
                Binding::ResponseCode => says("ResponseCode").is_some(),
            };
            assert!(bound, "{} {binding:?}", operation.wire_name);
            labels.extend((*binding == Binding::Label).then_some(index));
        }
        let mut in_uri: Vec<usize> = operation.http.iter().flat_map(|http| &http.uri).filter_map(position).collect();
        in_uri.sort_unstable();
        assert_eq!(in_uri, labels, "{}", operation.wire_name);
    }
    plan.operations.len()
}

fn position(part: &UriPart) -> Option<usize> {
    match part {
        UriPart::Literal(_) => None,
        UriPart::Label(index) | UriPart::GreedyLabel(index) => Some(*index),
    }
}

#[test]
fn every_operation_of_the_services_is_proved() {
    for name in ["sts", "verifiedpermissions", "quicksight"] {
        let (model, overlay) = (read(&format!("models/{name}.json")), read(&format!("models/overlays/{name}.json")));
        let operations = model["shapes"]
            .as_object()
            .map(|shapes| shapes.values().filter(|shape| shape["type"] == "operation").count());
        assert_eq!(Some(prove(model, Some(&overlay))), operations, "{name}");
    }
}

#[test]
fn every_kind_of_place_is_proved() {
    assert_eq!(prove(read("tests/models/http.json"), None), 4);
}
