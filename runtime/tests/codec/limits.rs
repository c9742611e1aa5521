//! Nesting, in texts and in values, is bounded.

use tinsmith_runtime::codec::json::{self, JsonSettings};
use tinsmith_runtime::codec::xml::{self, XmlSettings};
use tinsmith_runtime::codec::{CodecError, MAX_DEPTH, Shape};
use tinsmith_runtime::types::Document;

use crate::shapes::{Choice, Documents, Node};

const DEEP: usize = 100_000;

#[track_caller]
fn too_deep<T>(result: Result<T, CodecError>) {
    let error = result.err().expect("too deep");
    assert!(error.message().starts_with("values nest deeper than 128 levels"), "{}", error.message());
}

#[test]
fn json_texts() {
    for (open, close) in [
        ("{\"Next\":", "}"),
        ("{\"Zzz\":", "}"),
        ("{\"Children\":[", "]}"),
        ("{\"Named\":{\"k\":", "}}"),
        ("{\"Choice\":{\"Node\":", "}}"),
        ("{\"Zzz\":[", "]}"),
    ] {
        too_deep(Node::from_json(&open.repeat(DEEP)));
        too_deep(Node::from_json(&format!("{}{{}}{}", open.repeat(DEEP), close.repeat(DEEP))));
    }
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        too_deep(json::read_document(open.repeat(DEEP).as_bytes()));
        too_deep(Documents::from_json(&format!("{{\"One\":{}", open.repeat(DEEP))));
        too_deep(Documents::from_json(&format!("{{\"Zzz\":{}", open.repeat(DEEP))));
    }
}

#[test]
fn xml_texts() {
    for open in
        ["<Next>", "<Zzz>", "<Children><member>", "<Named><entry><key>k</key><value>", "<Choice><Node>", "<Zzz><Next>"]
    {
        let text = format!("<N>{}", open.repeat(DEEP));
        too_deep(Node::from_xml(&text));
        too_deep(xml::read_error(text.as_bytes()).map(drop));
        too_deep(xml::read_wrapped(text.as_bytes(), "", &["N", "R"], &mut Node::default()).map(drop));
        let text = format!("<Error>{}", open.repeat(DEEP));
        too_deep(xml::read_error_structure(text.as_bytes(), XmlSettings::DEFAULT, &mut Node::default()));
    }
}

/// A chain of nodes, linked in turns as a member, in a list, in a map and in a union.
fn chain(length: usize) -> Node {
    let mut node = Node::default();
    for index in 1..length {
        node = match index % 4 {
            0 => Node { next: Some(Box::new(node)), ..Node::default() },
            1 => Node { children: Some(vec![node]), ..Node::default() },
            2 => Node { named: Some([("k".to_owned(), node)].into()), ..Node::default() },
            _ => Node { choice: Some(Choice::Node(Box::new(node))), ..Node::default() },
        };
    }
    node
}

#[test]
fn what_can_be_written_can_be_read() {
    let deepest = (1..=MAX_DEPTH).rev().find(|&length| chain(length).to_json().is_ok()).unwrap();
    assert!(deepest > MAX_DEPTH / 2, "{deepest}");
    let node = chain(deepest);
    assert_eq!(Node::from_json(&node.to_json().unwrap()), Ok(node.clone()));
    assert_eq!(Node::from_xml(&node.to_xml().unwrap()), Ok(node.clone()));
    node.to_query().unwrap();
    let node = chain(deepest + 1);
    too_deep(node.to_json());
    too_deep(node.to_xml());
    too_deep(node.to_query());
}

#[test]
fn documents() {
    let nested = |depth: usize| (0..depth).fold(Document::Null, |inner, _| Document::Array(vec![inner]));
    let mut out = Vec::new();
    let shape = |depth: usize| Documents { one: Some(nested(depth)), list: None, map: None };
    json::write_structure(&shape(MAX_DEPTH - 1), JsonSettings::DEFAULT, &mut out).unwrap();
    assert_eq!(Documents::from_json(std::str::from_utf8(&out).unwrap()), Ok(shape(MAX_DEPTH - 1)));
    too_deep(json::write_structure(&shape(MAX_DEPTH), JsonSettings::DEFAULT, &mut out));
}

#[track_caller]
fn too_large<T>(result: Result<T, CodecError>, path: &str) {
    let error = result.err().expect("too large");
    assert!(error.message().starts_with("the values take more memory than a text of this length may"), "{error}");
    assert!(error.path().starts_with(path), "{error}");
}

#[test]
fn texts_that_would_take_memory_out_of_proportion_are_refused_with_the_path() {
    let children = vec!["{}"; 100_000].join(",");
    too_large(Node::from_json(&format!(r#"{{"Next":{{"Children":[{children}]}}}}"#)), "Next.Children[");
    let named: Vec<String> = (0..100_000).map(|n| format!(r#""{n}":{{}}"#)).collect();
    too_large(Node::from_json(&format!(r#"{{"Named":{{{}}}}}"#, named.join(","))), "Named[…]");
    too_large(json::read_document(format!("[{}]", vec!["[0]"; 500_000].join(",")).as_bytes()), "");
    let children = "<member/>".repeat(100_000);
    too_large(Node::from_xml(&format!("<N><Next><Children>{children}</Children></Next></N>")), "Next.Children[");
    let named = "<entry><key/><value><Next/></value></entry>".repeat(1_000);
    Node::from_xml(&format!("<N><Named>{named}</Named></N>")).unwrap();
}

#[test]
fn a_page_of_sparse_elements_is_read() {
    let children = vec!["{}"; 1_000].join(",");
    let read = Node::from_json(&format!(r#"{{"Children":[{children}]}}"#)).unwrap();
    assert_eq!(read.children.unwrap().len(), 1_000);
}
