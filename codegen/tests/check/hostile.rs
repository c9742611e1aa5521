//! A model cannot put code into what is generated.

use serde_json::{Value, json};

use super::support::{add, generate, input, model, set_trait, settings, shape};

/// Texts that end what texts stand in: comments, attributes, strings, macros, blocks, format strings.
const TEXTS: &[&str] = &[
    "*/ fn injected() {} /*",
    "\n} fn injected() {}\n",
    "\r\n#![injected]",
    "\"; fn injected() {} \"",
    "\")] fn injected() {} #[doc = (\"",
    "]] injected!{}",
    "\\\" fn injected() {}",
    "\0\u{1b}[31m",
    "\u{202e}} nj injected\u{2066}",
    "{injected} {} }}{{",
    "```\nfn injected() {}\n```",
    "r#\"##\"#",
    "/// \u{2028}//! injected",
    "'a",
    "`[injected]`",
];

/// A file's tokens with all literals and documentation taken out: what is left is code.
fn code(text: &str) -> String {
    fn walk(tokens: proc_macro2::TokenStream, into: &mut String) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => {
                    into.push('(');
                    walk(group.stream(), into);
                    // A line that is too long gets a comma at its end.
                    if into.ends_with(", ") {
                        into.truncate(into.len() - 2);
                    }
                    into.push(')');
                }
                proc_macro2::TokenTree::Literal(_) => into.push_str("_ "),
                other => {
                    into.push_str(&other.to_string());
                    into.push(' ');
                }
            }
        }
    }
    let mut found = String::new();
    walk(text.parse().expect("the file is made of tokens"), &mut found);
    found
}

fn set_texts(model: &mut Value, text: &str) {
    let documentation = |of: &mut Value| {
        set_trait(of, "smithy.api#documentation", json!(text));
        set_trait(of, "smithy.api#deprecated", json!({"message": text, "since": text}));
    };
    for name in ["PutThing", "PutThingInput", "Busy", "Thing", "Choice", "Kind"] {
        documentation(shape(model, name));
    }
    for name in ["id", "kind", "header", "thing", "count"] {
        documentation(&mut input(model)[name]);
    }
    let value = json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": text}});
    shape(model, "Kind")["members"]["ODD"] = value;
    set_trait(shape(model, "Service"), "smithy.api#documentation", json!(text));
    set_trait(shape(model, "Service"), "smithy.api#title", json!(text));
    shape(model, "Service")["version"] = json!(text);
    set_trait(&mut input(model)["header"], "smithy.api#pattern", json!(text));
    let default = json!({"target": "smithy.api#String", "traits": {"smithy.api#default": text}});
    shape(model, "Thing")["members"]["text"] = default;
    let document = json!({"target": "smithy.api#Document", "traits": {"smithy.api#default": {text: [text]}}});
    shape(model, "Thing")["members"]["document"] = document;
    let parameters = &mut shape(model, "Service")["traits"]["smithy.rules#endpointRuleSet"]["parameters"];
    parameters["Fast"] = json!({"type": "string", "default": text});
    set_trait(shape(model, "PutThing"), "smithy.rules#staticContextParams", json!({"Fast": {"value": text}}));
}

#[test]
fn texts_stay_texts() {
    let generated = |text: &str| {
        let mut model = model();
        set_texts(&mut model, text);
        generate(model, &settings()).expect("texts may be anything").files
    };
    let plain = generated("plain");
    for text in TEXTS {
        for (path, file) in generated(text) {
            // Documentation of more lines is more attributes of one form.
            let lines = |text: &str| text.replace("# (doc = _ )", "").replace("# ! (doc = _ )", "");
            assert_eq!(lines(&code(&file)), lines(&code(&plain[&path])), "{text:?} in {path}\n{file}");
            let hidden = file.chars().find(|c| *c != '\n' && tinsmith_codegen::is_control(*c));
            assert_eq!(hidden, None, "{text:?} in {path}");
        }
    }
}

/// Texts that are part of a protocol are either refused or stay texts.
#[test]
fn names_on_the_wire_stay_texts() {
    let set: [fn(&mut Value, &str); 9] = [
        |model, text| set_trait(&mut input(model)["kind"], "smithy.api#httpQuery", json!(text)),
        |model, text| set_trait(&mut input(model)["header"], "smithy.api#httpHeader", json!(text)),
        |model, text| set_trait(&mut input(model)["metadata"], "smithy.api#httpPrefixHeaders", json!(text)),
        |model, text| set_trait(&mut input(model)["thing"], "smithy.api#jsonName", json!(text)),
        |model, text| set_trait(&mut input(model)["thing"], "smithy.api#xmlName", json!(text)),
        |model, text| {
            shape(model, "PutThing")["traits"]["smithy.api#http"]["uri"] = json!(format!("/{text}/{{id}}/{{path}}"))
        },
        |model, text| set_trait(shape(model, "Busy"), "aws.protocols#awsQueryError", json!({"code": text})),
        |model, text| set_trait(shape(model, "Service"), "aws.api#service", json!({"sdkId": text})),
        |model, text| add(model, json!({}), json!({"type": "blob", "traits": {"smithy.api#mediaType": text}})),
    ];
    for set in set {
        let generated = |text: &str| {
            let mut model = model();
            set(&mut model, text);
            generate(model, &settings())
        };
        let plain = generated("plain").expect("it is right").files;
        for text in TEXTS {
            if let Ok(generated) = generated(text) {
                for (path, file) in generated.files {
                    assert_eq!(code(&file), code(&plain[&path]), "{text:?} in {path}\n{file}");
                }
            }
        }
    }
}

#[test]
fn names_are_identifiers_or_refused() {
    for name in ["a b", "a;", "a{}", "a\"", "é", "", "1", "_", "a-b", "a\n", "r#a", "a$b"] {
        let mut with_member = model();
        input(&mut with_member)[name] = json!({"target": "smithy.api#String"});
        assert!(generate(with_member, &settings()).is_err(), "{name:?}");
        let mut with_shape = model();
        with_shape["shapes"][format!("a#{name}")] = json!({"type": "structure", "members": {}});
        assert!(generate(with_shape, &settings()).is_err(), "{name:?}");
        let mut renamed = model();
        shape(&mut renamed, "Service")["rename"] = json!({"a#Thing": name});
        assert!(generate(renamed, &settings()).is_err(), "{name:?}");
    }
}
