//! JSON against `serde_json`.

use proptest::prelude::*;
use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::json::{self, JsonSettings};
use tinsmith_runtime::schema::{Kind, Member};
use tinsmith_runtime::types::{Document, Number};
use tinsmith_runtime::value::Value;

use crate::shapes::{Documents, Everything};
use crate::values::{digits, document, document_of_floats, everything, mutate, mutations};

fn to_serde(document: &Document) -> serde_json::Value {
    match document {
        Document::Null => serde_json::Value::Null,
        Document::Boolean(value) => (*value).into(),
        Document::Number(number) => serde_json::from_str(&number.to_string()).unwrap_or("out of range".into()),
        Document::String(text) => text.clone().into(),
        Document::Array(elements) => elements.iter().map(to_serde).collect(),
        Document::Object(entries) => entries.iter().map(|(key, value)| (key, to_serde(value))).collect(),
        other => panic!("a document of a new kind: {other:?}"),
    }
}

/// Whether these bytes are the same to both readers. Only ours passes over a byte order mark, and has numbers that no
/// float has.
fn agree(bytes: &[u8]) -> bool {
    let expected = serde_json::from_slice::<serde_json::Value>(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let read = json::read_document(bytes).ok();
    match expected {
        Err(error) if error.to_string().starts_with("number out of range") => true,
        expected => read.as_ref().map(to_serde) == expected.ok(),
    }
}

fn written(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    let value = tinsmith_runtime::value::View::Document(document);
    json::write_value(&Member::new("Document", Kind::Document), value, JsonSettings::DEFAULT, &mut out).unwrap();
    out
}

proptest! {
    #[test]
    fn documents_are_what_serde_json_reads_and_writes(document in document_of_floats()) {
        let expected = to_serde(&document);
        prop_assert_eq!(&serde_json::from_slice::<serde_json::Value>(&written(&document)).unwrap(), &expected);
        // As floats: of two shortest texts of one float, each as close, serde_json and the standard library choose as they
        // like, and our numbers are told apart by their digits.
        let read = |text: Vec<u8>| to_serde(&json::read_document(&text).unwrap());
        prop_assert_eq!(&read(serde_json::to_vec(&expected).unwrap()), &expected);
        prop_assert_eq!(&read(serde_json::to_vec_pretty(&expected).unwrap()), &expected);
    }

    #[test]
    fn documents_keep_what_they_are_read_from(document in document()) {
        let written = written(&document);
        let read = json::read_document(&written).unwrap();
        prop_assert_eq!(&read, &document);
        prop_assert_eq!(self::written(&read), written);
    }

    #[test]
    fn numbers_keep_their_digits_and_are_equal_by_value(digits in digits(), other in digits(), zeros in 0_usize..4) {
        let number: Number = digits.parse().unwrap();
        prop_assert_eq!(number.to_string(), digits.clone());
        prop_assert_eq!(number.as_f64(), digits.parse::<f64>().unwrap());
        prop_assert_eq!(number.as_i64().map(Number::from).is_none_or(|integer| integer == number), true);
        let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((&digits, "0"));
        let point = if mantissa.contains('.') { "" } else { ".0" };
        let longer = format!("{mantissa}{point}{}e{exponent}", "0".repeat(zeros));
        prop_assert_eq!(&longer.parse::<Number>().unwrap(), &number);
        let other: Number = other.parse().unwrap();
        if number.as_f64() != other.as_f64() {
            prop_assert_ne!(number, other);
        }
    }

    #[test]
    fn documents_within_shapes_round_trip(one in document(), list in proptest::collection::vec(document(), 0..3)) {
        let map = list.iter().cloned().enumerate().map(|(index, value)| (index.to_string(), value)).collect();
        let one = Some(one).filter(|one| *one != Document::Null);
        let documents = Documents { one, list: Some(list), map: Some(map) };
        prop_assert_eq!(Documents::from_json(&documents.to_json().unwrap()).unwrap(), documents);
    }

    #[test]
    fn shapes_round_trip(shape in everything()) {
        let text = shape.to_json().unwrap();
        prop_assert_eq!(&Everything::from_json(&text).unwrap(), &shape);
        // In serde_json these pass through a float.
        let shape = Everything { big: None, epoch: None, ..shape };
        let text = shape.to_json().unwrap();
        let generic: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(generic["text"].as_str(), shape.text.as_deref());
        prop_assert_eq!(generic["Long"].as_i64(), shape.long);
        prop_assert_eq!(generic["Matrix"].as_array().map(Vec::len), shape.matrix.as_ref().map(Vec::len));
        prop_assert_eq!(Everything::from_json(&serde_json::to_string_pretty(&generic).unwrap()).unwrap(), shape);
    }

    #[test]
    fn doubles_are_exact(bits: u64) {
        let shape = Everything { double: Some(f64::from_bits(bits)), ..Everything::from_json("{}").unwrap() };
        let text = shape.to_json().unwrap();
        let back = Everything::from_json(&text).unwrap().double.unwrap();
        prop_assert!(back.to_bits() == bits || (back.is_nan() && f64::from_bits(bits).is_nan()));
        if back.is_finite() {
            let generic: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(generic["Double"].as_f64().map(f64::to_bits), Some(bits));
        }
    }

    #[test]
    fn floats_are_exact(bits: u32) {
        let shape = Everything { float: Some(f32::from_bits(bits)), ..Everything::from_json("{}").unwrap() };
        let back = Everything::from_json(&shape.to_json().unwrap()).unwrap().float.unwrap();
        prop_assert!(back.to_bits() == bits || (back.is_nan() && f32::from_bits(bits).is_nan()));
    }

    #[test]
    fn what_serde_json_refuses_is_refused(document in document(), mutations in mutations()) {
        let bytes = mutate(&written(&document), &mutations);
        prop_assert!(agree(&bytes));
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes: Vec<u8>) {
        prop_assert!(agree(&bytes));
        let _ = json::read_structure(&bytes, JsonSettings::DEFAULT, &mut Everything::empty());
    }

    #[test]
    fn mutated_shapes_are_read_or_refused(shape in everything(), mutations in mutations()) {
        let mutated = mutate(shape.to_json().unwrap().as_bytes(), &mutations);
        let mut read = Everything::empty();
        if json::read_structure(&mutated, JsonSettings::DEFAULT, &mut read).is_ok() {
            // Unions may hold members that the model does not know.
            if let Ok(text) = read.to_json() {
                prop_assert_eq!(Everything::from_json(&text).unwrap().to_json().unwrap(), text);
            }
            let error = serde_json::from_slice::<serde_json::Value>(&mutated).err().map(|error| error.to_string());
            // Big numbers have no range.
            prop_assert!(error.is_none_or(|error| error.starts_with("number out of range")));
        }
    }

    #[test]
    fn texts_cut_short_are_refused(shape in everything(), at: prop::sample::Index) {
        let text = shape.to_json().unwrap();
        let end = at.index(text.len());
        if text.is_char_boundary(end) {
            prop_assert!(Everything::from_json(&text[..end]).is_err());
        }
    }
}
