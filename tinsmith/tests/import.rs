//! Models as the importer makes them: from a small service in botocore's dialect, and the three that are committed.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tinsmith::botocore::wheel::Source;
use tinsmith::import::{ServiceFiles, import};
use tinsmith_codegen::merge_overlay;

mod support;
use support::{pretty, tiny_service, wheel};

#[test]
fn a_service_becomes_smithy() {
    let model = import(&tiny_service(), false).expect("the service is right");
    let expected: Value = serde_json::from_str(include_str!("tiny.smithy.json")).expect("the file is JSON");
    assert_eq!(pretty(&model), pretty(&expected));
}

#[test]
fn the_query_protocol_keeps_its_names_and_codes() {
    let files = ServiceFiles {
        name: "old-query".to_owned(),
        service: json!({
            "metadata": {
                "apiVersion": "2010-01-01", "endpointPrefix": "old", "protocol": "query",
                "serviceId": "Old", "signatureVersion": "v4", "xmlNamespace": "urn:old",
            },
            "operations": {"Do": {
                "name": "Do",
                "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": "Input"},
                "output": {"shape": "Output", "resultWrapper": "DoResult"},
                "errors": [{"shape": "Gone"}],
            }},
            "shapes": {
                "Input": {"type": "structure", "members": {
                    "Names": {"shape": "Flat", "locationName": "Ignored"},
                    "Others": {"shape": "Named"},
                    "Renamed": {"shape": "Text", "locationName": "Wire"},
                }},
                "Output": {"type": "structure", "members": {}},
                "Gone": {
                    "type": "structure", "members": {}, "exception": true,
                    "error": {"code": "Old.Gone", "httpStatusCode": 404, "senderFault": true},
                },
                "Flat": {
                    "type": "list", "flattened": true,
                    "member": {"shape": "Text", "locationName": "Name"},
                },
                "Named": {"type": "list", "member": {"shape": "Text", "locationName": "item"}},
                "Text": {"type": "string"},
            },
        }),
        service_extras: None,
        paginators: None,
        paginators_extras: None,
        waiters: None,
        endpoint_rules: None,
    };
    let model = import(&files, false).expect("the service is right");
    let shape = |name: &str| &model["shapes"][format!("com.amazonaws.oldquery#{name}")];
    assert_eq!(shape("Do").get("traits"), None);
    let members = &shape("Input")["members"];
    let flat = json!({"smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "Name"});
    assert_eq!(members["Names"]["traits"], flat);
    assert_eq!(members["Others"].get("traits"), None);
    let wire = json!({"smithy.api#xmlName": "Wire"});
    assert_eq!(members["Renamed"]["traits"], wire);
    let item = json!({"smithy.api#xmlName": "item"});
    assert_eq!(shape("Named")["member"]["traits"], item);
    let code = json!({"code": "Old.Gone", "httpResponseCode": 404});
    assert_eq!(shape("Gone")["traits"]["aws.protocols#awsQueryError"], code);
    let traits = &shape("Old")["traits"];
    assert_eq!(traits["aws.protocols#awsQuery"], json!({}));
    assert_eq!(traits["aws.auth#sigv4"], json!({"name": "old"}));
    assert_eq!(traits["smithy.api#xmlNamespace"], json!({"uri": "urn:old"}));
}

#[test]
fn documentation_is_taken_over_only_when_asked_for() {
    let without = import(&tiny_service(), false).expect("the service is right");
    assert!(!without.to_string().contains("ocumentation"));
    let with = import(&tiny_service(), true).expect("the service is right");
    let shape = &with["shapes"]["com.amazonaws.tiny#PutThing"];
    assert_eq!(shape["traits"]["smithy.api#documentation"], "<p>Puts it.</p>");
}

#[test]
fn an_endpoint_that_another_operation_must_tell_is_not_forgotten() {
    for (discovery, expected) in [(json!({"required": true}), Some(json!({"required": true}))), (json!({}), None)] {
        let mut files = tiny_service();
        files.service["operations"]["PutThing"]["endpointdiscovery"] = discovery;
        let model = import(&files, false).expect("the service is right");
        let traits = &model["shapes"]["com.amazonaws.tiny#PutThing"]["traits"];
        assert_eq!(traits.get("aws.api#clientDiscoveredEndpoint"), expected.as_ref());
    }
}

#[test]
fn all_problems_are_found_at_once() {
    let mut files = tiny_service();
    let shapes = &mut files.service["shapes"];
    shapes["Color"]["novelty"] = json!(true);
    shapes["Thing"]["members"]["size"]["location"] = json!("moon");
    shapes["Thing"]["members"]["size"]["shape"] = json!("Nowhere");
    shapes["When"]["type"] = json!("sundial");
    files.service["operations"]["PutThing"]["http"]["requestUri"] = json!("/things/{other}");
    files.paginators = Some(json!({"pagination": {"ListAll": {
        "input_token": "a", "output_token": "b",
    }}}));
    let problems = import(&files, false).expect_err("six things are wrong");
    let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let text = text.join("\n");
    for expected in [
        "tiny/service-2.json.shapes.Color: unknown key `novelty`",
        "tiny/service-2.json.shapes.Thing.members.size: unknown location `moon`",
        "tiny/service-2.json.shapes.Thing.members.size: there is no shape `Nowhere`",
        "tiny/service-2.json.shapes.When: unknown type `sundial`",
        "`/things/{other}` has the label `other`, which no member of the input is bound to",
        "tiny/paginators-1.json.pagination.ListAll: the service has no operation `ListAll`",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    assert_eq!(problems.len(), 6, "{text}");
}

#[test]
fn no_json_makes_the_importer_panic() {
    let broken = [json!(null), json!([]), json!("x"), json!({"a": 1}), json!(1)];
    let whole = tiny_service();
    let parts: [fn(&mut ServiceFiles) -> &mut Value; 3] = [
        |files| &mut files.service,
        |files| files.paginators.get_or_insert_default(),
        |files| files.waiters.get_or_insert_default(),
    ];
    for part in parts {
        for place in support::places(part(&mut whole.clone())) {
            for value in &broken {
                let mut files = whole.clone();
                if let Some(target) = part(&mut files).pointer_mut(&place) {
                    *target = value.clone();
                }
                if let Err(problems) = import(&files, true) {
                    assert!(!problems.is_empty(), "{place} = {value}: failed silently");
                }
            }
        }
    }
}

#[test]
fn a_wheel_and_a_folder_say_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = wheel(folder.path(), &tiny_service());
    let mut source = Source::open(&path).expect("a wheel");
    let from_wheel = source.service("tiny").expect("it has the service");
    assert_eq!(from_wheel.service, tiny_service().service);
    assert_eq!(from_wheel.paginators, tiny_service().paginators);
    assert_eq!(source.partitions().expect("it has them")["version"], "1.1");

    let unpacked = folder.path().join("unpacked");
    support::unpack(&path, &unpacked);
    for place in [unpacked.clone(), unpacked.join("botocore/data")] {
        let mut source = Source::open(&place).expect("a folder");
        let files = source.service("tiny").expect("it has the service");
        assert_eq!(files.service, from_wheel.service);
        assert_eq!(files.waiters, from_wheel.waiters);
    }
}

#[test]
fn what_is_no_wheel_or_not_in_it_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = wheel(folder.path(), &tiny_service());
    let mut source = Source::open(&path).expect("a wheel");
    let text = source.service("tin").expect_err("no such service").to_string();
    assert!(text.contains("there is no service `tin`"), "{text}");
    assert!(text.contains("did you mean `tiny`?"), "{text}");
    let text = source.service("itny").expect_err("no such service").to_string();
    assert!(text.ends_with("did you mean `tiny`?"), "{text}");

    let text_file = folder.path().join("a.whl");
    fs::write(&text_file, "not a zip").expect("writable");
    let text = Source::open(&text_file).err().expect("no wheel").to_string();
    assert!(text.contains("not a wheel"), "{text}");
}

fn read(path: &Path) -> Value {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

const SERVICES: [&str; 3] = ["sts", "verifiedpermissions", "quicksight"];

fn merged(service: &str) -> Value {
    let mut model = read(&root().join(format!("models/{service}.json")));
    let overlay = read(&root().join(format!("models/overlays/{service}.json")));
    if let Err(errors) = merge_overlay(&mut model, &overlay) {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{service}:\n{}", errors.join("\n"));
    }
    model
}

#[test]
fn the_overlays_apply() {
    for service in SERVICES {
        merged(service);
    }
}

#[test]
fn committed_models_hold_no_documentation() {
    for service in SERVICES {
        let model = read(&root().join(format!("models/{service}.json")));
        let text = model.to_string();
        assert!(!text.contains("documentation"), "{service}");
    }
}

#[test]
fn model_and_overlay_say_what_the_published_models_say() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/models"));
    if !folder.is_dir() {
        // Not by a macro: what a test prints is shown only when it fails.
        let _ = writeln!(std::io::stderr(), "skipped: {} is not there", folder.display());
        return;
    }
    for service in SERVICES {
        let published = read(&folder.join(format!("{service}.json")));
        let differences = support::differences(&merged(service), &published);
        assert!(differences.is_empty(), "{service}:\n{}", differences.join("\n"));
    }
}

#[test]
fn sts_says_which_failures_pass() {
    let sts = merged("sts");
    let exception = &sts["shapes"]["com.amazonaws.sts#IDPCommunicationErrorException"];
    assert_eq!(exception["traits"]["smithy.api#retryable"], json!({}));
}

#[test]
fn extras_are_merged_into_their_file() {
    let mut files: ServiceFiles = tiny_service();
    files.service_extras = Some(json!({
        "version": 1.0,
        "merge": {"shapes": {"Thing": {"members": {"more": {"shape": "Color"}}}}},
    }));
    let model = import(&files, false).expect("the service is right");
    let members = &model["shapes"]["com.amazonaws.tiny#Thing"]["members"];
    assert_eq!(members["more"]["target"], "com.amazonaws.tiny#Color");
    assert_eq!(members["size"]["target"], "com.amazonaws.tiny#Size");
}
