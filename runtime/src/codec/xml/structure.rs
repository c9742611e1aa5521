//! From elements to slots.

use super::local;
use super::scanner::{Element, Scanner};
use crate::codec::{CodecError, MAX_DEPTH, scalar, too_deep, union};
use crate::schema::{Location, Member, Schema, SchemaKind};
use crate::structure::Structure;
use crate::value::{List, Map, Slot};

pub(super) struct Reader<'a> {
    pub(super) scanner: Scanner<'a>,
}

impl<'a> Reader<'a> {
    fn check(&self, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH { Err(self.scanner.error(&too_deep())) } else { Ok(()) }
    }

    /// Reads the element whose start tag was read, up to its end tag.
    pub(super) fn structure(
        &mut self,
        structure: &mut dyn Structure,
        start: &Element<'_>,
        all: bool,
        depth: usize,
    ) -> Result<(), CodecError> {
        self.check(depth)?;
        let schema = structure.schema();
        let union = schema.kind == SchemaKind::Union;
        if schema.members.iter().any(|member| member.xml.attribute) {
            self.attributes(structure, start, all)?;
        }
        let mut held: Option<String> = None;
        let mut begun = Vec::new();
        let mut expected = 0;
        while let Some(child) = self.scanner.child()? {
            let known = find(schema, child.name(), expected);
            let known = known.filter(|(_, member)| all || member.location == Location::Body);
            let flattened = known.is_some_and(|(_, member)| member.xml.flattened);
            if !flattened && child.is_nil() {
                self.scanner.skip()?;
                continue;
            }
            if union {
                let other = held.replace(child.name().to_owned());
                if let Some(other) = other.filter(|other| !flattened || other != child.name()) {
                    return Err(self.scanner.error(&union::second_member(structure, &other, child.name())));
                }
            }
            let place = known.and_then(|(index, member)| Some((index, member, structure.member_mut(index)?)));
            let Some((index, member, value)) = place else {
                if union {
                    structure.set_unknown_member(child.name());
                }
                self.scanner.skip()?;
                continue;
            };
            if !flattened {
                expected = index + 1;
                self.value(member, value.slot(), &child, depth).map_err(|error| error.in_member(member.name))?;
                continue;
            }
            expected = index;
            let first = !begun.contains(&index);
            if first {
                begun.push(index);
            }
            self.flattened(member, value.slot(), &child, first, depth).map_err(|error| error.in_member(member.name))?;
        }
        Ok(())
    }

    fn attributes(&self, structure: &mut dyn Structure, start: &Element<'_>, all: bool) -> Result<(), CodecError> {
        let schema = structure.schema();
        for (name, text) in self.scanner.attributes(start)? {
            let is = |member: &Member| member.xml.attribute && local(member.xml_name()) == name;
            let Some((index, member)) = schema.members.iter().enumerate().find(|(_, member)| is(member)) else {
                continue;
            };
            if !all && member.location != Location::Body {
                continue;
            }
            if let Some(value) = structure.member_mut(index) {
                scalar::read(member, value.slot(), text.into())
                    .map_err(|error| self.scanner.error(error.message()).in_member(member.name))?;
            }
        }
        Ok(())
    }

    fn value(&mut self, member: &Member, slot: Slot<'_>, start: &Element<'_>, depth: usize) -> Result<(), CodecError> {
        match slot {
            Slot::List(list) => {
                self.check(depth + 1)?;
                list.clear();
                let name = local(member.element().xml.name.unwrap_or("member"));
                while let Some(child) = self.scanner.child()? {
                    if child.name() == name {
                        self.element(member, list, &child, depth + 1)?;
                    } else {
                        self.scanner.skip()?;
                    }
                }
                Ok(())
            }
            Slot::Map(map) => {
                self.check(depth + 1)?;
                map.clear();
                while let Some(child) = self.scanner.child()? {
                    if child.name() == "entry" {
                        self.entry(member, map, depth + 1).map_err(CodecError::in_entry)?;
                    } else {
                        self.scanner.skip()?;
                    }
                }
                Ok(())
            }
            Slot::Structure(value) => self.structure(value, start, true, depth + 1),
            scalar => {
                let text = self.scanner.text()?;
                scalar::read(member, scalar, text).map_err(|error| self.scanner.error(error.message()))
            }
        }
    }

    /// One of the elements of a flattened list or map, which stand among the other members.
    fn flattened(
        &mut self,
        member: &Member,
        slot: Slot<'_>,
        start: &Element<'_>,
        first: bool,
        depth: usize,
    ) -> Result<(), CodecError> {
        match slot {
            Slot::List(list) => {
                self.check(depth + 1)?;
                if first {
                    list.clear();
                }
                self.element(member, list, start, depth + 1)
            }
            Slot::Map(map) => {
                self.check(depth + 1)?;
                if first {
                    map.clear();
                }
                self.entry(member, map, depth + 1).map_err(CodecError::in_entry)
            }
            other => self.value(member, other, start, depth),
        }
    }

    fn element(
        &mut self,
        member: &Member,
        list: &mut dyn List,
        start: &Element<'_>,
        depth: usize,
    ) -> Result<(), CodecError> {
        if start.is_nil() {
            if member.sparse {
                list.push();
            }
            return self.scanner.skip();
        }
        let index = list.length();
        let element = member.element();
        match list.push() {
            Some(value) => self.value(element, value.slot(), start, depth).map_err(|error| error.in_element(index)),
            None => self.scanner.skip(),
        }
    }

    fn entry(&mut self, member: &Member, map: &mut dyn Map, depth: usize) -> Result<(), CodecError> {
        let element = member.element();
        let key_name = local(member.key.and_then(|key| key.xml.name).unwrap_or("key"));
        let value_name = local(element.xml.name.unwrap_or("value"));
        let mut key: Option<String> = None;
        let mut complete = false;
        while let Some(child) = self.scanner.child()? {
            if child.name() == key_name {
                key = Some(self.scanner.text()?.into_owned());
            } else if child.name() == value_name {
                let Some(key) = key.take() else {
                    let message = format!("an entry of a map has a `{value_name}` without a `{key_name}` before it");
                    return Err(self.scanner.error(&message));
                };
                complete = true;
                if !child.is_nil() {
                    self.value(element, map.insert(key).slot(), &child, depth)?;
                    continue;
                }
                if member.sparse {
                    map.insert(key);
                }
                self.scanner.skip()?;
            } else {
                self.scanner.skip()?;
            }
        }
        if complete {
            return Ok(());
        }
        Err(self.scanner.error(&format!("an entry of a map lacks its `{key_name}` or its `{value_name}`")))
    }
}

/// The member that an element of this name is. Elements mostly come in the order of the model: the one after the last
/// found is tried first.
fn find(schema: &'static Schema, name: &str, expected: usize) -> Option<(usize, &'static Member)> {
    let is = |member: &Member| !member.xml.attribute && local(member.xml_name()) == name;
    if let Some(member) = schema.members.get(expected).filter(|member| is(member)) {
        return Some((expected, member));
    }
    if let Some(found) = schema.members.iter().enumerate().find(|(_, member)| is(member)) {
        return Some(found);
    }
    // Services send the `Message` of an error in this case, whatever the model says.
    let message = schema.error.is_some() && name.eq_ignore_ascii_case("message");
    let message = |member: &Member| message && member.name.eq_ignore_ascii_case(name);
    schema.members.iter().enumerate().find(|(_, member)| message(member))
}
