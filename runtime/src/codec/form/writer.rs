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
    Writer { out }.structure(None, structure, 0)
}

/// The name of a value: its last part, within the name of what holds it.
#[derive(Clone, Copy)]
struct Name<'a> {
    outer: Option<&'a Name<'a>>,
    part: Part<'a>,
}

#[derive(Clone, Copy)]
enum Part<'a> {
    /// In which nothing is to be encoded.
    Identifier(&'a str),
    XmlName(&'a str),
    /// Of an element or entry, counted from 1.
    Index(u64),
}

impl<'a> Name<'a> {
    fn new(outer: Option<&'a Self>, xml_name: Option<&'a str>, identifier: &'a str) -> Self {
        Self { outer, part: xml_name.map_or(Part::Identifier(identifier), Part::XmlName) }
    }

    fn join(&'a self, xml_name: Option<&'a str>, identifier: &'a str) -> Self {
        Self::new(Some(self), xml_name, identifier)
    }

    fn at(&'a self, index: usize) -> Self {
        Self { outer: Some(self), part: Part::Index(index as u64 + 1) }
    }

    /// Goes as deep as values are nested.
    fn write(&self, out: &mut String) {
        if let Some(outer) = self.outer {
            outer.write(out);
            out.push('.');
        }
        match self.part {
            Part::Identifier(name) => out.push_str(name),
            Part::XmlName(name) => encode(name, out),
            Part::Index(index) => scalar::push_digits(index, out),
        }
    }
}

struct Writer<'a> {
    out: &'a mut String,
}

impl Writer<'_> {
    /// Writes the name of a pair, up to its value.
    fn name(&mut self, name: &Name<'_>) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        name.write(self.out);
        self.out.push('=');
    }

    fn pair(&mut self, name: &Name<'_>, value: &str) {
        self.name(name);
        encode(value, self.out);
    }

    fn structure(
        &mut self,
        name: Option<&Name<'_>>,
        structure: &dyn Structure,
        depth: usize,
    ) -> Result<(), CodecError> {
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
            let name = Name::new(name, member.xml.name, member.name);
            self.value(&name, member, view, depth).map_err(|error| error.in_member(member.name))?;
        }
        if empty && schema.kind == SchemaKind::Union {
            return Err(union::unknown_variant(structure));
        }
        Ok(())
    }

    fn value(&mut self, name: &Name<'_>, member: &Member, view: View<'_>, depth: usize) -> Result<(), CodecError> {
        match view {
            View::List(list) => self.list(name, member, list, depth + 1),
            View::Map(map) => self.map(name, member, map, depth + 1),
            View::Structure(value) => self.structure(Some(name), value, depth + 1),
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

    fn list(&mut self, name: &Name<'_>, member: &Member, list: &dyn List, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        if list.length() == 0 {
            self.pair(name, "");
            return Ok(());
        }
        let element = member.element();
        let elements = if member.xml.flattened { *name } else { name.join(element.xml.name, "member") };
        for index in 0..list.length() {
            let view = list.element(index).map_or(View::Absent, |value| value.view());
            self.value(&elements.at(index), element, view, depth).map_err(|error| error.in_element(index))?;
        }
        Ok(())
    }

    fn map(&mut self, name: &Name<'_>, member: &Member, map: &dyn Map, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        let element = member.element();
        let key_name = member.key.and_then(|key| key.xml.name);
        let entries = if member.xml.flattened { *name } else { name.join(None, "entry") };
        for (index, (key, value)) in map.entries().into_iter().enumerate() {
            let entry = entries.at(index);
            self.pair(&entry.join(key_name, "key"), key);
            self.value(&entry.join(element.xml.name, "value"), element, value.view(), depth)
                .map_err(CodecError::in_entry)?;
        }
        Ok(())
    }
}
