//! What a text lacks is reported with its path.

use std::collections::HashMap;
use std::sync::LazyLock;

use tinsmith_runtime::Structure;
use tinsmith_runtime::codec::Corrections;
use tinsmith_runtime::codec::json::{self, JsonSettings};
use tinsmith_runtime::codec::xml::{self, XmlSettings};
use tinsmith_runtime::schema::{Location, Member, Schema};
use tinsmith_runtime::value::{Slot, Value, View};

use crate::shapes::{Node, structure};

#[derive(Clone, Debug, PartialEq)]
struct Owner {
    id: String,
    label: Option<String>,
}

static OWNER: Member = Member::structure("member");
static KEY: Member = Member::string("key");
static OWNER_MEMBERS: [Member; 2] = [Member::string("Id").required().xml_attribute(), Member::string("Label")];
static OWNER_SCHEMA: Schema = Schema::structure("com.example#Owner", &OWNER_MEMBERS);
structure!(Owner, OWNER_SCHEMA, [id, label]);

#[derive(Clone, Debug, PartialEq)]
struct Account {
    name: String,
    owner: Owner,
    owners: Option<Vec<Owner>>,
    flat: Option<Vec<Owner>>,
    by_name: Option<HashMap<String, Owner>>,
    etag: String,
    deputy: Option<Box<Owner>>,
}

static ACCOUNT_MEMBERS: [Member; 7] = [
    Member::string("Name").required(),
    Member::structure("Owner").required(),
    Member::list("Owners", &OWNER),
    Member::list("Flat", &OWNER).xml_flattened(),
    Member::map("ByName", &KEY, &OWNER),
    Member::string("ETag").required().at(Location::Header("ETag")),
    Member::structure("Deputy"),
];
static ACCOUNT_SCHEMA: Schema = Schema::structure("com.example#Account", &ACCOUNT_MEMBERS);
structure!(Account, ACCOUNT_SCHEMA, [name, owner, owners, flat, by_name, etag, deputy]);

const BODY: JsonSettings = JsonSettings::DEFAULT.all_members(false);

fn paths(corrections: &Corrections) -> Vec<String> {
    assert_eq!(corrections.count(), corrections.paths().count());
    corrections.paths().collect()
}

#[track_caller]
fn json(text: &str) -> Vec<String> {
    paths(&json::read_structure(text.as_bytes(), BODY, &mut Account::empty()).unwrap())
}

#[track_caller]
fn xml(text: &str) -> Vec<String> {
    let settings = XmlSettings::DEFAULT.all_members(false);
    paths(&xml::read_structure(text.as_bytes(), settings, &mut Account::empty()).unwrap())
}

#[test]
fn nothing_is_reported_where_nothing_lacks() {
    assert!(json(r#"{"Name":"","Owner":{"Id":""},"Owners":[],"ByName":{}}"#).is_empty());
    assert!(xml("<A><Name/><Owner Id=''/></A>").is_empty());
    assert!(json::read_structure(b"{}", BODY, &mut Node::default()).unwrap().is_empty());
}

#[test]
fn members_that_json_lacks_have_their_paths() {
    assert_eq!(json("{}"), ["Name", "Owner"]);
    assert_eq!(json(r#"{"Name":null,"Owner":{"Label":"x"}}"#), ["Owner.Id", "Name"]);
    let text = r#"{"Name":"n","Owner":{"Id":"i"},"Owners":[{"Id":"a"},{},{"Id":null}],"ByName":{"secret":{}}}"#;
    assert_eq!(json(text), ["Owners[1].Id", "Owners[2].Id", "ByName[…].Id"]);
}

#[test]
fn members_that_xml_lacks_have_their_paths() {
    assert_eq!(xml("<A/>"), ["Name", "Owner"]);
    let text = "<A><Name/><Owner><Label/></Owner><Owners><member Id='a'/><member/></Owners><Flat/><Flat Id='b'/>\
        <ByName><entry><key>secret</key><value/></entry></ByName></A>";
    assert_eq!(xml(text), ["Owner.Id", "Owners[1].Id", "Flat[0].Id", "ByName[…].Id"]);
}

#[test]
fn members_of_other_parts_of_the_message_are_not_reported() {
    let all = json::read_structure(b"{}", JsonSettings::DEFAULT, &mut Account::empty()).unwrap();
    assert_eq!(paths(&all), ["Name", "Owner", "ETag"]);
    let all = xml::read_structure(b"<A/>", XmlSettings::DEFAULT, &mut Account::empty()).unwrap();
    assert_eq!(paths(&all), ["Name", "Owner", "ETag"]);
}

#[test]
fn wrapped_results_errors_and_single_values_are_reported() {
    let text = b"<R><A><Owner/></A><ResponseMetadata><RequestId> 1 </RequestId></ResponseMetadata></R>";
    let wrapped = xml::read_wrapped(text, "", &["R", "A"], &mut Account::empty()).unwrap();
    assert_eq!(paths(&wrapped.corrections), ["Owner.Id", "Name", "ETag"]);
    assert_eq!(wrapped.request_id.as_deref(), Some("1"));
    let text = b"<ErrorResponse><Error><Name/></Error></ErrorResponse>";
    let error = xml::read_error_structure(text, XmlSettings::DEFAULT, &mut Account::empty()).unwrap();
    assert_eq!(paths(&error), ["Owner", "ETag"]);
    let mut account = Account::empty();
    let member =
        |text: &[u8], account: &mut Account| json::read_member(text, JsonSettings::DEFAULT, account, 2).unwrap();
    assert_eq!(member(b"null", &mut account), None);
    assert_eq!(account.owners, None);
    assert_eq!(paths(&member(b"[{}]", &mut account).unwrap().in_member("Owners")), ["Owners[0].Id"]);
}

#[test]
fn of_a_member_that_stands_there_twice_the_last_is_reported() {
    assert!(json(r#"{"Name":"n","Owner":{},"Owner":{"Id":"i"}}"#).is_empty());
    assert_eq!(json(r#"{"Name":"n","Owner":{"Id":"i"},"Owner":{}}"#), ["Owner.Id"]);
    assert_eq!(json(r#"{"Name":"n","Name":"m"}"#), ["Owner"]);
    assert!(xml("<A><Name/><Owner/><Owner Id='i'/></A>").is_empty());
    assert_eq!(xml("<A><Name/><Owner Id='i'/><Owner/></A>"), ["Owner.Id"]);
}

#[test]
fn no_more_than_64_paths_are_kept_and_all_are_counted() {
    let owners = vec!["{}"; 1000].join(",");
    let text = format!(r#"{{"Owners":[{owners}]}}"#);
    let read = json::read_structure(text.as_bytes(), BODY, &mut Account::empty()).unwrap();
    assert_eq!((read.count(), read.paths().count()), (1002, 64));
    assert_eq!(read.paths().last().as_deref(), Some("Owners[63].Id"));
    let mut merged = Corrections::default();
    merged.push_member("First");
    merged.merge(read);
    assert_eq!((merged.count(), merged.paths().count()), (1003, 64));
    assert_eq!(merged.paths().next().as_deref(), Some("First"));
    assert!(format!("{merged:?}").ends_with("\"Owners[62].Id\"] and 939 others"), "{merged:?}");
}

/// More members than a word has bits.
struct Wide {
    texts: Vec<String>,
    node: Option<Box<Node>>,
}

const TEXTS: usize = 150;
static WIDE_SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let name = |index: usize| &*format!("M{index}").leak();
    let texts = (0..TEXTS).map(|index| Member::string(name(index)).required());
    let members: Vec<Member> = texts.chain([Member::structure("Node")]).collect();
    Schema::structure("com.example#Wide", members.leak())
});

impl Structure for Wide {
    fn schema(&self) -> &'static Schema {
        &WIDE_SCHEMA
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        if index == TEXTS { Some(self.node.view()) } else { self.texts.get(index).map(Value::view) }
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        if index == TEXTS { Some(self.node.slot()) } else { self.texts.get_mut(index).map(Value::slot) }
    }

    fn unknown_member(&self) -> Option<&str> {
        None
    }

    fn set_unknown_member(&mut self, _name: &str) {}
}

impl Value for Wide {
    fn empty() -> Self {
        Self { texts: vec![String::new(); TEXTS], node: None }
    }

    fn view(&self) -> View<'_> {
        View::Structure(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Structure(self)
    }
}

#[test]
fn structures_of_many_members_are_reported_and_replaced_alike() {
    let members: Vec<String> = (0..TEXTS)
        .rev()
        .filter(|index| !matches!(index, 3 | 64 | 149))
        .map(|index| format!(r#""M{index}":"""#))
        .collect();
    let text = format!(r#"{{{},"M70":"x","Node":{{"Value":"v"}},"Node":{{"Children":[]}}}}"#, members.join(","));
    let mut wide = Wide::empty();
    let corrections = json::read_structure(text.as_bytes(), JsonSettings::DEFAULT, &mut wide).unwrap();
    assert_eq!(paths(&corrections), ["M3", "M64", "M149"]);
    assert_eq!(*wide.node.unwrap(), Node { children: Some(vec![]), ..Node::default() });
}
