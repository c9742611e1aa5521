//! How shapes print.

use std::collections::HashMap;

use tinsmith_runtime::Modeled;
use tinsmith_runtime::generated as debug;
use tinsmith_runtime::schema::{Kind, Member, Schema};
use tinsmith_runtime::types::{Blob, Document};
use tinsmith_runtime::value::{Slot, Value, View};

use crate::shapes::{structure, with};

const fn sensitive(name: &'static str, kind: Kind) -> Member {
    Member::new(name, kind).sensitive()
}

static SECRET: Member = sensitive("member", Kind::String);
static VALUE: Member = Member::new("value", Kind::Integer);
static NESTED: Member = Member::new("member", Kind::Structure);

structure!(Keys, KEYS = "com.example#Credentials", {
    0 id: Option<String> = Member::new("AccessKeyId", Kind::String),
    1 secret: Option<String> = sensitive("SecretAccessKey", Kind::String),
    2 list: Option<Vec<String>> = Member::list("Old", &SECRET),
    3 map: Option<HashMap<String, i32>> = Member::map("Uses", &SECRET, &VALUE),
    4 blob: Option<Blob> = Member::new("Blob", Kind::Blob),
    5 document: Option<Document> = sensitive("Document", Kind::Document),
    6 choice: Option<Choice> = Member::new("Choice", Kind::Union),
});

#[derive(Clone, PartialEq)]
pub enum Choice {
    Plain(String),
    Secret(String),
    Unknown(String),
}

static CHOICE: Schema =
    Schema::union("com.example#Choice", &[Member::new("plain", Kind::String), sensitive("secret", Kind::String)]);

impl Modeled for Choice {
    const SCHEMA: &'static Schema = &CHOICE;

    fn empty() -> Self {
        Self::Unknown(String::new())
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        match (self, index) {
            (Self::Plain(value), 0) | (Self::Secret(value), 1) => Some(value.view()),
            _ => None,
        }
    }

    fn member_mut(&mut self, _index: usize) -> Option<Slot<'_>> {
        None
    }

    fn unknown_member(&self) -> Option<&str> {
        match self {
            Self::Unknown(name) => Some(name),
            _ => None,
        }
    }
}

#[test]
fn only_what_is_set_and_nothing_secret() {
    let mut keys = with(|keys: &mut Keys| {
        keys.id = Some("AKID".to_owned());
        keys.secret = Some("hunter2".to_owned());
        keys.list = Some(vec!["hunter2".to_owned(), "hunter3".to_owned()]);
        keys.map = Some(HashMap::from([("hunter2".to_owned(), 3)]));
        keys.blob = Some("abc".into());
        keys.document = Some("hunter2".into());
        keys.choice = Some(Choice::Plain("x".to_owned()));
    });
    assert_eq!(
        format!("{keys:?}"),
        "Credentials { AccessKeyId: \"AKID\", SecretAccessKey: *** redacted ***, \
         Old: [*** redacted ***, *** redacted ***], Uses: {*** redacted ***: 3}, Blob: Blob(3 bytes), \
         Document: *** redacted ***, Choice: plain(\"x\") }"
    );
    keys = with(|keys: &mut Keys| keys.choice = Some(Choice::Secret("hunter2".to_owned())));
    assert_eq!(format!("{keys:?}"), "Credentials { Choice: secret(*** redacted ***) }");
    keys.choice = Some(Choice::Unknown("new".to_owned()));
    assert_eq!(format!("{keys:#?}"), "Credentials {\n    Choice: Unknown(\n        \"new\",\n    ),\n}");
}

structure!(Node, NODE = "com.example#Node", {
    0 next: Option<Vec<Node>> = Member::list("next", &NESTED),
});

#[test]
fn depth_is_bounded() {
    let mut node = Node { next: None };
    for _ in 0..1_000 {
        node = Node { next: Some(vec![node]) };
    }
    struct Printed<'a>(&'a Node);
    impl std::fmt::Debug for Printed<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            debug::debug(self.0, f)
        }
    }
    let text = format!("{:?}", Printed(&node));
    assert!(text.contains('…'));
    assert!(text.len() < 10_000);
}
