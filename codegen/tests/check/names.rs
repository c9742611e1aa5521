//! Names that Rust cannot tell apart, or cannot have.

use serde_json::{Value, json};

use super::support::{generate, input, model, refused, settings, shape};

#[test]
fn two_of_one_name_are_refused() {
    let string = json!({"target": "smithy.api#String"});
    refused(
        |model| {
            model["shapes"]["a#thing"] = model["shapes"]["a#Thing"].clone();
            input(model)["other"] = json!({"target": "a#thing"});
        },
        &["a#thing: `Thing` and `thing` both give the type `Thing`"],
    );
    refused(
        |model| {
            model["shapes"]["b#Thing"] = model["shapes"]["a#Thing"].clone();
            input(model)["other"] = json!({"target": "b#Thing"});
        },
        &["b#Thing: `a#Thing` and `b#Thing` both give the type `Thing`"],
    );
    refused(
        |model| input(model)["Count"] = string.clone(),
        &["a#PutThingInput$Count: `count` and `Count` both give the member `count`"],
    );
    refused(
        |model| shape(model, "Choice")["members"]["Text"] = string.clone(),
        &[
            "a#Choice$Text: `text` and `Text` both give the variant `Text`",
            "a#Choice$Text: `text` and `Text` both give the variant `text`",
        ],
    );
    refused(
        |model| {
            let unit = json!({"target": "smithy.api#Unit"});
            let values = json!({"UNKNOWN": unit, "UnknownValue": unit});
            shape(model, "Kind")["members"] = values;
        },
        &["a#Kind$UnknownValue: `UNKNOWN` and `UnknownValue` both give the value `UnknownValue`"],
    );
    refused(
        |model| {
            model["shapes"]["a#putThing"] = model["shapes"]["a#PutThing"].clone();
            shape(model, "Service")["operations"] = json!([{"target": "a#PutThing"}, {"target": "a#putThing"}]);
        },
        &["a#putThing: `PutThing` and `putThing` both give the method `put_thing`"],
    );
    refused(
        |model| {
            model["shapes"]["a#BusyException"] = model["shapes"]["a#Busy"].clone();
            shape(model, "PutThing")["errors"] = json!([{"target": "a#Busy"}, {"target": "a#BusyException"}]);
        },
        &["a#BusyException: `Busy` and `BusyException` both give the variant of the service's exception `Busy`"],
    );
}

#[test]
fn a_rename_mends_types_of_one_name() {
    let mut model = model();
    model["shapes"]["b#Thing"] = model["shapes"]["a#Thing"].clone();
    input(&mut model)["other"] = json!({"target": "b#Thing"});
    shape(&mut model, "Service")["rename"] = json!({"b#Thing": "OtherThing"});
    assert!(generate(model, &settings()).is_ok());
}

#[test]
fn modules_have_legal_names() {
    for module in ["", "_", "self", "1a", "a b", "a;", "ring", "credentials", "tracing", "xml", "é", "r#crate"] {
        let settings = tinsmith_codegen::Settings { module: module.to_owned(), ..settings() };
        let problems = generate(model(), &settings).expect_err(module);
        let expected = format!("the settings: `{module}` cannot be the name of the service's module");
        assert!(problems.len() == 1 && problems.iter().all(|problem| problem.starts_with(&expected)), "{problems:?}");
    }
}

#[test]
fn old_enums_have_legal_names() {
    refused(
        |model| {
            let values = json!([{"value": "a", "name": "a-b"}, {"value": ""}, {"value": "c", "name": "x{}"}]);
            *shape(model, "Kind") = json!({"type": "string", "traits": {"smithy.api#enum": values}});
        },
        &[
            "a#Kind$: its name `` is not an identifier",
            "a#Kind$a-b: its name `a-b` is not an identifier",
            "a#Kind$x{}: its name `x{}` is not an identifier",
        ],
    );
}

/// Whatever is legal in Smithy is legal in Rust: keywords, digits, names of methods and of the prelude.
#[test]
fn awkward_names_are_generated() {
    let names = [
        "Self",
        "Box",
        "Vec",
        "Option",
        "String",
        "Mod",
        "Crate",
        "Super",
        "Type",
        "Result",
        "Client",
        "Error",
        "Default",
        "_1",
        "Fn",
        "Async",
        "New",
        "Clone",
        "Schema",
        "MemberMut",
        "Value",
        "Std",
        "F",
        "Index",
        "None",
        "Exception",
    ];
    let mut model = model();
    let target = |target: &str| json!({"target": target});
    let members = |of: &str| Value::from_iter(names.iter().map(|name| ((*name).to_owned(), target(of))));
    let shapes = model["shapes"].as_object_mut().expect("shapes");
    for name in names {
        let structure = json!({"type": "structure", "members": {"self": {"target": "smithy.api#String"}}});
        shapes.insert(format!("n#{name}"), structure);
        let traits = json!({"smithy.api#http": {"method": "POST", "uri": "/"}});
        let operation = json!({"type": "operation", "input": target(&format!("n#{name}")), "traits": traits});
        shapes.insert(format!("o#{name}"), operation);
    }
    shape(&mut model, "Choice")["members"] = members("smithy.api#String");
    shape(&mut model, "Thing")["members"] = members("smithy.api#String");
    shape(&mut model, "Kind")["members"] = members("smithy.api#Unit");
    let operations = names.iter().map(|name| target(&format!("o#{name}")));
    let all: Vec<Value> = operations.chain([target("a#PutThing")]).collect();
    shape(&mut model, "Service")["operations"] = json!(all);
    let generated = generate(model, &settings()).expect("all are legal");
    assert_eq!(generated.operations, names.len() + 1);
    let modules = generated.files.keys().filter(|path| path.ends_with("/mod.rs")).count();
    let directories = generated.files.keys().filter_map(|path| path.rsplit_once('/')).map(|(directory, _)| directory);
    assert_eq!(modules, directories.collect::<std::collections::BTreeSet<_>>().len());
}
