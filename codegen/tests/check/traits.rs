//! Traits that nobody decided about, and values of those that are honoured.

use serde_json::{Value, json};
use tinsmith_codegen::Settings;

use super::support::{generate, input, model, problems, refused, remove_trait, set_trait, settings, shape};

#[test]
fn unknown_traits_are_named_wherever_they_stand() {
    refused(
        |model| {
            set_trait(shape(model, "Service"), "x#one", json!({}));
            set_trait(shape(model, "PutThing"), "x#two", json!({}));
            set_trait(shape(model, "Words"), "x#three", json!({}));
            set_trait(&mut shape(model, "Words")["value"], "x#four", json!({}));
            // Nothing reaches this one.
            set_trait(shape(model, "List"), "x#five", json!({}));
        },
        &[
            "a#PutThing, trait x#two: the generator does not know this trait",
            "a#Service, trait x#one: the generator does not know this trait",
            "a#Words, trait x#three: the generator does not know this trait",
            "a#Words$value, trait x#four: the generator does not know this trait",
        ],
    );
}

#[test]
fn traits_that_the_model_defines_are_passed_over() {
    let mut model = model();
    set_trait(shape(&mut model, "Kind"), "a#mark", json!({}));
    *shape(&mut model, "mark") = json!({"type": "structure", "members": {}, "traits": {"smithy.api#trait": {}}});
    assert!(generate(model, &settings()).is_ok());
}

#[test]
fn ignored_traits_are_counted() {
    let ignoring =
        |ids: &[&str]| Settings { ignored_traits: ids.iter().map(|id| (*id).to_owned()).collect(), ..settings() };
    let mut marked = model();
    set_trait(shape(&mut marked, "Kind"), "x#mark", json!({}));
    set_trait(&mut input(&mut marked)["id"], "x#mark", json!({}));
    let generated = generate(marked, &ignoring(&["x#mark"])).expect("it is ignored");
    assert_eq!(generated.ignored_traits.into_iter().collect::<Vec<_>>(), [("x#mark".to_owned(), 2)]);
    let problems = generate(model(), &ignoring(&["x#mark", "smithy.api#required"])).expect_err("they are not there");
    assert_eq!(
        problems,
        [
            "a#Service, trait smithy.api#required: `ignored_traits` lists a trait that the generator knows\n  \
             hint: take it out of `ignored_traits`",
            "a#Service, trait x#mark: `ignored_traits` lists a trait that stands nowhere in what is generated\n  \
             hint: take it out of `ignored_traits`",
        ]
    );
}

#[test]
fn protocols_are_spoken() {
    refused(
        |model| {
            shape(model, "Service")["traits"] = json!({"smithy.protocols#rpcv2Cbor": {}, "aws.protocols#restXml": {}})
        },
        &["a#Service: the runtime does not speak its protocol: aws.protocols#restXml, smithy.protocols#rpcv2Cbor"],
    );
    refused(
        |model| remove_trait(shape(model, "Service"), "aws.protocols#restJson1"),
        &["a#Service: it names no protocol"],
    );
}

/// Each value is wrong for its trait, wherever it stands.
#[test]
fn wrong_values_are_refused() {
    let wrong: [(&str, &[Value]); 20] = [
        ("smithy.api#httpHeader", &[json!(1), json!("a b"), json!(""), json!("a\r\nb")]),
        ("smithy.api#httpQuery", &[json!({}), json!("")]),
        ("smithy.api#jsonName", &[json!(null), json!("")]),
        ("smithy.api#xmlName", &[json!("a b"), json!("<a>"), json!("1a"), json!("a:b:c")]),
        ("smithy.api#xmlNamespace", &[json!("u"), json!({}), json!({"uri": "u", "prefix": "a b"})]),
        ("smithy.api#timestampFormat", &[json!("iso"), json!({})]),
        ("smithy.api#length", &[json!({}), json!({"min": 2, "max": 1}), json!({"min": -1}), json!({"max": "1"})]),
        ("smithy.api#range", &[json!({}), json!({"min": 2, "max": 1}), json!({"min": "0"})]),
        ("smithy.api#error", &[json!("both"), json!({})]),
        ("smithy.api#pattern", &[json!({})]),
        ("smithy.api#documentation", &[json!(1)]),
        ("smithy.api#deprecated", &[json!(true), json!({"message": 1})]),
        ("smithy.api#retryable", &[json!({"throttling": 1})]),
        ("smithy.api#required", &[json!(false), json!("no")]),
        ("smithy.api#mediaType", &[json!(""), json!("a\nb")]),
        ("smithy.api#requestCompression", &[json!({}), json!({"encodings": "gzip"})]),
        (
            "aws.protocols#httpChecksum",
            &[json!(true), json!({"requestChecksumRequired": "true"}), json!({"requestAlgorithmMember": 1})],
        ),
        ("aws.api#clientDiscoveredEndpoint", &[json!({}), json!({"required": "true"})]),
        ("aws.protocols#awsQueryError", &[json!({}), json!({"code": "a`b"})]),
        ("aws.api#service", &[json!({"sdkId": "a\nb"}), json!({"endpointPrefix": "a/b"})]),
    ];
    for (trait_id, values) in wrong {
        for value in values {
            let found = problems(|model| set_trait(&mut input(model)["count"], trait_id, value.clone()));
            let expected = format!("a#PutThingInput$count, trait {trait_id}: its value {value} is not ");
            assert!(found.iter().any(|problem| problem.starts_with(&expected)), "{trait_id} {value}: {found:?}");
        }
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let found = problems(|model| {
        set_trait(shape(model, "Kind"), "x#mark", json!({}));
        set_trait(&mut input(model)["count"], "smithy.api#range", json!({}));
        input(model)["Count"] = json!({"target": "a#PutThing"});
        remove_trait(&mut input(model)["id"], "smithy.api#httpLabel");
        shape(model, "Choice")["members"] = json!({});
    });
    assert_eq!(found.len(), 6, "{found:#?}");
}
