//! From views to forms.

use crate::codec::{CodecError, MAX_DEPTH, base64, scalar, too_deep, union};
use crate::percent::encode;
use crate::schema::{Member, SchemaKind};
use crate::structure::Structure;
use crate::value::{List, Map, View};

/// Appends a structure's members, all but those that are absent, as `name=value` pairs: with `&` before each where `out`
/// holds something already, such as `Action` and `Version`.
///
/// Names of nested members are joined by dots; elements of lists and entries of maps are counted from 1. An empty list
/// is a pair without a value, an empty map or structure is nothing.
///
/// # Errors
///
/// A document, a null in a list or map (a form has no null), a union without a member that the model knows, a timestamp
/// out of its format's range, values nested too deep. What was appended until then stays.
pub fn write_structure(structure: &dyn Structure, out: &mut String) -> Result<(), CodecError> {
    Writer { prefix: String::new(), out }.structure(structure, 0)
}

/// Bytes that the names of nested members mostly take.
const PREFIX: usize = 64;

/// The last part of a value's name.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// In which nothing is to be encoded.
    Identifier(&'a str),
    XmlName(&'a str),
    /// Of an element or entry, counted from 1.
    Index(u64),
}

impl<'a> Part<'a> {
    fn new(xml_name: Option<&'a str>, identifier: &'a str) -> Self {
        xml_name.map_or(Self::Identifier(identifier), Self::XmlName)
    }

    fn of_index(index: usize) -> Self {
        Self::Index(index as u64 + 1)
    }

    fn write(self, out: &mut String) {
        match self {
            Self::Identifier(name) => out.push_str(name),
            Self::XmlName(name) => encode(name, out),
            Self::Index(index) => scalar::push_digits(index, out),
        }
    }
}

struct Writer<'a> {
    /// What the names of the values in the one that is being written begin with: its own name and a dot, encoded.
    prefix: String,
    out: &'a mut String,
}

impl Writer<'_> {
    /// Goes into a value; returns the length to truncate the prefix to afterwards.
    fn enter(&mut self, name: Part<'_>) -> usize {
        let outer = self.prefix.len();
        if outer == 0 {
            self.prefix.reserve(PREFIX);
        }
        name.write(&mut self.prefix);
        self.prefix.push('.');
        outer
    }

    /// Writes the name of a pair, up to its value.
    fn name(&mut self, name: Part<'_>) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        self.out.push_str(&self.prefix);
        name.write(self.out);
        self.out.push('=');
    }

    fn pair(&mut self, name: Part<'_>, value: &str) {
        self.name(name);
        encode(value, self.out);
    }

    fn structure(&mut self, structure: &dyn Structure, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        let schema = structure.schema();
        let mut empty = true;
        for (index, member) in schema.members.iter().enumerate() {
            let Some(view) = structure.member(index) else { continue };
            if matches!(view, View::Absent) {
                continue;
            }
            empty = false;
            let name = Part::new(member.xml.name, member.name);
            self.value(name, member, view, depth).map_err(|error| error.in_member(member.name))?;
        }
        if empty && schema.kind == SchemaKind::Union {
            return Err(union::unknown_variant(structure));
        }
        Ok(())
    }

    fn value(&mut self, name: Part<'_>, member: &Member, view: View<'_>, depth: usize) -> Result<(), CodecError> {
        match view {
            View::List(list) => self.list(name, member, list, depth + 1),
            View::Map(map) => self.map(name, member, map, depth + 1),
            View::Structure(value) => {
                let outer = self.enter(name);
                self.structure(value, depth + 1)?;
                self.prefix.truncate(outer);
                Ok(())
            }
            View::Blob(bytes) => {
                self.name(name);
                base64::write_pieces(bytes, |piece| encode(piece, self.out));
                Ok(())
            }
            View::String(text) => {
                self.pair(name, text);
                Ok(())
            }
            View::Integer(value) => {
                self.name(name);
                scalar::push_integer(value, self.out);
                Ok(())
            }
            scalar => match scalar::write(member, scalar)? {
                Some(text) => {
                    self.pair(name, &text);
                    Ok(())
                }
                None => Err(CodecError::new("a null cannot be written in a form; leave the element out")),
            },
        }
    }

    fn list(&mut self, name: Part<'_>, member: &Member, list: &dyn List, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        if list.length() == 0 {
            self.pair(name, "");
            return Ok(());
        }
        let element = member.element();
        let outer = self.enter(name);
        if !member.xml.flattened {
            self.enter(Part::new(element.xml.name, "member"));
        }
        for index in 0..list.length() {
            let view = list.element(index).map_or(View::Absent, |value| value.view());
            self.value(Part::of_index(index), element, view, depth).map_err(|error| error.in_element(index))?;
        }
        self.prefix.truncate(outer);
        Ok(())
    }

    fn map(&mut self, name: Part<'_>, member: &Member, map: &dyn Map, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        let element = member.element();
        let key_name = Part::new(member.key.and_then(|key| key.xml.name), "key");
        let value_name = Part::new(element.xml.name, "value");
        let outer = self.enter(name);
        if !member.xml.flattened {
            self.enter(Part::Identifier("entry"));
        }
        for (index, (key, value)) in map.entries().into_iter().enumerate() {
            let entries = self.enter(Part::of_index(index));
            self.pair(key_name, key);
            self.value(value_name, element, value.view(), depth).map_err(CodecError::in_entry)?;
            self.prefix.truncate(entries);
        }
        self.prefix.truncate(outer);
        Ok(())
    }
}
