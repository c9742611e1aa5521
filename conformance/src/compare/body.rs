//! Bodies compared as their media type allows.

use std::io::Read as _;

use flate2::read::GzDecoder;
use serde_json::Value;

use super::values;
use crate::Difference;

/// The differences between the body that should be sent and the one that is.
///
/// JSON and XML are compared by content, forms as sets of decoded pairs, everything else byte by byte. A body that the
/// client compressed (`is_compressed`) is unpacked first.
pub fn differences(media_type: &str, expected: &str, actual: &[u8], is_compressed: bool) -> Vec<Difference> {
    let mut unpacked = Vec::new();
    let actual = match is_compressed && actual != expected.as_bytes() {
        true if GzDecoder::new(actual).read_to_end(&mut unpacked).is_ok() => &unpacked,
        _ => actual,
    };
    if expected.as_bytes() == actual {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(actual);
    let by_bytes = || Difference::between("body", expected, &text).into_iter().collect();
    match media_type {
        "" | "application/octet-stream" => by_bytes(),
        kind if kind.ends_with("json") || kind.starts_with("application/x-amz-json") => {
            match (serde_json::from_str::<Value>(expected), serde_json::from_slice::<Value>(actual)) {
                (Ok(expected), Ok(actual)) => values::differences("body", &expected, &actual),
                _ => by_bytes(),
            }
        }
        kind if kind.ends_with("xml") => match (xml(expected), xml(&text)) {
            (Some(expected), Some(actual)) => Difference::between("body", &expected, &actual).into_iter().collect(),
            _ => by_bytes(),
        },
        "application/x-www-form-urlencoded" => pairs("body", &form(expected), &form(&text)),
        _ => by_bytes(),
    }
}

/// The pairs that stand in only one of two lists, whatever their order.
pub fn pairs(what: &str, expected: &[(String, String)], actual: &[(String, String)]) -> Vec<Difference> {
    let only = |left: &[(String, String)], right: &[(String, String)]| {
        let mut rest = right.to_vec();
        let alone = left.iter().filter(|pair| match rest.iter().position(|other| other == *pair) {
            Some(position) => {
                rest.remove(position);
                false
            }
            None => true,
        });
        alone.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("\n")
    };
    let (missing, excess) = (only(expected, actual), only(actual, expected));
    Difference::between(what, &missing, &excess).into_iter().collect()
}

/// The decoded pairs of a form or query.
pub fn form(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// XML in a form that equal content shares: attributes in order of their names, white space between elements gone.
fn xml(text: &str) -> Option<String> {
    let document = roxmltree::Document::parse(text).ok()?;
    let mut canonical = String::new();
    write_element(document.root_element(), &mut canonical);
    Some(canonical)
}

fn write_element(element: roxmltree::Node<'_, '_>, to: &mut String) {
    let name = |namespace: Option<&str>, name: &str| match namespace {
        Some(namespace) => format!("{{{namespace}}}{name}"),
        None => name.to_owned(),
    };
    let tag = name(element.tag_name().namespace(), element.tag_name().name());
    let mut attributes: Vec<_> = element
        .attributes()
        .map(|attribute| format!(" {}={:?}", name(attribute.namespace(), attribute.name()), attribute.value()))
        .collect();
    attributes.sort();
    to.push_str(&format!("<{tag}{}>", attributes.concat()));
    let has_elements = element.children().any(|child| child.is_element());
    for child in element.children() {
        match child.text() {
            Some(text) if child.is_text() && !(has_elements && text.trim().is_empty()) => {
                to.push_str(&format!("{text:?}"))
            }
            _ if child.is_element() => write_element(child, to),
            _ => {}
        }
    }
    to.push_str(&format!("</{tag}>"));
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn equal_content_is_equal() {
        for (media_type, left, right) in [
            ("application/json", r#"{"a": 1, "b": 2}"#, r#"{"b":2,"a":1}"#),
            ("application/xml", "<a x='1' y='2'>\n <b>c</b></a>", "<a y='2' x='1'><b>c</b></a>"),
            ("application/x-www-form-urlencoded", "a=%7e&b=1+2", "b=1%202&a=~"),
            ("text/plain", "a", "a"),
        ] {
            assert_eq!(differences(media_type, left, right.as_bytes(), false), [], "{media_type}");
        }
    }

    #[test]
    fn other_content_differs() {
        for (media_type, left, right) in [
            ("application/json", r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#),
            ("application/json", "{}", ""),
            ("application/xml", "<a><b>c</b></a>", "<a><b>c </b></a>"),
            ("application/xml", "<a xmlns='u:1'/>", "<a xmlns='u:2'/>"),
            ("application/x-www-form-urlencoded", "a=1&a=1", "a=1"),
            ("text/plain", r#"{"a": 1}"#, r#"{"a":1}"#),
            ("", "", "a"),
        ] {
            assert_eq!(differences(media_type, left, right.as_bytes(), false).len(), 1, "{media_type}: {right}");
        }
    }

    #[test]
    fn compressed_bodies_are_unpacked() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"text").unwrap();
        let packed = encoder.finish().unwrap();
        assert_eq!(differences("text/plain", "text", &packed, true), []);
        assert_eq!(differences("text/plain", "text", &packed, false).len(), 1);
    }
}
