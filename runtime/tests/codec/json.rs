//! JSON by example.

use tinsmith_runtime::codec::json::{self, JsonSettings};
use tinsmith_runtime::codec::{CodecError, Shape};
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};
use tinsmith_runtime::types::{BigNumber, Document};

use crate::shapes::{Choice, Color, Documents, Everything, Node, Size, Wire};

#[track_caller]
fn refuses<T: Shape>(text: &str, message: &str) {
    let error = T::from_json(text).map(drop).expect_err(text);
    assert_eq!(error.to_string(), message, "{text}");
}

#[test]
fn every_kind() {
    let text = concat!(
        r#"{"Required":"r","Boolean":true,"Byte":-128,"Short":32767,"Integer":-1,"Long":9223372036854775807,"#,
        r#""Float":0.1,"Double":5e-324,"Big":1.50,"text":"a\"b\u0001","Color":"RED","Size":1,"Blob":"AP8=","#,
        r#""DateTime":"2014-04-29T18:30:38Z","HttpDate":"Tue, 29 Apr 2014 18:30:38 GMT","Epoch":1398796238.5,"#,
        r#""Secret":"s","List":["a"],"Flat":[],"SparseList":["a",null],"FlatMap":{},"SparseMap":{"a":1,"b":null},"#,
        r#""Node":{"Value":"v"},"Choice":{"Number":3}}"#
    );
    let value = Everything::from_json(text).unwrap();
    assert_eq!((value.byte, value.short, value.long), (Some(-128), Some(32767), Some(i64::MAX)));
    assert_eq!((value.float, value.double), (Some(0.1), Some(5e-324)));
    assert_eq!(value.big, BigNumber::new("1.50"));
    assert_eq!((value.text.as_deref(), value.color.clone()), (Some("a\"b\u{1}"), Some(Color::Red)));
    assert_eq!((value.size.clone(), value.blob.as_deref()), (Some(Size::Small), Some(&[0_u8, 255][..])));
    assert_eq!(value.epoch, Timestamp::new(1_398_796_238, 500_000_000));
    assert_eq!(value.sparse_list, Some(vec![Some("a".to_owned()), None]));
    assert_eq!(value.sparse_map.as_ref().unwrap()["b"], None);
    assert_eq!(value.choice, Some(Choice::Number(3)));
    let written = value.to_json().unwrap();
    assert_eq!(Everything::from_json(&written).unwrap(), value);
    assert!(written.contains(r#""text":"a\"b\u0001","#), "{written}");
}

#[test]
fn timestamps_are_read_in_any_format_and_written_in_their_own() {
    let own = r#"{"DateTime":"2014-04-29T18:30:38Z","HttpDate":"Tue, 29 Apr 2014 18:30:38 GMT","Epoch":1398796238}"#;
    for value in [
        "1398796238",
        "1398796238.0",
        r#""1398796238""#,
        r#""2014-04-29T18:30:38Z""#,
        r#""2014-04-29 18:30:38.000000""#,
        r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
    ] {
        let json = format!(r#"{{"DateTime":{value},"HttpDate":{value},"Epoch":{value}}}"#);
        let read = Everything::from_json(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
        assert!(read.to_json().unwrap().contains(own.trim_matches(['{', '}'])), "{json}");
    }
    let message = |json: &str| Everything::from_json(json).unwrap_err().to_string();
    for (json, expected) in [
        (
            r#"{"Epoch":"today"}"#,
            "Epoch: not a timestamp in epoch-seconds format: expected a digit at byte 0 (at byte 16)",
        ),
        (
            r#"{"DateTime":1398796238000}"#,
            "DateTime: not a timestamp in date-time format: expected `-` at byte 4 (at byte 25)",
        ),
        (r#"{"Epoch":true}"#, "Epoch: expected epoch seconds as a number, found a boolean (at byte 13)"),
        (r#"{"HttpDate":{}}"#, "HttpDate: expected a timestamp as a string, found an object (at byte 13)"),
    ] {
        assert_eq!(message(json), expected, "{json}");
    }
}

#[test]
fn settings() {
    let plain = JsonSettings::DEFAULT.json_name(false).timestamp_format(TimestampFormat::DateTime).all_members(false);
    let mut everything = Everything::from_json("{}").unwrap();
    let _ = json::read_structure(br#"{"Text":"a","text":"b"}"#, plain, &mut everything).unwrap();
    assert_eq!(everything.text.as_deref(), Some("a"));
    let mut wire = Wire::from_json("{}").unwrap();
    let _ =
        json::read_structure(br#"{"Header":"h","Body":"b","When":"1970-01-01T00:00:01Z"}"#, plain, &mut wire).unwrap();
    assert_eq!((wire.header.as_deref(), wire.body.as_deref()), (None, Some("b")));
    wire.header = Some("h".to_owned());
    let mut out = Vec::new();
    json::write_structure(&wire, plain, &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), r#"{"Body":"b","When":"1970-01-01T00:00:01Z"}"#);
}

#[test]
fn integers() {
    let read = |text: &str| Everything::from_json(&format!(r#"{{"Long":{text}}}"#)).map(|value| value.long);
    assert_eq!(read("1e3"), Ok(Some(1000)));
    assert_eq!(read("-7.0"), Ok(Some(-7)));
    assert_eq!(read("-9223372036854775808"), Ok(Some(i64::MIN)));
    let error = |message: &str| Err(CodecError::new(message).in_member("Long"));
    assert_eq!(read("9223372036854775808"), error("the number does not fit a 64-bit integer (at byte 27)"));
    assert_eq!(read("1.5"), error("expected an integer, found a number with a fraction (at byte 11)"));
    assert_eq!(read("1e400"), error("the number does not fit a 64-bit integer (at byte 13)"));
}

#[test]
fn floats_that_do_not_fit() {
    refuses::<Everything>(r#"{"Float":1e39}"#, "Float: the number does not fit the member's float type (at byte 13)");
    refuses::<Everything>(
        r#"{"Double":1e309}"#,
        "Double: the number does not fit the member's float type (at byte 15)",
    );
    let message =
        "Double: expected a number or one of \"NaN\", \"Infinity\", \"-Infinity\", found another string (at byte 15)";
    refuses::<Everything>(r#"{"Double":"nan"}"#, message);
    let value = Everything::from_json(r#"{"Float":"-Infinity","Double":"NaN"}"#).unwrap();
    assert!(value.float == Some(f32::NEG_INFINITY) && value.double.is_some_and(f64::is_nan));
    assert!(value.to_json().unwrap().contains(r#""Float":"-Infinity","Double":"NaN""#));
}

#[test]
fn documents() {
    let read = |text: &str| json::read_document(text.as_bytes());
    assert_eq!(read("18446744073709551615"), Ok(Document::from(u64::MAX)));
    assert_eq!(read("1.0"), Ok(Document::from(1.0)));
    let error = Documents { one: Some(f64::NAN.into()), list: None, map: None }.to_json().unwrap_err();
    assert_eq!(error.to_string(), "One: a document holds NaN or an infinity, which JSON does not have");
    let text = r#"{"One":1,"List":[null,{"a":[]}],"Map":{"k":null}}"#;
    assert_eq!(Documents::from_json(text).unwrap().to_json().unwrap(), text);
}

#[test]
fn unions() {
    let read = |text: &str| Choice::from_json(text);
    assert_eq!(read(r#"{"__type":"x","Text":"a","Number":null}"#), Ok(Choice::Text("a".to_owned())));
    assert_eq!(read(r#"{"Future":{"a":[1]}}"#), Ok(Choice::Unknown("Future".to_owned())));
    refuses::<Choice>(
        r#"{"Text":"a","Number":1}"#,
        "the union Choice holds both Text and Number; exactly one is allowed (at byte 22)",
    );
    refuses::<Choice>(
        r#"{"Secret":"a","Number":1}"#,
        "the union Choice holds both another member and Number; exactly one is allowed (at byte 24)",
    );
    let error = Choice::Unknown("Future".to_owned()).to_json().unwrap_err().to_string();
    assert_eq!(error, "the union Choice holds `Future`, which the model does not know and cannot be sent");
    let error = Choice::Unknown(String::new()).to_json().unwrap_err().to_string();
    assert_eq!(error, "the union Choice holds no member; set one of its variants");
}

#[test]
fn unknown_members_and_nulls() {
    let text = r#" { "Zzz" : [ {"a":"]"} , null ] , "Value" : null , "Children":[null,{"Value":"x"}] } "#;
    let node = Node::from_json(text).unwrap();
    assert_eq!(node.value, None);
    assert_eq!(node.children.unwrap().len(), 1);
}

#[test]
fn errors_say_where_but_not_what() {
    let text = r#"{"Children":[{},{"Named":{"secret":{"Value":1}}}]}"#;
    refuses::<Node>(text, "Children[1].Named[…].Value: expected a string, found a number (at byte 45)");
    refuses::<Everything>(r#"{"Byte":128}"#, "Byte: the number does not fit the member's integer type (at byte 11)");
    refuses::<Everything>(r#"{"Blob":"secret!"}"#, "Blob: the string is not base64 (at byte 17)");
    refuses::<Node>("", "the JSON text ends where a value should be (at byte 0)");
    refuses::<Node>("[]", "expected an object, found an array (at byte 1)");
    refuses::<Node>("{} x", "the JSON text is malformed: expected the end (at byte 3)");
    refuses::<Node>(r#"{"Value":"\ud800"}"#, "Value: a string holds half a surrogate pair (at byte 16)");
}
