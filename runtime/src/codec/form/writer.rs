//! From views to forms.

use std::fmt::Write as _;

use crate::codec::{CodecError, MAX_DEPTH, base64, scalar, too_deep, union};
use crate::percent::encode;
use crate::schema::{Member, SchemaKind};
use crate::structure::Structure;
use crate::value::{List, Map, View};

/// Room for the names of most pairs.
const NAME_CAPACITY: usize = 64;

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
    Writer { name: String::with_capacity(NAME_CAPACITY), out }.structure(structure, 0)
}

struct Writer<'a> {
    /// Of the value that is being written, encoded.
    name: String,
    out: &'a mut String,
}

impl Writer<'_> {
    /// Adds a part to the name; returns the length to truncate it to afterwards.
    fn enter(&mut self, part: &str) -> usize {
        let length = self.name.len();
        if length > 0 {
            self.name.push('.');
        }
        encode(part, &mut self.name);
        length
    }

    /// As [`enter`](Self::enter), with the number of an element or entry.
    fn enter_number(&mut self, number: usize) -> usize {
        let length = self.name.len();
        if length > 0 {
            self.name.push('.');
        }
        let _ = write!(self.name, "{number}");
        length
    }

    /// Writes the name of a pair, up to its value.
    fn name(&mut self) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        self.out.push_str(&self.name);
        self.out.push('=');
    }

    fn pair(&mut self, value: &str) {
        self.name();
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
            let outer = self.enter(member.xml_name());
            self.value(member, view, depth).map_err(|error| error.in_member(member.name))?;
            self.name.truncate(outer);
        }
        if empty && schema.kind == SchemaKind::Union {
            return Err(union::unknown_variant(structure));
        }
        Ok(())
    }

    fn value(&mut self, member: &Member, view: View<'_>, depth: usize) -> Result<(), CodecError> {
        match view {
            View::List(list) => self.list(member, list, depth + 1),
            View::Map(map) => self.map(member, map, depth + 1),
            View::Structure(value) => self.structure(value, depth + 1),
            View::Blob(bytes) => {
                self.name();
                base64::write_pieces(bytes, |piece| encode(piece, self.out));
                Ok(())
            }
            scalar => match scalar::write(member, scalar)? {
                Some(text) => {
                    self.pair(&text);
                    Ok(())
                }
                None => Err(CodecError::new("a null cannot be written in a form; leave the element out")),
            },
        }
    }

    fn list(&mut self, member: &Member, list: &dyn List, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        if list.length() == 0 {
            self.pair("");
            return Ok(());
        }
        let element = member.element();
        let outer = self.name.len();
        if !member.xml.flattened {
            self.enter(element.xml.name.unwrap_or("member"));
        }
        for index in 0..list.length() {
            let view = list.element(index).map_or(View::Absent, |value| value.view());
            let prefix = self.enter_number(index + 1);
            self.value(element, view, depth).map_err(|error| error.in_element(index))?;
            self.name.truncate(prefix);
        }
        self.name.truncate(outer);
        Ok(())
    }

    fn map(&mut self, member: &Member, map: &dyn Map, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        let element = member.element();
        let key_name = member.key.and_then(|key| key.xml.name).unwrap_or("key");
        let outer = self.name.len();
        if !member.xml.flattened {
            self.enter("entry");
        }
        for (index, (key, value)) in map.entries().into_iter().enumerate() {
            let prefix = self.enter_number(index + 1);
            let entry = self.enter(key_name);
            self.pair(key);
            self.name.truncate(entry);
            self.enter(element.xml.name.unwrap_or("value"));
            self.value(element, value.view(), depth).map_err(CodecError::in_entry)?;
            self.name.truncate(prefix);
        }
        self.name.truncate(outer);
        Ok(())
    }
}
