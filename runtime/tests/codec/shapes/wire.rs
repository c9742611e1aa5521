use std::collections::HashMap;

use tinsmith_runtime::schema::{ErrorTraits, Kind, Location, Member, Schema, XmlNamespace};
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::Document;

use super::structure;

#[derive(Clone, Debug, PartialEq)]
pub struct Documents {
    pub one: Option<Document>,
    pub list: Option<Vec<Document>>,
    pub map: Option<HashMap<String, Document>>,
}

static DOCUMENT: Member = Member::new("member", Kind::Document);
static DOCUMENTS_MEMBERS: [Member; 3] = [
    Member::new("One", Kind::Document),
    Member::list("List", &DOCUMENT),
    Member::map("Map", &Member::string("key"), &DOCUMENT),
];
static DOCUMENTS_SCHEMA: Schema = Schema::structure("com.example#Documents", &DOCUMENTS_MEMBERS);
structure!(Documents, DOCUMENTS_SCHEMA, [one, list, map]);

/// Members in other places than the body, and in namespaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    pub header: Option<String>,
    pub body: Option<String>,
    pub when: Option<Timestamp>,
    pub flat: Option<Vec<String>>,
    pub map: Option<HashMap<String, String>>,
}

static ITEM: Member =
    Member::new("member", Kind::String).with_xml_namespace(XmlNamespace::new("https://item.example.com/"));
static KEY: Member = Member::new("key", Kind::String)
    .with_xml_namespace(XmlNamespace::new("https://key.example.com/"))
    .with_xml_name("K");
static VALUE: Member = Member::new("value", Kind::String)
    .with_xml_namespace(XmlNamespace::new("https://value.example.com/"))
    .with_xml_name("V");
static WIRE_MEMBERS: [Member; 5] = [
    Member::new("Header", Kind::String).at(Location::Header("X-Header")),
    Member::new("Body", Kind::String).with_xml_namespace(XmlNamespace::new("https://body.example.com/")),
    Member::new("When", Kind::Timestamp),
    Member::list("Flat", &ITEM).xml_flattened(),
    Member::map("Map", &KEY, &VALUE)
        .with_xml_namespace(XmlNamespace::new("https://map.example.com/"))
        .with_xml_name("KVP"),
];
static WIRE_SCHEMA: Schema = Schema::structure("com.example#Wire", &WIRE_MEMBERS)
    .with_xml_name("Telegram")
    .with_xml_namespace(XmlNamespace::new("https://example.com/"));
structure!(Wire, WIRE_SCHEMA, [header, body, when, flat, map]);

#[derive(Debug)]
pub struct NoMembers {}

static NO_MEMBERS_SCHEMA: Schema = Schema::structure("com.example#NoMembers", &[]);
structure!(NoMembers, NO_MEMBERS_SCHEMA, []);

#[derive(Debug, Default, PartialEq)]
pub struct NotFound {
    pub message: Option<String>,
    pub resource: Option<String>,
}

static NOT_FOUND_MEMBERS: [Member; 2] = [Member::new("message", Kind::String), Member::new("Resource", Kind::String)];
static NOT_FOUND_SCHEMA: Schema =
    Schema::structure("com.example#NotFound", &NOT_FOUND_MEMBERS).with_error(ErrorTraits::new("NotFound"));
structure!(NotFound, NOT_FOUND_SCHEMA, [message, resource]);
