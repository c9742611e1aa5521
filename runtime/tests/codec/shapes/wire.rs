use std::collections::HashMap;

use tinsmith_runtime::schema::{ErrorTraits, Kind, Location, Member, Schema, Xml, XmlNamespace};
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
    Member { element: Some(&DOCUMENT), ..Member::new("List", Kind::List) },
    Member { element: Some(&DOCUMENT), ..Member::new("Map", Kind::Map) },
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

const fn namespace(uri: &'static str) -> Xml {
    Xml { namespace: Some(XmlNamespace { uri, prefix: None }), ..Xml::NONE }
}

static ITEM: Member = Member { xml: namespace("https://item.example.com/"), ..Member::new("member", Kind::String) };
static KEY: Member = Member {
    xml: Xml { name: Some("K"), ..namespace("https://key.example.com/") },
    ..Member::new("key", Kind::String)
};
static VALUE: Member = Member {
    xml: Xml { name: Some("V"), ..namespace("https://value.example.com/") },
    ..Member::new("value", Kind::String)
};
static WIRE_MEMBERS: [Member; 5] = [
    Member { location: Location::Header("X-Header"), ..Member::new("Header", Kind::String) },
    Member { xml: namespace("https://body.example.com/"), ..Member::new("Body", Kind::String) },
    Member::new("When", Kind::Timestamp),
    Member { element: Some(&ITEM), xml: Xml { flattened: true, ..Xml::NONE }, ..Member::new("Flat", Kind::List) },
    Member {
        key: Some(&KEY),
        element: Some(&VALUE),
        xml: Xml { name: Some("KVP"), ..namespace("https://map.example.com/") },
        ..Member::new("Map", Kind::Map)
    },
];
static WIRE_SCHEMA: Schema = Schema {
    xml_name: Some("Telegram"),
    xml_namespace: Some(XmlNamespace { uri: "https://example.com/", prefix: None }),
    ..Schema::structure("com.example#Wire", &WIRE_MEMBERS)
};
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
static NOT_FOUND_SCHEMA: Schema = Schema {
    error: Some(ErrorTraits { code: "NotFound", status: 404, retryable: false, throttling: false }),
    ..Schema::structure("com.example#NotFound", &NOT_FOUND_MEMBERS)
};
structure!(NotFound, NOT_FOUND_SCHEMA, [message, resource]);
