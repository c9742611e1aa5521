//! Of members that stand in a text twice, the last counts, wholly.

use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::json;
use tinsmith_runtime::types::Document;

use crate::shapes::{Choice, Everything, Node};

fn value(value: &str) -> Node {
    Node { value: Some(value.to_owned()), ..Node::default() }
}

#[test]
fn a_structure_does_not_keep_members_of_the_first() {
    let first = r#""Next":{"Value":"a","Children":[{}],"Choice":{"Text":"t"},"Next":{"Value":"b"}}"#;
    let expected = Node { next: Some(Box::new(value("c"))), ..Node::default() };
    assert_eq!(Node::from_json(&format!(r#"{{{first},"Next":{{"Value":"c"}}}}"#)), Ok(expected.clone()));
    let first = "<Next><Value>a</Value><Children><member/></Children><Choice><Text/></Choice><Next/></Next>";
    assert_eq!(Node::from_xml(&format!("<N>{first}<Next><Value>c</Value></Next></N>")), Ok(expected));
}

#[test]
fn structures_within_lists_and_maps_do_not_keep_members_of_the_first() {
    let text = r#"{"Children":[{"Value":"a"}],"Children":[{}],"Named":{"k":{"Value":"a"},"k":{}}}"#;
    let read = Node::from_json(text).unwrap();
    assert_eq!(read.children, Some(vec![Node::default()]));
    assert_eq!(read.named.unwrap()["k"], Node::default());
    let text = "<N><Children><member><Value>a</Value></member></Children><Children><member/></Children>\
        <Named><entry><key>k</key><value><Value>a</Value></value></entry><entry><key>k</key><value/></entry></Named></N>";
    let read = Node::from_xml(text).unwrap();
    assert_eq!(read.children, Some(vec![Node::default()]));
    assert_eq!(read.named.unwrap()["k"], Node::default());
}

#[test]
fn a_union_becomes_the_last_and_its_structure_is_not_mixed() {
    let text = r#"{"Choice":{"Node":{"Value":"a"}},"Choice":{"Node":{"Next":{}}}}"#;
    let node = Node { next: Some(Box::default()), ..Node::default() };
    assert_eq!(Node::from_json(text).unwrap().choice, Some(Choice::Node(Box::new(node))));
    let text = "<N><Choice><Items>a</Items></Choice><Choice><Items>b</Items></Choice></N>";
    assert_eq!(Node::from_xml(text).unwrap().choice, Some(Choice::Items(vec!["b".to_owned()])));
}

#[test]
fn a_union_with_the_same_member_twice_is_refused() {
    assert!(Choice::from_json(r#"{"Text":"a","Text":"b"}"#).is_err());
    assert!(Choice::from_xml("<C><Text>a</Text><Text>b</Text></C>").is_err());
}

#[test]
fn flattened_elements_are_no_duplicates() {
    let read = Everything::from_xml("<E><Item>a</Item><Boolean>true</Boolean><Item>b</Item></E>").unwrap();
    assert_eq!(read.flat, ["a", "b"]);
}

#[test]
fn documents_hold_the_last() {
    let read = json::read_document(br#"{"b":1,"a":{"x":1},"b":2,"a":{"y":2}}"#).unwrap();
    let a = Document::from_iter([("y", Document::from(2))]);
    assert_eq!(read, Document::from_iter([("a", a), ("b", Document::from(2))]));
}
