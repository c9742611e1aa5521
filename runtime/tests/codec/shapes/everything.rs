use std::collections::HashMap;

use tinsmith_runtime::schema::{Kind, Member, Schema, XmlNamespace};
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

static STRING: Member = Member::new("member", Kind::String);
static LONG: Member = Member::new("value", Kind::Long);
static NUMBER: Member = Member::new("member", Kind::Integer).with_xml_name("number");
static ROW: Member = Member::list("member", &DOUBLE);
static DOUBLE: Member = Member::new("member", Kind::Double);
static PERSON: Member = Member::new("member", Kind::Structure).with_xml_name("person");
static KEY: Member = Member::new("key", Kind::String).with_xml_name("Name");
static COLOR: Member = Member::new("value", Kind::Enum).with_xml_name("Color");
static PERSON_VALUE: Member = Member::new("value", Kind::Structure).with_xml_name("Person");

static MEMBERS: [Member; 30] = [
    Member::new("Required", Kind::String).required(),
    Member::new("Boolean", Kind::Boolean),
    Member::new("Byte", Kind::Byte),
    Member::new("Short", Kind::Short),
    Member::new("Integer", Kind::Integer),
    Member::new("Long", Kind::Long),
    Member::new("Float", Kind::Float),
    Member::new("Double", Kind::Double),
    Member::new("Big", Kind::BigDecimal),
    Member::new("Text", Kind::String).with_json_name("text").with_xml_name("XmlText"),
    Member::new("Color", Kind::Enum),
    Member::new("Size", Kind::IntEnum),
    Member::new("Blob", Kind::Blob),
    Member::new("DateTime", Kind::Timestamp).with_timestamp_format(TimestampFormat::DateTime),
    Member::new("HttpDate", Kind::Timestamp).with_timestamp_format(TimestampFormat::HttpDate),
    Member::new("Epoch", Kind::Timestamp).with_timestamp_format(TimestampFormat::EpochSeconds),
    Member::new("Secret", Kind::String).sensitive(),
    Member::new("Attribute", Kind::String).with_xml_name("x:attribute").xml_attribute(),
    Member::list("List", &STRING),
    Member::list("Renamed", &NUMBER).with_xml_name("Numbers"),
    Member::list("Flat", &STRING).with_xml_name("Item").xml_flattened(),
    Member::list("Matrix", &ROW),
    Member::list("People", &PERSON),
    Member::map("Map", &Member::string("key"), &STRING),
    Member::map("RenamedMap", &KEY, &COLOR),
    Member::map("FlatMap", &KEY, &PERSON_VALUE).xml_flattened(),
    Member::list("SparseList", &STRING).sparse(),
    Member::map("SparseMap", &Member::string("key"), &LONG).sparse(),
    Member::new("Node", Kind::Structure),
    Member::new("Choice", Kind::Union),
];
static SCHEMA: Schema = Schema::structure("com.example#Everything", &MEMBERS)
    .with_xml_namespace(XmlNamespace::new("https://example.com/").with_prefix("x"));
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

static PERSON_MEMBERS: [Member; 2] =
    [Member::new("Name", Kind::String).xml_attribute(), Member::new("Age", Kind::Integer)];
static PERSON_SCHEMA: Schema = Schema::structure("com.example#Person", &PERSON_MEMBERS);
structure!(Person, PERSON_SCHEMA, [name, age]);
