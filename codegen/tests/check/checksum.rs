//! Checksums that the runtime cannot compute.

use serde_json::{Value, json};

use super::support::{generate, model, refused, set_trait, settings, shape};

fn with(checksum: Value) -> impl FnOnce(&mut Value) {
    move |model| set_trait(shape(model, "PutThing"), "aws.protocols#httpChecksum", checksum)
}

#[test]
fn requests_that_need_one_are_refused() {
    let required = "a#PutThing, trait aws.protocols#httpChecksum: \
                    its requests must carry a checksum that clients cannot compute yet";
    refused(with(json!({"requestChecksumRequired": true})), &[required]);
    refused(with(json!({"requestChecksumRequired": true, "requestAlgorithmMember": "kind"})), &[required]);
}

#[test]
fn members_that_ask_for_one_are_refused() {
    refused(
        with(json!({"requestChecksumRequired": false, "requestAlgorithmMember": "kind"})),
        &["a#PutThing, trait aws.protocols#httpChecksum: \
           `kind` of its input asks for a checksum that clients cannot compute yet"],
    );
}

#[test]
fn those_of_responses_have_no_effect() {
    let plain = generate(model(), &settings()).expect("it is right").files;
    let checksum = json!({"requestValidationModeMember": "kind", "responseAlgorithms": ["CRC32"]});
    for checksum in [checksum, json!({"requestChecksumRequired": false})] {
        let mut model = model();
        with(checksum)(&mut model);
        assert_eq!(generate(model, &settings()).expect("it is not refused").files, plain);
    }
}
