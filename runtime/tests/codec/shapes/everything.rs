use std::collections::HashMap;

use tinsmith_runtime::schema::{Kind, Member, Schema, Xml, XmlNamespace};
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};
use tinsmith_runtime::types::{BigNumber, Blob, Sensitive};

use super::{Choice, Color, Node, Size, structure};

/// A member of every kind but documents, which only JSON has.
#[derive(Clone, Debug, PartialEq)]
pub struct Everything {
    pub required: String,
    pub boolean: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub big: Option<BigNumber>,
    pub text: Option<String>,
    pub color: Option<Color>,
    pub size: Option<Size>,
    pub blob: Option<Blob>,
    pub date_time: Option<Timestamp>,
    pub http_date: Option<Timestamp>,
    pub epoch: Option<Timestamp>,
    pub secret: Option<Sensitive<String>>,
    pub attribute: Option<String>,
    pub list: Option<Vec<String>>,
    pub renamed: Option<Vec<i32>>,
    pub flat: Vec<String>,
    pub matrix: Option<Vec<Vec<f64>>>,
    pub people: Option<Vec<Person>>,
    pub map: Option<HashMap<String, String>>,
    pub renamed_map: Option<HashMap<String, Color>>,
    pub flat_map: HashMap<String, Person>,
    pub sparse_list: Option<Vec<Option<String>>>,
    pub sparse_map: Option<HashMap<String, Option<i64>>>,
    pub node: Option<Box<Node>>,
    pub choice: Option<Choice>,
}

const fn named(name: &'static str) -> Xml {
    Xml { name: Some(name), ..Xml::NONE }
}

static STRING: Member = Member::new("member", Kind::String);
static LONG: Member = Member::new("value", Kind::Long);
static NUMBER: Member = Member { xml: named("number"), ..Member::new("member", Kind::Integer) };
static ROW: Member = Member { element: Some(&DOUBLE), ..Member::new("member", Kind::List) };
static DOUBLE: Member = Member::new("member", Kind::Double);
static PERSON: Member = Member { xml: named("person"), ..Member::new("member", Kind::Structure) };
static KEY: Member = Member { xml: named("Name"), ..Member::new("key", Kind::String) };
static COLOR: Member = Member { xml: named("Color"), ..Member::new("value", Kind::Enum) };
static PERSON_VALUE: Member = Member { xml: named("Person"), ..Member::new("value", Kind::Structure) };

static MEMBERS: [Member; 30] = [
    Member { required: true, ..Member::new("Required", Kind::String) },
    Member::new("Boolean", Kind::Boolean),
    Member::new("Byte", Kind::Byte),
    Member::new("Short", Kind::Short),
    Member::new("Integer", Kind::Integer),
    Member::new("Long", Kind::Long),
    Member::new("Float", Kind::Float),
    Member::new("Double", Kind::Double),
    Member::new("Big", Kind::BigDecimal),
    Member { json_name: Some("text"), xml: named("XmlText"), ..Member::new("Text", Kind::String) },
    Member::new("Color", Kind::Enum),
    Member::new("Size", Kind::IntEnum),
    Member::new("Blob", Kind::Blob),
    Member { timestamp_format: Some(TimestampFormat::DateTime), ..Member::new("DateTime", Kind::Timestamp) },
    Member { timestamp_format: Some(TimestampFormat::HttpDate), ..Member::new("HttpDate", Kind::Timestamp) },
    Member { timestamp_format: Some(TimestampFormat::EpochSeconds), ..Member::new("Epoch", Kind::Timestamp) },
    Member { sensitive: true, ..Member::new("Secret", Kind::String) },
    Member { xml: Xml { attribute: true, ..named("x:attribute") }, ..Member::new("Attribute", Kind::String) },
    Member { element: Some(&STRING), ..Member::new("List", Kind::List) },
    Member { element: Some(&NUMBER), xml: named("Numbers"), ..Member::new("Renamed", Kind::List) },
    Member { element: Some(&STRING), xml: Xml { flattened: true, ..named("Item") }, ..Member::new("Flat", Kind::List) },
    Member { element: Some(&ROW), ..Member::new("Matrix", Kind::List) },
    Member { element: Some(&PERSON), ..Member::new("People", Kind::List) },
    Member { element: Some(&STRING), ..Member::new("Map", Kind::Map) },
    Member { key: Some(&KEY), element: Some(&COLOR), ..Member::new("RenamedMap", Kind::Map) },
    Member {
        key: Some(&KEY),
        element: Some(&PERSON_VALUE),
        xml: Xml { flattened: true, ..Xml::NONE },
        ..Member::new("FlatMap", Kind::Map)
    },
    Member { element: Some(&STRING), sparse: true, ..Member::new("SparseList", Kind::List) },
    Member { element: Some(&LONG), sparse: true, ..Member::new("SparseMap", Kind::Map) },
    Member::new("Node", Kind::Structure),
    Member::new("Choice", Kind::Union),
];
static SCHEMA: Schema = Schema {
    xml_namespace: Some(XmlNamespace { uri: "https://example.com/", prefix: Some("x") }),
    ..Schema::structure("com.example#Everything", &MEMBERS)
};
structure!(
    Everything,
    SCHEMA,
    [
        required,
        boolean,
        byte,
        short,
        integer,
        long,
        float,
        double,
        big,
        text,
        color,
        size,
        blob,
        date_time,
        http_date,
        epoch,
        secret,
        attribute,
        list,
        renamed,
        flat,
        matrix,
        people,
        map,
        renamed_map,
        flat_map,
        sparse_list,
        sparse_map,
        node,
        choice
    ]
);

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub name: Option<String>,
    pub age: Option<i32>,
}

static PERSON_MEMBERS: [Member; 2] = [
    Member { xml: Xml { attribute: true, ..Xml::NONE }, ..Member::new("Name", Kind::String) },
    Member::new("Age", Kind::Integer),
];
static PERSON_SCHEMA: Schema = Schema::structure("com.example#Person", &PERSON_MEMBERS);
structure!(Person, PERSON_SCHEMA, [name, age]);
