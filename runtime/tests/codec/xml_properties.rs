//! XML against `roxmltree`.

use proptest::prelude::*;
use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::xml::{self, XmlSettings};
use tinsmith_runtime::value::Value;

use crate::shapes::{Everything, Node, NotFound};
use crate::values::{everything, mutate, mutations, xml_text};

/// The same elements and texts in another style: prefixes, comments, CDATA sections, references to characters.
fn restyle(node: roxmltree::Node<'_, '_>, out: &mut String) {
    if node.is_text() {
        let text = node.text().unwrap_or_default();
        for (index, character) in text.chars().enumerate() {
            match (index % 3, character) {
                (_, '\r') => out.push_str("&#13;"),
                (0, '<' | '&' | 'a'..='z') => out.push_str(&format!("<![CDATA[{character}]]>")),
                (1, _) | (_, '<' | '&' | '>') => out.push_str(&format!("&#x{:x};", u32::from(character))),
                (_, character) => out.push(character),
            }
        }
        return;
    }
    let name = format!("p:{}", node.tag_name().name());
    out.push_str(&format!("<!-- c --><{name} xmlns:p = 'u'"));
    for attribute in node.attributes() {
        let value: String = attribute.value().chars().map(|c| format!("&#{};", u32::from(c))).collect();
        let prefix = if attribute.name() == "nil" { "q:" } else { "" };
        out.push_str(&format!("\n {prefix}{}='{value}'", attribute.name()));
    }
    // A mark of null is compared as it stands.
    *out = out.replace("q:nil='&#116;&#114;&#117;&#101;'", "q:nil='true'");
    out.push_str(" >");
    for child in node.children() {
        restyle(child, out);
        out.push_str("<?pi?>");
    }
    out.push_str(&format!("</{name} >"));
}

proptest! {
    #[test]
    fn shapes_round_trip(shape in everything()) {
        prop_assert_eq!(Everything::from_xml(&shape.to_xml().unwrap()).unwrap(), shape);
    }

    #[test]
    fn texts_are_what_another_parser_reads(shape in everything()) {
        let text = shape.to_xml().unwrap().replacen(" x:attribute", " attribute", 1);
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        let child = |name: &str| root.children().find(|child| child.has_tag_name(name));
        let text = |name: &str| child(name).map(|child| child.text().unwrap_or_default().to_owned());
        prop_assert_eq!(text("Required"), Some(shape.required.clone()));
        prop_assert_eq!(text("XmlText"), shape.text.clone());
        prop_assert_eq!(root.attribute("attribute"), shape.attribute.as_deref());
        let items: Vec<_> = root.children().filter(|child| child.has_tag_name("Item")).collect();
        prop_assert_eq!(items.iter().map(|item| item.text().unwrap_or_default()).collect::<Vec<_>>(), shape.flat.clone());
        let mut restyled = String::new();
        restyle(root, &mut restyled);
        prop_assert_eq!(Everything::from_xml(&restyled).unwrap(), shape);
    }

    #[test]
    fn raw_texts_are_read_as_another_parser_reads_them(raw in xml_text()) {
        // roxmltree leaves carriage returns alone that stand beside references.
        let raw = if raw.contains(['&', '<']) { raw.replace('\r', "") } else { raw };
        let raw = raw.replace("]]>", "");
        let text = format!("<Node><Value>{}</Value></Node>", raw.replace('&', "&amp;").replace('<', "&#60;"));
        let document = roxmltree::Document::parse(&text).unwrap();
        let expected = document.root_element().first_element_child().and_then(|child| child.text()).unwrap_or_default();
        prop_assert_eq!(Node::from_xml(&text).unwrap().value.unwrap(), expected);
    }

    #[test]
    fn floats_are_exact(double: u64, float: u32) {
        let (double, float) = (f64::from_bits(double), f32::from_bits(float));
        let shape = Everything { double: Some(double), float: Some(float), ..Everything::empty() };
        let back = Everything::from_xml(&shape.to_xml().unwrap()).unwrap();
        let back = (back.double.unwrap(), back.float.unwrap());
        prop_assert!(back.0.to_bits() == double.to_bits() || (back.0.is_nan() && double.is_nan()));
        prop_assert!(back.1.to_bits() == float.to_bits() || (back.1.is_nan() && float.is_nan()));
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = xml::read_structure(&bytes, XmlSettings::DEFAULT, &mut Everything::empty());
        let _ = xml::read_error(&bytes);
    }

    #[test]
    fn mutated_shapes_are_read_or_refused(shape in everything(), mutations in mutations()) {
        let bytes = mutate(shape.to_xml().unwrap().as_bytes(), &mutations);
        let mut read = Everything::empty();
        if xml::read_structure(&bytes, XmlSettings::DEFAULT, &mut read).is_ok() {
            // Texts may hold control characters, and unions members that the model does not know.
            if let Ok(text) = read.to_xml() {
                prop_assert_eq!(Everything::from_xml(&text).unwrap().to_xml().unwrap(), text);
            }
        }
        let _ = xml::read_wrapped(&bytes, "", &["Everything", "Node"], &mut Node::default());
        let _ = xml::read_error_structure(&bytes, XmlSettings::DEFAULT, &mut NotFound::default());
    }

    #[test]
    fn texts_cut_short_are_refused(shape in everything(), at: prop::sample::Index) {
        let text = shape.to_xml().unwrap();
        let end = at.index(text.len());
        prop_assert!(xml::read_structure(&text.as_bytes()[..end], XmlSettings::DEFAULT, &mut Everything::empty()).is_err());
    }
}
