//! Documents: numbers with all of their digits, objects, byte order marks.

use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::json;
use tinsmith_runtime::types::{BigNumber, Document, Number, Object};

use crate::shapes::{Documents, Node};

fn number(digits: &str) -> Number {
    digits.parse().unwrap()
}

#[test]
fn numbers_keep_every_digit() {
    for digits in [
        "123456789012345678901234567890",
        "-0.1234567890123456789012345678900",
        "1e400",
        "-1E-400",
        "1.50",
        "-0",
        "0.1",
        "1e3",
        "18446744073709551616",
        "-9223372036854775809",
    ] {
        let text = format!(r#"{{"One":{digits}}}"#);
        assert_eq!(Documents::from_json(&text).unwrap().to_json().unwrap(), text);
        assert_eq!(number(digits).to_string(), digits);
    }
}

#[test]
fn numbers_are_equal_by_value() {
    for (left, right) in [
        ("1", "1.0"),
        ("1", "10e-1"),
        ("1.50", "1.5"),
        ("-0", "0"),
        ("0.0", "0e7"),
        ("1000", "1e3"),
        ("0.00012", "12e-5"),
        ("1e400", "10e399"),
        ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
    ] {
        assert_eq!(number(left), number(right));
        assert_eq!(number(right), number(left));
    }
    for (left, right) in [
        ("1", "-1"),
        ("9007199254740993", "9007199254740992.0"),
        ("123456789012345678901234567890", "123456789012345678901234567891"),
        ("1e400", "1e401"),
        ("0.1", "0.10000000000000001"),
    ] {
        assert_ne!(number(left), number(right));
    }
    assert_eq!(Document::from(1.0), Document::from(1));
    assert_ne!(Number::from(f64::NAN), Number::from(f64::NAN));
}

#[test]
fn numbers_are_read_as_integers_and_floats_where_they_fit() {
    assert_eq!((number("1e3").as_i64(), number("1.0").as_u64()), (Some(1000), Some(1)));
    assert_eq!((number("-2.50e1").as_i64(), number("-25").as_u64()), (Some(-25), None));
    assert_eq!(number("-9223372036854775808.0").as_i64(), Some(i64::MIN));
    assert_eq!(number("9223372036854775808").as_i64(), None);
    assert_eq!(number("18446744073709551615.0").as_u64(), Some(u64::MAX));
    assert_eq!((number("0.5").as_i64(), number("1e400").as_u64(), number("1e99999").as_i64()), (None, None, None));
    assert_eq!(number("0e99").as_i64(), Some(0));
    assert_eq!((number("1e400").as_f64(), number("0.1").as_f64()), (f64::INFINITY, 0.1));
    assert_eq!(Number::from(BigNumber::new("1.0").unwrap()), Number::from(1));
    for text in ["", "1.", ".5", "+1", "01", "1e", "NaN", "inf", "1 "] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}

#[test]
fn objects_keep_their_entries_in_order() {
    let mut object = Object::from_iter([("b", Document::Null), ("a", Document::from(1)), ("b", Document::from(2))]);
    assert_eq!(object.iter().collect::<Vec<_>>(), [("a", &Document::from(1)), ("b", &Document::from(2))]);
    assert_eq!(object.insert("a", Document::from(3)), Some(Document::from(1)));
    assert_eq!(object.insert("aa", Document::Null), None);
    assert_eq!((object.remove("b"), object.remove("c"), object.len()), (Some(Document::from(2)), None, 2));
    assert_eq!(object.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), ["a", "aa"]);
    let keys: Vec<String> = (0..200).rev().map(|key| format!(r#""{key:03}":{key}"#)).collect();
    let read = json::read_document(format!("{{{}}}", keys.join(",")).as_bytes()).unwrap();
    let object = read.as_object().unwrap();
    assert!(object.iter().map(|(_, value)| value.as_number().and_then(Number::as_i64)).eq((0..200).map(Some)));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert_eq!(Node::from_json("\u{feff}{\"Value\":\"v\"}").unwrap().value.as_deref(), Some("v"));
    assert_eq!(json::read_document(b"\xef\xbb\xbf 1"), Ok(Document::from(1)));
    let error = Node::from_json("\u{feff}{\"Value\":1}").unwrap_err().to_string();
    assert_eq!(error, "Value: expected a string, found a number (at byte 13)");
    assert!(json::read_document("\u{feff}\u{feff}1".as_bytes()).is_err());
    assert!(json::read_document("1\u{feff}".as_bytes()).is_err());
    assert_eq!(Node::from_xml("\u{feff}<N><Value>v</Value></N>").unwrap().value.as_deref(), Some("v"));
}
