//! XML by example.

use std::collections::HashMap;

use tinsmith_runtime::codec::xml::{self, XmlSettings};
use tinsmith_runtime::codec::{CodecError, Shape};
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::Document;

use crate::shapes::{Choice, Color, Documents, Everything, Node, Person, Size, Wire};

fn empty() -> Everything {
    Everything::from_json("{}").unwrap()
}

/// The element without what is always there.
#[track_caller]
fn writes(shape: &Everything, expected: &str) {
    let text = shape.to_xml().unwrap();
    let start = r#"<Everything xmlns:x="https://example.com/"><Required></Required>"#;
    let inner = text.strip_prefix(start).and_then(|text| text.strip_suffix("</Everything>")).expect(&text);
    assert_eq!(inner, expected);
    assert_eq!(&Everything::from_xml(&text).unwrap(), shape);
}

#[test]
fn scalars() {
    let shape = Everything {
        boolean: Some(true),
        long: Some(i64::MIN),
        float: Some(5.5),
        double: Some(f64::INFINITY),
        text: Some(" <a>&\r\n\t\u{85}\u{2028}]]>\"'é ".to_owned()),
        color: Some(Color::Unknown("NEW".to_owned())),
        size: Some(Size::Small),
        blob: Some(b"\0\xff".into()),
        date_time: Timestamp::new(1, 500_000_000),
        http_date: Some(Timestamp::EPOCH),
        epoch: Some(Timestamp::EPOCH),
        ..empty()
    };
    let expected = "<Boolean>true</Boolean><Long>-9223372036854775808</Long><Float>5.5</Float><Double>Infinity</Double>\
        <XmlText> &lt;a&gt;&amp;&#xD;&#xA;\t&#x85;&#x2028;]]&gt;\"'é </XmlText><Color>NEW</Color><Size>1</Size>\
        <Blob>AP8=</Blob><DateTime>1970-01-01T00:00:01.5Z</DateTime><HttpDate>Thu, 01 Jan 1970 00:00:00 GMT</HttpDate>\
        <Epoch>0</Epoch>";
    writes(&shape, expected);
}

#[test]
fn lists() {
    let shape = Everything {
        list: Some(vec![]),
        renamed: Some(vec![1, 2]),
        flat: vec!["a".to_owned(), String::new()],
        matrix: Some(vec![vec![1.0], vec![]]),
        people: Some(vec![Person { name: Some("\"<\n>\"".to_owned()), age: Some(3) }]),
        sparse_list: Some(vec![Some("x".to_owned()), None]),
        ..empty()
    };
    let expected = "<List></List><Numbers><number>1</number><number>2</number></Numbers><Item>a</Item><Item></Item>\
        <Matrix><member><member>1.0</member></member><member></member></Matrix>\
        <People><person Name=\"&quot;&lt;&#xA;&gt;&quot;\"><Age>3</Age></person></People>\
        <SparseList><member>x</member>\
        <member xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"></member></SparseList>";
    writes(&shape, expected);
}

#[test]
fn maps() {
    let shape = Everything {
        map: Some(HashMap::from([("b".to_owned(), "2".to_owned()), ("a&".to_owned(), "1".to_owned())])),
        renamed_map: Some(HashMap::from([("k".to_owned(), Color::Red)])),
        flat_map: HashMap::from([("p".to_owned(), Person::default()), ("q".to_owned(), Person::default())]),
        ..empty()
    };
    let expected = "<Map><entry><key>a&amp;</key><value>1</value></entry><entry><key>b</key><value>2</value></entry></Map>\
        <RenamedMap><entry><Name>k</Name><Color>RED</Color></entry></RenamedMap>\
        <FlatMap><Name>p</Name><Person></Person></FlatMap><FlatMap><Name>q</Name><Person></Person></FlatMap>";
    writes(&shape, expected);
}

#[test]
fn namespaces_and_locations() {
    let wire = Wire {
        header: Some("h".to_owned()),
        body: Some("b".to_owned()),
        when: None,
        flat: Some(vec!["f".to_owned()]),
        map: Some(HashMap::from([("k".to_owned(), "v".to_owned())])),
    };
    let mut out = String::new();
    xml::write_structure(&wire, "Root", XmlSettings::DEFAULT.all_members(false), &mut out).unwrap();
    let expected = "<Root xmlns=\"https://example.com/\"><Body xmlns=\"https://body.example.com/\">b</Body>\
        <Flat xmlns=\"https://item.example.com/\">f</Flat><KVP xmlns=\"https://map.example.com/\"><entry>\
        <K xmlns=\"https://key.example.com/\">k</K><V xmlns=\"https://value.example.com/\">v</V></entry></KVP></Root>";
    assert_eq!(out, expected);
    assert!(wire.to_xml().unwrap().starts_with("<Telegram xmlns=\"https://example.com/\"><Header>h</Header><Body"));
    let mut read = Wire::from_xml("<x/>").unwrap();
    let text = b"<a:Root xmlns:a='u'><Header>no</Header><a:Body>b</a:Body></a:Root>";
    let _ = xml::read_structure(text, XmlSettings::DEFAULT.all_members(false), &mut read).unwrap();
    assert_eq!((read.header.as_deref(), read.body.as_deref()), (None, Some("b")));
}

#[test]
fn what_services_send() {
    let text = "\u{feff}<?xml version = \"1.0\" encoding = \"UTF-8\"?>\n<!-- c --><E x:attribute='&lt;1&#x32;&#10;\r\n\t'>\n\
        <![CDATA[between]]> text <Boolean> true\n</Boolean><Integer>\t+5 </Integer><Double>1E2</Double>\
        <Item>1</Item><XmlText> a<!-- c --><![CDATA[<b>&amp;]]><?pi x?>&#xe9;&quot;\r\n\r </XmlText><Item>2</Item>\
        <Unknown a='b'><Item>3</Item><deep><er/></deep></Unknown><Short xsi:nil=\"true\"/><Blob> AP8A\n /w== </Blob><Color/><List/><Map />\
        <People><person/><other/></People><Item/></E>\n<!-- end -->";
    let value = Everything::from_xml(text).unwrap();
    assert_eq!(value.attribute.as_deref(), Some("<12\n  "));
    assert_eq!((value.boolean, value.integer, value.double), (Some(true), Some(5), Some(100.0)));
    assert_eq!(value.short, None);
    assert_eq!(value.text.as_deref(), Some(" a<b>&amp;é\"\n\n "));
    assert_eq!(value.flat, ["1", "2", ""]);
    assert_eq!(value.blob.as_deref(), Some(&[0_u8, 255, 0, 255][..]));
    assert_eq!((value.list, value.map), (Some(vec![]), Some(HashMap::new())));
    assert_eq!((value.people, value.color), (Some(vec![Person::default()]), Some(Color::Unknown(String::new()))));
}

#[test]
fn repeated_elements() {
    let text =
        "<N><Children><member/><member/></Children><Children><member/></Children><Value>1</Value><Value>2</Value></N>";
    let node = Node::from_xml(text).unwrap();
    assert_eq!((node.children.unwrap().len(), node.value.as_deref()), (1, Some("2")));
    let text = "<N><Choice><Items>a</Items></Choice><Choice><Items>b</Items><Items>c</Items></Choice></N>";
    let items = Choice::Items(vec!["b".to_owned(), "c".to_owned()]);
    assert_eq!(Node::from_xml(text).unwrap().choice, Some(items));
}

#[test]
fn unions() {
    assert_eq!(Choice::from_xml("<c><Number>1</Number></c>"), Ok(Choice::Number(1)));
    assert_eq!(Choice::from_xml("<c><Future><a/></Future></c>"), Ok(Choice::Unknown("Future".to_owned())));
    let error = Choice::from_xml("<c><Text>a</Text><Number>1</Number></c>").unwrap_err().to_string();
    assert_eq!(error, "the union Choice holds both Text and Number; exactly one is allowed (at byte 25)");
    let error = Choice::Unknown("Future".to_owned()).to_xml().unwrap_err().to_string();
    assert_eq!(error, "the union Choice holds `Future`, which the model does not know and cannot be sent");
}

#[track_caller]
fn refuses(text: &str, message: &str) {
    assert_eq!(Everything::from_xml(text).unwrap_err().to_string(), message, "{text}");
}

#[test]
fn texts_that_are_refused() {
    refuses("", "the XML text holds no element (at byte 0)");
    refuses("x", "the XML text has text outside of its outermost element (at byte 1)");
    refuses("<a>", "the XML text ends before its elements are closed (at byte 3)");
    refuses("<a></b>", "the XML text is malformed (at byte 3)");
    refuses("<a x></a>", "the XML text is malformed (at byte 5)");
    refuses("<a attribute='&x;'/>", "the XML text is malformed (at byte 20)");
    refuses("<a/><b/>", "the XML text has a second outermost element (at byte 8)");
    refuses("<a/>x", "the XML text has text outside of its outermost element (at byte 5)");
    let doctype = "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>";
    refuses(doctype, "the XML text has a DOCTYPE, which is not accepted (at byte 30)");
    refuses(
        "<a><Required>&e;</Required></a>",
        "Required: the text refers to an entity that XML does not define (at byte 16)",
    );
    refuses("<a><Required>&#0;</Required></a>", "Required: a character reference stands for no character (at byte 17)");
    refuses("<a><Required>a & b</Required></a>", "Required: the XML text is malformed (at byte 15)");
    refuses(
        "<?xml version='1.0' encoding='latin1'?><a/>",
        "the XML text declares another encoding than UTF-8 (at byte 39)",
    );
    let error = |bytes: &[u8]| xml::read_structure(bytes, XmlSettings::DEFAULT, &mut empty()).unwrap_err();
    assert_eq!(error(b"<a>\xff</a>"), CodecError::new("the XML text is not UTF-8: byte 3 is wrong"));
}

#[test]
fn errors_say_where_but_not_what() {
    refuses("<a><Byte>128</Byte></a>", "Byte: the number does not fit the member's integer type (at byte 19)");
    refuses("<a><Byte>0x1</Byte></a>", "Byte: expected an integer, found another text (at byte 19)");
    refuses("<a><Byte/></a>", "Byte: expected an integer, found another text (at byte 10)");
    refuses("<a><Float>1e39</Float></a>", "Float: the number does not fit the member's float type (at byte 22)");
    refuses("<a><Double>inf</Double></a>", "Double: expected a number, found another text (at byte 23)");
    refuses("<a><Boolean>1</Boolean></a>", "Boolean: expected `true` or `false`, found another text (at byte 23)");
    refuses("<a><XmlText><b/></XmlText></a>", "Text: expected a text, found an element (at byte 16)");
    refuses(
        "<a><Matrix><member/><member><member>x</member></member></Matrix></a>",
        "Matrix[1][0]: expected a number, found another text (at byte 46)",
    );
    refuses(
        "<a><Map><entry><value>1</value><key>k</key></entry></Map></a>",
        "Map[…]: an entry of a map has a `value` without a `key` before it (at byte 22)",
    );
    refuses(
        "<a><FlatMap><Name>k</Name></FlatMap></a>",
        "FlatMap[…]: an entry of a map lacks its `Name` or its `Person` (at byte 36)",
    );
    let date = "<a><DateTime>2014-04-31T00:00:00Z</DateTime></a>";
    assert!(Everything::from_xml(date).unwrap_err().to_string().starts_with("DateTime: not a timestamp in date-time"));
}

#[test]
fn timestamps_are_read_in_any_format() {
    for text in ["1398796238", "2014-04-29T18:30:38Z", " 2014-04-29T18:30:38\n", "Tue, 29 Apr 2014 18:30:38 GMT"] {
        let xml = format!("<a><DateTime>{text}</DateTime><HttpDate>{text}</HttpDate><Epoch>{text}</Epoch></a>");
        let read = Everything::from_xml(&xml).unwrap();
        let expected = Some(Timestamp::from_unix_seconds(1_398_796_238));
        assert_eq!((read.date_time, read.http_date, read.epoch), (expected, expected, expected), "{xml}");
    }
}

#[test]
fn what_xml_cannot_say() {
    let shape = Everything { list: Some(vec![String::new(), "\0".to_owned()]), ..empty() };
    let message = "List[1]: the text holds a control character that XML cannot carry, not even escaped";
    assert_eq!(shape.to_xml().unwrap_err().to_string(), message);
    let shape = Documents { one: Some(Document::Null), list: None, map: None };
    assert_eq!(shape.to_xml().unwrap_err().to_string(), "One: a document can be written as JSON only");
    let error = Documents::from_xml("<a><One>1</One></a>").unwrap_err().to_string();
    assert_eq!(error, "One: a document can be read from JSON only (at byte 15)");
}
