//! A small model that is right, to be broken.

use serde_json::{Value, json};
use tinsmith_codegen::{Generated, ProtocolSupport, Settings};

pub fn settings() -> Settings {
    let support = |id: &str, http_bindings| ProtocolSupport { id: id.to_owned(), http_bindings, features: Vec::new() };
    Settings {
        module: "example".to_owned(),
        protocols: vec![
            support("aws.protocols#restJson1", true),
            support("aws.protocols#awsJson1_0", false),
            support("aws.protocols#awsQuery", false),
        ],
        auth_schemes: [
            "aws.auth#sigv4",
            "smithy.api#httpBearerAuth",
            "smithy.api#httpApiKeyAuth",
            "smithy.api#httpBasicAuth",
            "smithy.api#noAuth",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Settings::default()
    }
}

pub fn model() -> Value {
    let string = "smithy.api#String";
    json!({
        "smithy": "2.0",
        "shapes": {
            "a#Service": {
                "type": "service",
                "version": "2020-01-01",
                "operations": [{"target": "a#PutThing"}],
                "traits": {
                    "aws.protocols#restJson1": {},
                    "smithy.rules#endpointRuleSet": {
                        "version": "1.0",
                        "parameters": {
                            "Region": {"type": "string", "builtIn": "AWS::Region"},
                            "Fast": {"type": "boolean"},
                        },
                        "rules": [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://a.example"}}],
                    },
                },
            },
            "a#PutThing": {
                "type": "operation",
                "input": {"target": "a#PutThingInput"},
                "output": {"target": "a#PutThingOutput"},
                "errors": [{"target": "a#Busy"}],
                "traits": {"smithy.api#http": {"method": "PUT", "uri": "/things/{id}/parts/{path+}?fixed=1"}},
            },
            "a#PutThingInput": {
                "type": "structure",
                "members": {
                    "id": {"target": string, "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
                    "path": {"target": string, "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
                    "kind": {"target": "a#Kind", "traits": {"smithy.api#httpQuery": "kind"}},
                    "rest": {"target": "a#Words", "traits": {"smithy.api#httpQueryParams": {}}},
                    "header": {"target": string, "traits": {"smithy.api#httpHeader": "X-Header"}},
                    "metadata": {"target": "a#Words", "traits": {"smithy.api#httpPrefixHeaders": "X-Meta-"}},
                    "thing": {"target": "a#Thing"},
                    "count": {"target": "smithy.api#Integer"},
                },
            },
            "a#PutThingOutput": {
                "type": "structure",
                "members": {
                    "status": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpResponseCode": {}}},
                    "choice": {"target": "a#Choice"},
                },
            },
            "a#Busy": {
                "type": "structure",
                "members": {"message": {"target": string}},
                "traits": {"smithy.api#error": "client"},
            },
            "a#Thing": {"type": "structure", "members": {"name": {"target": string}, "next": {"target": "a#Thing"}}},
            "a#Choice": {"type": "union", "members": {"thing": {"target": "a#Thing"}, "text": {"target": string}}},
            "a#Kind": {"type": "enum", "members": {"BIG": {"target": "smithy.api#Unit"}}},
            "a#Words": {"type": "map", "key": {"target": string}, "value": {"target": string}},
            "a#List": {"type": "list", "member": {"target": string}},
        },
    })
}

/// The shape of a name in the namespace `a`.
pub fn shape<'m>(model: &'m mut Value, name: &str) -> &'m mut Value {
    &mut model["shapes"][format!("a#{name}")]
}

/// The input's members.
pub fn input(model: &mut Value) -> &mut Value {
    &mut shape(model, "PutThingInput")["members"]
}

pub fn set_trait(of: &mut Value, id: &str, value: Value) {
    of["traits"][id] = value;
}

pub fn remove_trait(of: &mut Value, id: &str) {
    of["traits"].as_object_mut().expect("traits").remove(id).expect("the trait");
}

/// Adds a member to the input, and the shape that it is of.
pub fn add(model: &mut Value, member: Value, target: Value) {
    *shape(model, "Added") = target;
    input(model)["added"] = member;
    input(model)["added"]["target"] = json!("a#Added");
}

pub fn generate(model: Value, settings: &Settings) -> Result<Generated, Vec<String>> {
    tinsmith_codegen::generate(model, None, settings)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

/// What is wrong with the model after a change: each problem without its hint.
#[track_caller]
pub fn problems(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut model = model();
    change(&mut model);
    let problems = tinsmith_codegen::generate(model, None, &settings()).expect_err("the model is broken");
    for problem in &problems {
        assert!(!problem.hint.is_empty(), "{problem}");
    }
    problems.iter().map(|problem| problem.to_string().lines().next().unwrap_or_default().to_owned()).collect()
}

/// That the change gives these problems, and no others.
#[track_caller]
pub fn refused(change: impl FnOnce(&mut Value), expected: &[&str]) {
    assert_eq!(problems(change), expected);
}

#[test]
fn the_model_is_right() {
    let generated = generate(model(), &settings()).expect("it is right");
    assert_eq!((generated.operations, generated.shapes), (1, 6));
}
