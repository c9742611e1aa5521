//! Which operations are generated, and what stays away with those that are not.

use serde_json::{Value, json};
use tinsmith_codegen::Settings;

use super::support::{generate, model, set_trait, settings, shape};

/// A model of three operations: `PutThing`, `PutWords`, which alone reaches `Sentence`, and `ListWords`, which streams
/// events.
fn three() -> Value {
    let mut model = model();
    for (name, member) in [("PutWords", "a#Sentence"), ("ListWords", "a#Events")] {
        let message = format!("{name}Output");
        *shape(&mut model, &message) = json!({
            "type": "structure",
            "members": {"body": {"target": member, "traits": {"smithy.api#httpPayload": {}}}},
        });
        *shape(&mut model, name) = json!({
            "type": "operation",
            "output": {"target": format!("a#{message}")},
            "traits": {"smithy.api#http": {"method": "POST", "uri": format!("/{name}")}},
        });
        let operations = shape(&mut model, "Service")["operations"].as_array_mut().expect("a list");
        operations.push(json!({"target": format!("a#{name}")}));
    }
    *shape(&mut model, "Sentence") = json!({"type": "structure", "members": {"text": {"target": "smithy.api#String"}}});
    *shape(&mut model, "Events") = json!({"type": "union", "members": {"one": {"target": "a#Sentence"}}});
    set_trait(shape(&mut model, "Events"), "smithy.api#streaming", json!({}));
    model
}

fn selecting(operations: &[&str], except: &[&str], without_event_streams: bool) -> Settings {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let operations = (!operations.is_empty()).then(|| list(operations));
    Settings { operations, except: list(except), without_event_streams, ..settings() }
}

/// The operations that are generated, and whether `Sentence` is.
fn selected(settings: &Settings) -> (Vec<String>, bool) {
    let generated = generate(three(), settings).expect("it is right");
    let operations = generated.files.keys().filter_map(|path| path.strip_prefix("example/operations/"));
    let operations = operations.filter(|file| *file != "mod.rs").map(|file| file.trim_end_matches(".rs").to_owned());
    (operations.collect(), generated.files.contains_key("example/shapes/s/sentence.rs"))
}

#[test]
fn operations_are_taken_and_left_out_by_pattern() {
    let both = || vec!["put_thing".to_owned(), "put_words".to_owned()];
    let thing = || vec!["put_thing".to_owned()];
    assert_eq!(selected(&selecting(&["Put*"], &[], false)), (both(), true));
    assert_eq!(selected(&selecting(&["Put*"], &["*Words"], false)), (thing(), false));
    assert_eq!(selected(&selecting(&[], &["*Words"], false)), (thing(), false));
}

#[test]
fn event_streams_are_left_out_in_a_word() {
    let problems = generate(three(), &settings()).expect_err("events are refused");
    let hint = "hint: leave all such operations out with `event_streams = false` in tinsmith.toml";
    assert!(problems.iter().all(|problem| problem.ends_with(hint)), "{problems:#?}");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let (operations, _) = selected(&selecting(&[], &[], true));
    assert_eq!(operations, ["put_thing", "put_words"]);
}

#[test]
fn what_selects_nothing_is_a_problem() {
    let problems = |settings: Settings| generate(three(), &settings).expect_err("it selects nothing");
    assert_eq!(
        problems(selecting(&["Put*", "Get*"], &["Delet*", "PutWord"], true)),
        [
            "a#Service: the settings ask for operations of the pattern `Get*`, which the model does not have\n  \
             hint: take it out of `operations`, or correct its name",
            "a#Service: the settings ask for operations of the pattern `Delet*`, which the model does not have\n  \
             hint: take it out of `except`, or correct its name",
            "a#Service: the settings ask for the operation `PutWord`, which the model does not have\n  \
             hint: did you mean `PutWords`?",
        ]
    );
    assert_eq!(
        problems(selecting(&["*Words"], &["Put*"], true)),
        ["a#Service: the settings leave none of its 3 operations\n  \
          hint: ask for more in `operations`, or take some out of `except`"]
    );
}
