//! Tags, texts and references against `quick-xml`.

use proptest::prelude::*;
use proptest::sample::select;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use tinsmith_runtime::codec::Shape;

use crate::shapes::Node;

/// Some of what XML is made of, whole and in parts.
const PIECES: &[&str] = &[
    "<a>",
    "</a>",
    "</a >",
    "</ a>",
    "<b/>",
    "<b />",
    "<b/ >",
    "<p:c>",
    "</p:c>",
    "</c>",
    "<d2>",
    "</d2>",
    "<>",
    "</>",
    "<é>",
    "</é>",
    "<a x='1'>",
    "<a x=\">'\">",
    "<a x='/'>",
    "<a x>",
    "<a\n>",
    "<b x='/>'/>",
    "<",
    ">",
    "/",
    "'",
    "\"",
    "&amp;",
    "&lt;",
    "&#65;",
    "&#xD;",
    "&#x1F600;",
    "&#0;",
    "&#xD800;",
    "&#+1;",
    "&#;",
    "&x;",
    "&",
    ";",
    "&a<",
    "<![CDATA[",
    "]]>",
    "<![CDATA[a<&b]]>",
    "<![CDATA[\r]]>",
    "<!--",
    "-->",
    "<!---->",
    "<!-- <a> & -->",
    "<!--->",
    "<!x>",
    "<?",
    "?>",
    "<?pi >?>",
    "<?>",
    "<?xml?>",
    "<?xml encoding='UTF-8'?>",
    "<?xml encoding='latin1'?>",
    "<?xml encoding=?>",
    "<?xml-x encoding='latin1'?>",
    "<!DOCTYPE a>",
    "\r\n",
    "\r",
    "\n",
    " ",
    "\t",
    "text",
    "sixteen bytes ok",
    "é\u{2028}",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,20}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The texts of all elements, by the other parser; `None` where it is no XML, or not for us.
fn texts(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let (mut texts, mut depth, mut roots) = (String::new(), 0_usize, 0);
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) => {
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(_) => roots += usize::from(depth == 0),
            Event::End(_) => depth -= 1,
            Event::Text(part) => texts.push_str(&lines(depth, &part)?),
            Event::CData(part) => texts.push_str(&lines(depth, &part)?),
            Event::GeneralRef(_) if depth == 0 => return None,
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => texts.push(character),
                None => texts.push_str(resolve_xml_entity(&reference.decode().ok()?)?),
            },
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().transpose().ok()?;
                encoding.is_none_or(|encoding| encoding.eq_ignore_ascii_case(b"utf-8")).then_some(())?;
            }
            Event::DocType(_) => return None,
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return (depth == 0 && roots == 1).then_some(texts),
        }
    }
}

/// A text with its ends of lines normalized; outside of elements only white space is one.
fn lines(depth: usize, text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?.replace("\r\n", "\n").replace('\r', "\n");
    (depth > 0 || text.trim_matches([' ', '\t', '\n']).is_empty()).then_some(text)
}

proptest! {
    #[test]
    fn what_is_passed_over_is_xml(soup in soup()) {
        for text in [format!("<N><a>{soup}</a></N>"), format!("<N>{soup}</N>"), format!("{soup}<N/>"), format!("<N/>{soup}")] {
            prop_assert_eq!(Node::from_xml(&text).is_ok(), texts(&text).is_some(), "{}", text);
        }
    }

    #[test]
    fn texts_are_those_of_another_tokenizer(soup in soup()) {
        let text = format!("<N><Value>{soup}</Value></N>");
        match Node::from_xml(&text) {
            Ok(node) => prop_assert_eq!(node.value, texts(&text), "{}", text),
            Err(error) => {
                let element = error.message().starts_with("expected a text, found an element");
                prop_assert!(element || texts(&text).is_none(), "{}: {}", error, text);
            }
        }
    }
}
