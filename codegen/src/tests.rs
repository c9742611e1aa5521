//! What stages hand to each other.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::check::{Place, wire_proof};
use crate::plan::{self, Binding, ShapePlan, UriPart};
use crate::problem::Problems;
use crate::{ProtocolSupport, Settings, merge_overlay, read_model, select};

fn read(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    serde_json::from_slice(&fs::read(path).expect("readable")).expect("it is JSON")
}

/// Proves a model, and that the proof holds of what is generated: members are bound as it says, and the labels of
/// the URI are exactly the members that it calls labels. Gives the number of operations.
fn prove(mut ast: Value, overlay: Option<&Value>, http_bindings: bool) -> usize {
    if let Some(overlay) = overlay {
        merge_overlay(&mut ast, overlay).expect("the overlay applies");
    }
    let model = read_model(&ast).expect("it is right");
    let (settings, protocol) = (Settings::default(), ProtocolSupport { http_bindings, ..ProtocolSupport::default() });
    let selection = select::select(&model, &settings, &mut Problems::default()).expect("it has a service");
    let proofs = wire_proof(&model, &selection, http_bindings).expect("it is proved");
    let plan = plan::lower(&model, &selection, &settings, &protocol);
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
    for (name, http_bindings) in [("sts", false), ("verifiedpermissions", false), ("quicksight", true)] {
        let (model, overlay) = (read(&format!("models/{name}.json")), read(&format!("models/overlays/{name}.json")));
        let operations = model["shapes"]
            .as_object()
            .map(|shapes| shapes.values().filter(|shape| shape["type"] == "operation").count());
        assert_eq!(Some(prove(model, Some(&overlay), http_bindings)), operations, "{name}");
    }
}

#[test]
fn every_kind_of_place_is_proved() {
    assert_eq!(prove(read("tests/models/http.json"), None, true), 4);
}
