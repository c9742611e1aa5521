//! Authentication schemes: their order, and that no call goes out unsigned because nobody speaks its scheme.

use serde_json::{Value, json};
use tinsmith_codegen::{Generated, ProtocolSupport, Settings};

use super::support::{generate, model, refused, remove_trait, set_trait, settings, shape};

const DIGEST: &str = "smithy.api#httpDigestAuth";

/// The model, its service with these traits and its operation with those.
fn signed(service: &[(&str, Value)], operation: &[(&str, Value)]) -> Value {
    let mut model = model();
    sign(&mut model, service, operation);
    model
}

fn sign(model: &mut Value, service: &[(&str, Value)], operation: &[(&str, Value)]) {
    for (trait_id, value) in service {
        set_trait(shape(model, "Service"), trait_id, value.clone());
    }
    for (trait_id, value) in operation {
        set_trait(shape(model, "PutThing"), trait_id, value.clone());
    }
}

/// The constants of schemes that a generated file refers to, in their order.
fn schemes<'g>(generated: &'g Generated, file: &str) -> Vec<&'g str> {
    let text = generated.files.get(&format!("example/{file}.rs")).expect("the file");
    let name = |rest: &'g str| rest.split(|c: char| c != '_' && !c.is_ascii_alphanumeric()).next();
    text.split("auth::").skip(1).filter_map(name).collect()
}

/// What service and operation say of their schemes.
#[track_caller]
fn options(service: &[(&str, Value)], operation: &[(&str, Value)]) -> (Vec<String>, Vec<String>) {
    let generated = generate(signed(service, operation), &settings()).expect("it is right");
    let of = |file| schemes(&generated, file).into_iter().map(str::to_owned).collect();
    (of("service"), of("operations/put_thing"))
}

fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("smithy.api#httpBasicAuth", json!({})),
        ("aws.auth#sigv4", json!({"name": "a"})),
        ("smithy.api#httpBearerAuth", json!({})),
        ("smithy.api#httpApiKeyAuth", json!({"name": "X-Key", "in": "header"})),
    ]
}

#[test]
fn without_a_list_schemes_stand_in_the_order_of_their_ids() {
    let (service, operation) = options(&all(), &[]);
    assert_eq!(service, ["SIGV4", "HTTP_API_KEY_AUTH", "HTTP_BASIC_AUTH", "HTTP_BEARER_AUTH"]);
    assert!(operation.is_empty(), "it goes by its service: {operation:?}");
}

#[test]
fn lists_keep_their_order_and_that_of_the_operation_counts() {
    let listed = [all(), vec![("smithy.api#auth", json!(["smithy.api#httpBearerAuth", "aws.auth#sigv4"]))]].concat();
    assert_eq!(options(&listed, &[]), (vec!["HTTP_BEARER_AUTH".to_owned(), "SIGV4".to_owned()], Vec::new()));
    let (_, operation) =
        options(&listed, &[("smithy.api#auth", json!(["smithy.api#httpBasicAuth", "smithy.api#httpApiKeyAuth"]))]);
    assert_eq!(operation, ["HTTP_BASIC_AUTH", "HTTP_API_KEY_AUTH"]);
}

#[test]
fn a_list_without_a_scheme_says_that_nobody_signs() {
    for list in [json!([]), json!(["smithy.api#noAuth"])] {
        for optional in [vec![], vec![("smithy.api#optionalAuth", json!({}))]] {
            let operation = [vec![("smithy.api#auth", list.clone())], optional].concat();
            let generated = generate(signed(&all(), &operation), &settings()).expect("it is right");
            let text = generated.files.get("example/operations/put_thing.rs").expect("the file");
            assert!(text.contains(".with_auth(&[])"), "{text}");
        }
    }
}

#[test]
fn optional_authentication_adds_nobody_once_and_last() {
    let optional = ("smithy.api#optionalAuth", json!({}));
    let (service, operation) = options(&[("aws.auth#sigv4", json!({"name": "a"}))], std::slice::from_ref(&optional));
    assert_eq!((service, operation), (vec!["SIGV4".to_owned()], vec!["SIGV4".to_owned(), "NO_AUTH".to_owned()]));
    let list = ("smithy.api#auth", json!(["smithy.api#noAuth", "aws.auth#sigv4"]));
    assert_eq!(options(&all(), &[list, optional.clone()]).1, ["NO_AUTH", "SIGV4"]);
    // Without a scheme there is nothing to do without.
    assert!(options(&[], &[optional]).1.is_empty());
}

#[test]
fn what_nobody_can_sign_is_refused() {
    let none = "the runtime speaks none of its authentication schemes:";
    refused(|model| sign(model, &[(DIGEST, json!({}))], &[]), &[&format!("a#Service: {none} {DIGEST}")]);
    refused(
        |model| sign(model, &[(DIGEST, json!({}))], &[("smithy.api#optionalAuth", json!({}))]),
        &[&format!("a#Service: {none} {DIGEST}")],
    );
    refused(
        |model| {
            let schemes = [("aws.auth#sigv4", json!({"name": "a"})), ("aws.auth#sigv4a", json!({"name": "a"}))];
            let list = json!(["aws.auth#sigv4a", "smithy.api#noAuth"]);
            sign(model, &schemes, &[("smithy.api#auth", list)]);
        },
        &[&format!("a#PutThing: {none} aws.auth#sigv4a")],
    );
    refused(
        |model| {
            *shape(model, "handshake") = json!({
                "type": "structure", "members": {},
                "traits": {"smithy.api#trait": {}, "smithy.api#authDefinition": {}},
            });
            sign(model, &[("a#handshake", json!({}))], &[]);
        },
        &[&format!("a#Service: {none} a#handshake")],
    );
    let problems = generate(signed(&[(DIGEST, json!({}))], &[]), &settings()).expect_err("nobody speaks it");
    assert_eq!(
        problems,
        ["a#Service: the runtime speaks none of its authentication schemes: smithy.api#httpDigestAuth\n  \
          hint: it speaks aws.auth#sigv4, smithy.api#httpBearerAuth, smithy.api#httpApiKeyAuth, \
          smithy.api#httpBasicAuth; leave out the operations that want another: name the others as \
          `operations = [...]` in tinsmith.toml"]
    );
}

#[test]
fn what_other_operations_sign_by_is_not_asked_for() {
    let basic = [("smithy.api#httpBasicAuth", json!({})), (DIGEST, json!({})), ("smithy.api#auth", json!([DIGEST]))];
    let (service, operation) = options(&basic, &[("smithy.api#auth", json!(["smithy.api#httpBasicAuth"]))]);
    assert!(service.is_empty());
    assert_eq!(operation, ["HTTP_BASIC_AUTH"]);
}

#[test]
fn schemes_that_are_passed_over_are_counted() {
    let sigv4 = [("aws.auth#sigv4", json!({"name": "a"})), ("aws.auth#sigv4a", json!({"name": "a"}))];
    let mut twice = signed(&sigv4, &[]);
    let mut second = shape(&mut twice, "PutThing").clone();
    second["traits"]["smithy.api#http"]["method"] = json!("POST");
    *shape(&mut twice, "PostThing") = second;
    shape(&mut twice, "Service")["operations"] = json!([{"target": "a#PutThing"}, {"target": "a#PostThing"}]);
    let generated = generate(twice, &settings()).expect("it is right");
    assert_eq!(generated.ignored_traits.into_iter().collect::<Vec<_>>(), [("aws.auth#sigv4a".to_owned(), 2)]);
    let unused = signed(&[sigv4.as_slice(), &[("smithy.api#auth", json!(["aws.auth#sigv4"]))]].concat(), &[]);
    assert!(generate(unused, &settings()).expect("it is right").ignored_traits.is_empty());
}

#[test]
fn lists_name_schemes_of_the_service_once() {
    let about = "trait smithy.api#auth: it lists";
    let list = |schemes: Value| [("smithy.api#auth", schemes)];
    let basic = [("smithy.api#httpBasicAuth", json!({})), ("smithy.api#title", json!("A"))];
    refused(
        |model| sign(model, &basic, &list(json!(["smithy.api#httpBearerAuth", "smithy.api#httpBasicAuth"]))),
        &[&format!("a#PutThing, {about} `smithy.api#httpBearerAuth`, and the service does not have that trait")],
    );
    refused(
        |model| {
            let own = list(json!(["smithy.api#title", "smithy.api#httpBasicAuth"]));
            sign(model, &[basic.as_slice(), &own].concat(), &[]);
        },
        &[&format!("a#Service, {about} `smithy.api#title`, which is no authentication scheme")],
    );
    refused(
        |model| sign(model, &basic, &list(json!(["smithy.api#httpBasicAuth", "smithy.api#httpBasicAuth"]))),
        &[&format!("a#PutThing, {about} `smithy.api#httpBasicAuth` twice")],
    );
    refused(
        |model| sign(model, &basic, &list(json!("smithy.api#httpBasicAuth"))),
        &["a#PutThing, trait smithy.api#auth: its value \"smithy.api#httpBasicAuth\" is not \
           a list of the ids of authentication schemes"],
    );
}

#[test]
fn authentication_traits_stand_where_they_are_heard() {
    refused(
        |model| sign(model, &[], &[("smithy.api#httpBearerAuth", json!({}))]),
        &["a#PutThing, trait smithy.api#httpBearerAuth: only services have authentication schemes"],
    );
    refused(
        |model| sign(model, &[("smithy.api#optionalAuth", json!({}))], &[]),
        &["a#Service, trait smithy.api#optionalAuth: only operations can do without authentication"],
    );
    refused(
        |model| sign(model, &[("smithy.api#noAuth", json!({}))], &[]),
        &["a#Service, trait smithy.api#noAuth: the generator does not know this trait"],
    );
}

#[test]
fn api_keys_say_where_they_go() {
    let place = "`in` is neither `header` nor `query`";
    let header = "`name` is not the name of a header";
    let scheme = "`scheme` is not the name of a scheme of HTTP";
    for (value, reasons) in [
        (json!({}), vec![place]),
        (json!({"name": "key", "in": "cookie"}), vec![place]),
        (json!({"in": "header"}), vec![header]),
        (json!({"name": "a b", "in": "header"}), vec![header]),
        (json!({"name": "a\r\nb", "in": "header"}), vec![header]),
        (json!({"name": "X-Key", "in": "header", "scheme": 1}), vec![scheme]),
        (json!({"name": "", "in": "header", "scheme": "a\r\nb"}), vec![header, scheme]),
        (json!({"in": "query"}), vec!["`name` is missing"]),
        (json!({"name": "key", "in": "query", "scheme": "Key"}), vec!["`scheme` stands before keys in headers only"]),
    ] {
        let about = |reason| format!("a#Service, trait smithy.api#httpApiKeyAuth: {reason}");
        let expected: Vec<String> = reasons.into_iter().map(about).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        refused(|model| sign(model, &[("smithy.api#httpApiKeyAuth", value.clone())], &[]), &expected);
    }
}

#[test]
fn api_keys_take_no_place_of_a_member() {
    for (key, member) in [
        (json!({"name": "x-header", "in": "header"}), "header, trait smithy.api#httpHeader: the header `x-header`"),
        (json!({"name": "kind", "in": "query"}), "kind, trait smithy.api#httpQuery: the query parameter `kind`"),
    ] {
        let key = [("smithy.api#httpApiKeyAuth", key)];
        refused(|model| sign(model, &key, &[]), &[&format!("a#PutThingInput${member} carries the API key")]);
        // Without a key there is none in its place.
        assert!(generate(signed(&key, &[("smithy.api#auth", json!([]))]), &settings()).is_ok());
    }
    // Only names of headers are the same in any case.
    let other = [("smithy.api#httpApiKeyAuth", json!({"name": "Kind", "in": "query"}))];
    assert!(generate(signed(&other, &[]), &settings()).is_ok());
    // Other protocols put no member into the query.
    let mut of_documents = signed(&[("smithy.api#httpApiKeyAuth", json!({"name": "kind", "in": "query"}))], &[]);
    remove_trait(shape(&mut of_documents, "Service"), "aws.protocols#restJson1");
    set_trait(shape(&mut of_documents, "Service"), "aws.protocols#awsJson1_0", json!({}));
    assert!(generate(of_documents, &settings()).is_ok());
}

#[test]
fn values_of_schemes_are_checked() {
    refused(
        |model| sign(model, &[("aws.auth#sigv4", json!({}))], &[]),
        &["a#Service, trait aws.auth#sigv4: its value {} is not an object with the string `name`"],
    );
    for scheme in ["smithy.api#httpBearerAuth", "smithy.api#httpBasicAuth"] {
        refused(
            |model| sign(model, &[(scheme, json!("yes"))], &[]),
            &[&format!("a#Service, trait {scheme}: its value \"yes\" is not an empty object")],
        );
    }
}

/// Whatever the runtime learns to speak is known by the id of its trait alone.
#[test]
fn schemes_and_protocols_of_the_runtime_are_not_known_by_name() {
    let speaking = Settings {
        protocols: vec![ProtocolSupport {
            id: "x.protocols#moonJson2_1".to_owned(),
            http_bindings: true,
            features: Vec::new(),
        }],
        auth_schemes: vec!["x.auth#moonTokenAuth".to_owned()],
        ..settings()
    };
    let traits = json!({
        "x.protocols#moonJson2_1": {},
        "x.auth#moonTokenAuth": {"phase": "full", "hours": 5, "dark": true, "sides": ["near", "far"]},
    });
    let mut of_tomorrow = model();
    shape(&mut of_tomorrow, "Service")["traits"] = traits;
    let generated = generate(of_tomorrow.clone(), &speaking).expect("it is spoken");
    let text = generated.files.get("example/service.rs").expect("the file");
    for expected in [
        "&protocol::MOON_JSON2_1",
        "auth::MOON_TOKEN_AUTH",
        "(\"phase\", \"full\")",
        "(\"hours\", \"5\")",
        "(\"dark\", \"true\")",
        r#"("sides", "[\"near\",\"far\"]")"#,
    ] {
        assert!(text.contains(expected), "{expected} is missing: {text}");
    }
    let problems = generate(of_tomorrow, &settings()).expect_err("it is not spoken");
    assert_eq!(problems.len(), 3, "{problems:?}");
    let ignoring = Settings { ignored_traits: vec!["x.auth#moonTokenAuth".to_owned()], ..speaking };
    let mut ignored = model();
    shape(&mut ignored, "Service")["traits"] = json!({"x.protocols#moonJson2_1": {}, "x.auth#moonTokenAuth": {}});
    let problems = generate(ignored, &ignoring).expect_err("what is spoken cannot be passed over");
    assert!(problems.iter().any(|problem| problem.contains("lists a trait that the generator knows")), "{problems:?}");
}
