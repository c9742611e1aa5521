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
    Writer { name: String::new(), out }.structure(structure, 0)
}

struct Writer<'a> {
    /// Of the value that is being written, encoded.
    name: String,
    out: &'a mut String,
}

impl Writer<'_> {
    /// Adds a part to the name: what `xmlName` says, or an identifier, in which nothing is to be encoded; returns the length
    /// to truncate it to afterwards.
    fn enter(&mut self, xml_name: Option<&str>, identifier: &str) -> usize {
        let length = self.separate();
        match xml_name {
            Some(name) => encode(name, &mut self.name),
            None => self.name.push_str(identifier),
        }
        length
    }

    /// Adds the place in a list or map to the name, counted from 1.
    fn enter_index(&mut self, index: usize) -> usize {
        let length = self.separate();
        scalar::push_digits(index as u64 + 1, &mut self.name);
        length
    }

    fn separate(&mut self) -> usize {
        let length = self.name.len();
        if length > 0 {
            self.name.push('.');
        }
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
            let outer = self.enter(member.xml.name, member.name);
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
            View::String(text) => {
                self.pair(text);
                Ok(())
            }
            View::Integer(value) => {
                self.name();
                scalar::push_integer(value, self.out);
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
            self.enter(element.xml.name, "member");
        }
        for index in 0..list.length() {
            let view = list.element(index).map_or(View::Absent, |value| value.view());
            let prefix = self.enter_index(index);
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
        let key_name = member.key.and_then(|key| key.xml.name);
        let outer = self.name.len();
        if !member.xml.flattened {
            self.enter(None, "entry");
        }
        for (index, (key, value)) in map.entries().into_iter().enumerate() {
            let prefix = self.enter_index(index);
            let entry = self.enter(key_name, "key");
            self.pair(key);
            self.name.truncate(entry);
            self.enter(element.xml.name, "value");
            self.value(element, value.view(), depth).map_err(CodecError::in_entry)?;
            self.name.truncate(prefix);
        }
        self.name.truncate(outer);
        Ok(())
    }
}
