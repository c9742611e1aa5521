//! Endpoints that clients cannot find.

use serde_json::{Value, json};

use super::support::{generate, model, refused, remove_trait, set_trait, settings, shape};

const RULES: &str = "smithy.rules#endpointRuleSet";

fn discovered(required: bool) -> impl FnOnce(&mut Value) {
    move |model| {
        let discovery = json!({"operation": "a#PutThing", "error": "a#Busy"});
        set_trait(shape(model, "Service"), "aws.api#clientEndpointDiscovery", discovery);
        set_trait(shape(model, "PutThing"), "aws.api#clientDiscoveredEndpoint", json!({"required": required}));
    }
}

#[test]
fn those_that_another_operation_tells_are_refused() {
    refused(
        discovered(true),
        &["a#PutThing, trait aws.api#clientDiscoveredEndpoint: \
           another operation must tell its endpoint first, which clients do not ask yet"],
    );
    let mut model = model();
    discovered(false)(&mut model);
    assert!(generate(model, &settings()).is_ok(), "the service takes requests at its own endpoint too");
}

#[test]
fn what_stands_for_rules_is_refused_without_them() {
    let every = [
        ("aws.endpoints#dualStackOnlyEndpoints", json!({})),
        ("aws.endpoints#rulesBasedEndpoints", json!({})),
        ("aws.endpoints#standardPartitionalEndpoints", json!({"endpointPatternType": "service_dnsSuffix"})),
        ("aws.endpoints#standardRegionalEndpoints", json!({"regionSpecialCases": {}})),
        ("smithy.rules#endpointBdd", json!({})),
    ];
    for (trait_id, value) in every {
        let mut with_rules = model();
        set_trait(shape(&mut with_rules, "Service"), trait_id, value.clone());
        assert!(generate(with_rules, &settings()).is_ok(), "{trait_id}");
        refused(
            |model| {
                remove_trait(shape(model, "Service"), RULES);
                set_trait(shape(model, "Service"), trait_id, value);
            },
            &[&format!(
                "a#Service, trait {trait_id}: it says where requests go, and clients go by `{RULES}` alone, which is missing"
            )],
        );
    }
}

#[test]
fn the_endpoint_of_services_without_rules_may_be_said() {
    let mut model = model();
    remove_trait(shape(&mut model, "Service"), RULES);
    set_trait(shape(&mut model, "Service"), "aws.endpoints#standardRegionalEndpoints", json!({}));
    assert!(generate(model, &settings()).is_ok());
}
