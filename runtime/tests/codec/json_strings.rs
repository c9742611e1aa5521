//! Strings, keys and numbers of JSON where they are read and written several bytes at a time.

use proptest::prelude::*;
use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::json;
use tinsmith_runtime::schema::{Member, Schema};
use tinsmith_runtime::types::{Document, Number};

use crate::shapes::{Everything, Node, structure};

/// A member whose name in JSON needs escapes.
#[derive(Debug)]
struct Quoted {
    value: Option<String>,
}

static QUOTED: Schema = Schema::structure("com.example#Quoted", &[Member::string("Value").with_json_name("a\"b\\")]);
structure!(Quoted, QUOTED, [value]);

#[test]
fn names_that_need_escapes() {
    let text = r#"{"a\"b\\":"x"}"#;
    let read = Quoted::from_json(text).unwrap();
    assert_eq!(read.value.as_deref(), Some("x"));
    assert_eq!(read.to_json().unwrap(), text);
    let error = Quoted::from_json(r#"{"a"b\":"x"}"#).unwrap_err();
    assert_eq!(error.to_string(), "the JSON text is malformed: expected `:` (at byte 4)");
}

/// What takes another way than most characters, and what comes close to it.
const SPECIAL: [char; 14] =
    ['"', '\\', '\n', '\0', '\u{1f}', ' ', '!', '#', '[', ']', '\u{7f}', '\u{80}', 'é', '\u{1f600}'];

fn node(value: &str) -> Node {
    Node { value: Some(value.to_owned()), ..Node::default() }
}

#[track_caller]
fn is_kept(value: &str) {
    let text = node(value).to_json().unwrap();
    let expected = serde_json::json!({ "Value": value });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), expected, "{value:?}");
    assert_eq!(Node::from_json(&text).unwrap().value.as_deref(), Some(value));
    assert_eq!(Node::from_json(&expected.to_string()).unwrap().value.as_deref(), Some(value));
    let document = json::read_document(text.as_bytes()).unwrap();
    assert_eq!(document, Document::Object([("Value", Document::from(value))].into_iter().collect()));
}

#[test]
fn special_characters_at_every_position_of_strings_of_every_length() {
    for length in 0..=40 {
        is_kept(&"x".repeat(length));
        for position in 0..length {
            for special in SPECIAL {
                let value: String = (0..length).map(|index| if index == position { special } else { 'x' }).collect();
                is_kept(&value);
            }
        }
    }
}

#[test]
fn control_characters_are_refused_at_every_position() {
    for length in 1..=20 {
        for position in 0..length {
            for control in ['\0', '\n', '\u{1f}'] {
                let value: String = (0..length).map(|index| if index == position { control } else { 'x' }).collect();
                let error = |text: &str| Node::from_json(text).unwrap_err().to_string();
                let message = "a string holds a control character that is not escaped";
                let at = r#"{"Value":""#.len() + position;
                assert_eq!(error(&format!(r#"{{"Value":"{value}"}}"#)), format!("Value: {message} (at byte {at})"));
                let at = r#"{""#.len() + position;
                assert_eq!(error(&format!(r#"{{"{value}":1}}"#)), format!("{message} (at byte {at})"));
            }
        }
    }
}

/// Members in any order, with keys that are parts of others, escaped, unknown or there twice.
fn members() -> impl Strategy<Value = Vec<(String, String)>> {
    let key = prop_oneof![
        4 => proptest::sample::select(vec!["Required", "Boolean", "Short", "Long", "Float", "Double", "text", "List"]),
        1 => proptest::sample::select(vec!["Text", "Lon", "Longer", "", "R", "Liste", "\\", "Long\"", "Longé"]),
    ];
    let value = proptest::sample::select(vec!["1", "true", r#""a""#, "null", "[]", r#"["a\n"]"#, r#"{"a":[{}]}"#]);
    proptest::collection::vec((key, value, any::<bool>()), 0..12).prop_map(|members| {
        let written = |key: &str, escaped| {
            let text = serde_json::to_string(key).unwrap();
            if escaped && !key.is_empty() && key.is_ascii() && !key.contains(['"', '\\']) {
                format!("\"\\u{:04x}{}", u32::from(key.as_bytes()[0]), &text[2..])
            } else {
                text
            }
        };
        members.into_iter().map(|(key, value, escaped)| (written(key, escaped), value.to_owned())).collect()
    })
}

proptest! {
    #[test]
    fn members_are_found_in_any_order_however_they_are_written(members in members(), spaces in "[ \n]{0,2}") {
        let text = |members: &[(String, String)], spaces: &str| {
            let members: Vec<String> = members.iter().map(|(key, value)| format!("{key}{spaces}:{spaces}{value}")).collect();
            format!("{{{spaces}{}{spaces}}}", members.join(&format!("{spaces},{spaces}")))
        };
        let read = |text: &str| {
            let message = |error: tinsmith_runtime::codec::CodecError| (error.path(), error.message().split(" (at").next().unwrap().to_owned());
            Everything::from_json(text).map(|read| read.to_json().unwrap()).map_err(message)
        };
        // Each key as it stands for, in the order of the model where each comes once: what is compared in place.
        let mut plain: Vec<(String, String)> = Vec::new();
        for (key, value) in &members {
            let key = serde_json::to_string(&serde_json::from_str::<String>(key).unwrap()).unwrap();
            plain.push((key, value.clone()));
        }
        prop_assert_eq!(read(&text(&members, &spaces)), read(&text(&plain, "")));
        let known = ["Required", "Boolean", "Short", "Long", "Float", "Double", "text", "List"];
        let mut last = std::collections::BTreeMap::new();
        for (key, value) in plain.iter().filter(|(_, value)| value != "null") {
            let place = known.iter().position(|known| format!("\"{known}\"") == *key);
            if let Some(place) = place {
                last.insert(place, (key.clone(), value.clone()));
            }
        }
        let ordered: Vec<_> = last.into_values().collect();
        if let Ok(read_in_any_order) = read(&text(&members, &spaces)) {
            prop_assert_eq!(Ok(read_in_any_order), read(&text(&ordered, "")));
        }
    }

    #[test]
    fn short_decimals_are_written_as_they_are_printed(digits in -9_999_999_999_999_i64..9_999_999_999_999, places in 0..9) {
        #[expect(clippy::cast_precision_loss, reason = "any float will do")]
        let value = digits as f64 / 10_f64.powi(places);
        for value in [value, value / 1e4, value * 1e3, f64::from_bits(value.to_bits() + 1)] {
            let printed = format!("{value:?}");
            let shape = Everything { double: Some(value), ..Everything::from_json("{}").unwrap() };
            let expected = format!("\"Double\":{printed}");
            prop_assert!(shape.to_json().unwrap().contains(&expected), "{}", printed);
            prop_assert_eq!(json::read_document(printed.as_bytes()).unwrap(), Document::from(value));
            prop_assert_eq!(printed.parse::<Number>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn numbers_of_documents_keep_every_zero(text in "-?(0|[1-9][0-9]{0,9})\\.[0-9]{1,9}") {
        prop_assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
    }
}

#[test]
fn floats_at_the_edges_of_short_decimals() {
    for value in [0.0, -0.0, 1.0, 0.0001, 0.00009, 0.1, 1e11, 99_999_999_999.999_9, 1e15, 1e16, 0.3, 0.1 + 0.2, 5e-324]
    {
        let shape = Everything { double: Some(value), ..Everything::from_json("{}").unwrap() };
        let expected = format!("\"Double\":{value:?}");
        assert!(shape.to_json().unwrap().contains(&expected), "{expected}");
    }
}
