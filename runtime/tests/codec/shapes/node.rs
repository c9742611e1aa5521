use std::collections::HashMap;

use tinsmith_runtime::Modeled;
use tinsmith_runtime::schema::{Kind, Member, Schema};
use tinsmith_runtime::value::{Slot, Value, View};

use super::structure;

/// Holds itself in every way a shape can.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    pub next: Option<Box<Node>>,
    pub children: Option<Vec<Node>>,
    pub named: Option<HashMap<String, Node>>,
    pub choice: Option<Choice>,
    pub value: Option<String>,
}

static NODE: Member = Member::new("member", Kind::Structure);
static STRING: Member = Member::new("member", Kind::String);
static MEMBERS: [Member; 5] = [
    Member::new("Next", Kind::Structure),
    Member::list("Children", &NODE),
    Member::map("Named", &Member::string("key"), &NODE),
    Member::new("Choice", Kind::Union),
    Member::new("Value", Kind::String),
];
static SCHEMA: Schema = Schema::structure("com.example#Node", &MEMBERS);
structure!(Node, SCHEMA, [next, children, named, choice, value]);

#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Text(String),
    Number(i32),
    Items(Vec<String>),
    Node(Box<Node>),
    Unknown(String),
}

static CHOICE_MEMBERS: [Member; 4] = [
    Member::new("Text", Kind::String),
    Member::new("Number", Kind::Integer),
    Member::list("Items", &STRING).xml_flattened(),
    Member::new("Node", Kind::Structure),
];
static CHOICE_SCHEMA: Schema = Schema::union("com.example#Choice", &CHOICE_MEMBERS);

impl Modeled for Choice {
    const SCHEMA: &'static Schema = &CHOICE_SCHEMA;

    fn empty() -> Self {
        Self::Unknown(String::new())
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        match (self, index) {
            (Self::Text(value), 0) => Some(value.view()),
            (Self::Number(value), 1) => Some(value.view()),
            (Self::Items(value), 2) => Some(value.view()),
            (Self::Node(value), 3) => Some(value.view()),
            _ => None,
        }
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        if Modeled::member(self, index).is_none() {
            *self = match index {
                0 => Self::Text(String::new()),
                1 => Self::Number(0),
                2 => Self::Items(Vec::new()),
                3 => Self::Node(Value::empty()),
                _ => return None,
            };
        }
        match self {
            Self::Text(value) => Some(value.slot()),
            Self::Number(value) => Some(value.slot()),
            Self::Items(value) => Some(value.slot()),
            Self::Node(value) => Some(value.slot()),
            Self::Unknown(_) => None,
        }
    }

    fn unknown_member(&self) -> Option<&str> {
        if let Self::Unknown(name) = self { Some(name) } else { None }
    }

    fn set_unknown_member(&mut self, name: &str) {
        *self = Self::Unknown(name.to_owned());
    }
}
