//! Forms of awsQuery.

use std::collections::HashMap;

use proptest::prelude::*;
use tinsmith_runtime::codec::{Shape, form};
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::Document;

use crate::shapes::{Choice, Color, Documents, Everything, Node, Person, Size};
use crate::values::everything;

fn empty() -> Everything {
    Everything::from_json("{}").unwrap()
}

/// The form without the members that are always there.
#[track_caller]
fn writes(shape: &Everything, expected: &str) {
    assert_eq!(shape.to_query().unwrap(), format!("Required={expected}"));
}

#[test]
fn scalars() {
    let shape = Everything {
        required: "a b~c-d_e.f+g*&=%/é".to_owned(),
        boolean: Some(false),
        byte: Some(-1),
        long: Some(i64::MIN),
        double: Some(1.5),
        float: Some(f32::NEG_INFINITY),
        text: Some(String::new()),
        color: Some(Color::Green),
        size: Some(Size::Unknown(7)),
        blob: Some(b"\xfb\xff".into()),
        date_time: Some(Timestamp::EPOCH),
        http_date: Some(Timestamp::EPOCH),
        epoch: Timestamp::new(-1, 500_000_000),
        flat: vec!["x".to_owned()],
        ..empty()
    };
    let expected = "a%20b~c-d_e.f%2Bg%2A%26%3D%25%2F%C3%A9&Boolean=false&Byte=-1&Long=-9223372036854775808&Float=-Infinity&Double=1.5&XmlText=\
        &Color=GREEN&Size=7&Blob=%2B%2F8%3D&DateTime=1970-01-01T00%3A00%3A00Z\
        &HttpDate=Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20GMT&Epoch=-0.5&Item.1=x";
    writes(&shape, expected);
}

#[test]
fn lists() {
    let one = Person { name: Some("n".to_owned()), age: Some(1) };
    let shape = Everything {
        list: Some(vec!["a".to_owned(), "b".to_owned()]),
        renamed: Some(vec![]),
        flat: vec!["c".to_owned(), "d".to_owned()],
        matrix: Some(vec![vec![1.0], vec![]]),
        people: Some(vec![Person::default(), one]),
        ..empty()
    };
    let expected = "&List.member.1=a&List.member.2=b&Numbers=&Item.1=c&Item.2=d&Matrix.member.1.member.1=1.0\
        &Matrix.member.2=&People.person.2.Name=n&People.person.2.Age=1";
    writes(&shape, expected);
    writes(&empty(), "&Item=");
    let shape = Everything { flat: vec![String::new(); 11], ..empty() };
    assert!(shape.to_query().unwrap().ends_with("&Item.9=&Item.10=&Item.11="));
}

#[test]
fn maps() {
    let person = Person { name: None, age: Some(2) };
    let shape = Everything {
        flat: vec!["x".to_owned()],
        map: Some(HashMap::from([("b".to_owned(), "2".to_owned()), ("a".to_owned(), "1".to_owned())])),
        renamed_map: Some(HashMap::from([("k".to_owned(), Color::Red)])),
        flat_map: HashMap::from([("p".to_owned(), person)]),
        sparse_map: Some(HashMap::new()),
        ..empty()
    };
    let expected = "&Item.1=x&Map.entry.1.key=a&Map.entry.1.value=1&Map.entry.2.key=b&Map.entry.2.value=2\
        &RenamedMap.entry.1.Name=k&RenamedMap.entry.1.Color=RED&FlatMap.1.Name=p&FlatMap.1.Person.Age=2";
    writes(&shape, expected);
}

#[test]
fn structures_and_unions() {
    let inner = Node { value: Some("v".to_owned()), ..Node::default() };
    let choice = Choice::Items(vec!["i".to_owned()]);
    let node = Node { next: Some(Box::new(inner)), choice: Some(choice), ..Node::default() };
    assert_eq!(node.to_query().unwrap(), "Next.Value=v&Choice.Items.1=i");
    let mut out = "Action=A&Version=1".to_owned();
    form::write_structure(&node, &mut out).unwrap();
    assert_eq!(out, "Action=A&Version=1&Next.Value=v&Choice.Items.1=i");
}

#[test]
fn what_a_form_cannot_say() {
    let error = |shape: &dyn tinsmith_runtime::Structure| {
        form::write_structure(shape, &mut String::new()).unwrap_err().to_string()
    };
    let shape = Everything { sparse_list: Some(vec![None]), ..empty() };
    assert_eq!(error(&shape), "SparseList[0]: a null cannot be written in a form; leave the element out");
    let shape = Documents { one: Some(Document::Null), list: None, map: None };
    assert_eq!(error(&shape), "One: a document can be written as JSON only");
    let shape = Node { choice: Some(Choice::Unknown("New".to_owned())), ..Node::default() };
    let message = "Choice: the union Choice holds `New`, which the model does not know and cannot be sent";
    assert_eq!(error(&shape), message);
}

#[test]
fn long_blobs_are_one_text() {
    let bytes: Vec<u8> = (0..2_000_u32).map(|n| (n * 7 % 256) as u8).collect();
    let shape = Everything { blob: Some(bytes.clone().into()), ..empty() };
    let pairs: HashMap<String, String> =
        form_urlencoded::parse(shape.to_query().unwrap().as_bytes()).into_owned().collect();
    let json: serde_json::Value = serde_json::from_str(&shape.to_json().unwrap()).unwrap();
    assert_eq!(json["Blob"].as_str(), Some(pairs["Blob"].as_str()));
    assert_eq!(Everything::from_json(&shape.to_json().unwrap()).unwrap().blob.as_deref(), Some(bytes.as_slice()));
    assert_eq!(Everything::from_xml(&shape.to_xml().unwrap()).unwrap().blob.as_deref(), Some(bytes.as_slice()));
}

proptest! {
    #[test]
    fn pairs_are_what_another_parser_reads(shape in everything()) {
        let shape = Everything { sparse_list: None, sparse_map: None, ..shape };
        let query = shape.to_query().unwrap();
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%&=".contains(&byte)));
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let names: std::collections::BTreeSet<_> = pairs.iter().map(|(name, _)| name).collect();
        prop_assert_eq!(names.len(), pairs.len());
        let get = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
        prop_assert_eq!(get("Required"), Some(shape.required));
        prop_assert_eq!(get("XmlText"), shape.text);
        prop_assert_eq!(get("Double").map(|text| text.parse().unwrap()), shape.double);
        for (index, text) in shape.flat.into_iter().enumerate() {
            prop_assert_eq!(get(&format!("Item.{}", index + 1)), Some(text));
        }
        for index in 1..=shape.map.as_ref().map_or(0, HashMap::len) {
            let key = get(&format!("Map.entry.{index}.key")).unwrap();
            let value = get(&format!("Map.entry.{index}.value"));
            prop_assert_eq!(value.as_ref(), shape.map.as_ref().and_then(|map| map.get(&key)));
        }
    }
}
