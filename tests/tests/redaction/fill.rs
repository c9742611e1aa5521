//! Shapes with something in every place.

use std::collections::BTreeSet;

use tinsmith_runtime::schema::{Kind, Member, Schema, SchemaKind};
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::{BigNumber, Blob, Document, Number};
use tinsmith_runtime::value::Slot;
use tinsmith_runtime::{Structure, value};

use crate::finder::MARKER;
use crate::model::Models;

/// How deep shapes within shapes are filled: each is filled by itself too.
const MAX_DEPTH: usize = 3;

/// What stands in places that may be printed.
pub(crate) const PLAIN: &str = "plain";

/// Fills shapes. Two of different numbers fill places that are sensitive with different values, and all others alike.
pub(crate) struct Filler<'a> {
    models: &'a Models,
    pub(crate) number: u16,
    /// Which variant of unions is taken, where they have so many.
    pub(crate) variant: usize,
    count: usize,
    /// The sensitive shapes that were met.
    pub(crate) met: BTreeSet<String>,
}

impl<'a> Filler<'a> {
    pub(crate) fn new(models: &'a Models) -> Self {
        Self { models, number: 101, variant: 0, count: 0, met: BTreeSet::new() }
    }

    pub(crate) fn structure(&mut self, structure: &mut dyn Structure) {
        let sensitive = self.meet(structure.schema().id);
        self.members(structure, sensitive, 0);
    }

    /// Whether a shape is sensitive.
    fn meet(&mut self, shape: &str) -> bool {
        let sensitive = self.models.is_sensitive(shape);
        if sensitive && !self.met.contains(shape) {
            self.met.insert(shape.to_owned());
        }
        sensitive
    }

    fn members(&mut self, structure: &mut dyn Structure, sensitive: bool, depth: usize) {
        let schema = structure.schema();
        for index in self.chosen(schema, depth) {
            let target = self.models.target(schema.id, schema.members[index].name).to_owned();
            if let Some(slot) = structure.member_mut(index) {
                self.slot(slot, &target, sensitive, depth);
            }
        }
    }

    /// Which members are filled: in the depth those alone that must be, and the variants that end.
    fn chosen(&self, schema: &Schema, depth: usize) -> Vec<usize> {
        let holds_others =
            |member: &Member| matches!(member.kind, Kind::List | Kind::Map | Kind::Structure | Kind::Union);
        let members = schema.members.iter().enumerate();
        match (schema.kind, depth < MAX_DEPTH) {
            (SchemaKind::Union, true) => vec![self.variant % schema.members.len()],
            (SchemaKind::Union, false) => vec![members.min_by_key(|(_, member)| holds_others(member)).unwrap().0],
            (_, is_flat) => members.filter(|(_, member)| is_flat || member.required).map(|(index, _)| index).collect(),
        }
    }

    /// Each secret is another one, or one that is found would hide the others.
    fn text(&mut self, sensitive: bool) -> String {
        self.count += 1;
        // With what JSON, XML, forms and URLs write otherwise.
        let tail = usize::from(self.number % 7);
        if sensitive {
            format!("{MARKER}{}-{}+/=\"<&>\\é{:x>tail$}", self.number, self.count, "")
        } else {
            PLAIN.to_owned()
        }
    }

    fn slot(&mut self, slot: Slot<'_>, target: &str, sensitive: bool, depth: usize) {
        let sensitive = self.meet(target) || sensitive;
        let text = self.text(sensitive);
        let number = if sensitive { self.number } else { 7 };
        match slot {
            Slot::Boolean(value) => *value = number % 2 == 1,
            Slot::Byte(value) => *value = (number % 100) as i8,
            Slot::Short(value) => *value = (number % 10_000) as i16,
            Slot::Integer(value) => *value = number.into(),
            Slot::Long(value) => *value = number.into(),
            Slot::IntEnum(value) => value.set(number.into()),
            Slot::Float(value) => *value = number.into(),
            Slot::Double(value) => *value = number.into(),
            Slot::BigNumber(value) => *value = number.to_string().parse::<BigNumber>().expect("a number"),
            Slot::String(value) => *value = text,
            Slot::Enum(value) => value.set(&text),
            Slot::Blob(value) => *value = Blob::from(text),
            Slot::Stream(value) => *value = text.into(),
            Slot::Timestamp(value) => *value = Timestamp::from_unix_seconds(i64::from(number) * 100_000),
            Slot::Document(value) => {
                let elements = vec![text.as_str().into(), Document::Number(Number::from(i64::from(number)))];
                *value = Document::from_iter([(text.clone(), Document::from(elements))]);
            }
            Slot::List(list) => self.list(list, target, sensitive, depth),
            Slot::Map(map) => self.map(map, target, sensitive, depth),
            Slot::Structure(structure) => self.members(structure, sensitive, depth + 1),
            _ => panic!("{target}: a kind of value that is not filled"),
        }
    }

    /// A list that is sensitive itself is not to be told by its length either.
    fn list(&mut self, list: &mut dyn value::List, target: &str, sensitive: bool, depth: usize) {
        let length = if sensitive { 1 + usize::from(self.number % 3) } else { 1 };
        let element = self.models.target(target, "member").to_owned();
        for _ in 0..length {
            if let Some(value) = list.push() {
                self.slot(value.slot(), &element, sensitive, depth);
            }
        }
    }

    fn map(&mut self, map: &mut dyn value::Map, target: &str, sensitive: bool, depth: usize) {
        let length = if sensitive { 1 + usize::from(self.number % 3) } else { 1 };
        let key = self.models.target(target, "key").to_owned();
        let key_is_sensitive = self.meet(&key) || sensitive;
        let value = self.models.target(target, "value").to_owned();
        for entry in 0..length {
            let key = format!("{}{entry}", self.text(key_is_sensitive));
            self.slot(map.insert(key).slot(), &value, sensitive, depth);
        }
    }
}
