//! From elements to slots.

use std::borrow::Cow;

use super::local;
use super::scanner::Scanner;
use super::tokenizer::Element;
use crate::codec::lender::Lender;
use crate::codec::path::Step;
use crate::codec::seen::{Seen, clear};
use crate::codec::{CodecError, Corrections, MAX_DEPTH, scalar, too_deep, union};
use crate::schema::{Member, Schema, SchemaKind};
use crate::structure::Structure;
use crate::value::{List, Map, Slot};

pub(super) struct Reader<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) corrections: Corrections,
}

impl<'a> Reader<'a> {
    pub(super) fn new(scanner: Scanner<'a>) -> Self {
        Self { scanner, corrections: Corrections::default() }
    }

    fn check(&self, depth: usize) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH { Err(self.scanner.error(&too_deep())) } else { Ok(()) }
    }

    /// Reads the element whose start tag was read, up to its end tag.
    pub(super) fn structure(
        &mut self,
        structure: &mut dyn Structure,
        start: &Element<'a>,
        all: bool,
        depth: usize,
    ) -> Result<(), CodecError> {
        self.check(depth)?;
        let schema = structure.schema();
        self.scanner.charge(Seen::memory(schema.members.len()))?;
        let lender = Lender::of(structure);
        let union = schema.kind == SchemaKind::Union;
        let mut seen = Seen::new();
        let mut required = 0;
        if start.has_attributes() && schema.members.iter().any(|member| member.xml.attribute) {
            required = self.attributes(structure, start, all, &mut seen)?;
        }
        let mut held: Option<String> = None;
        let begun = self.corrections.kept();
        let mut expected = 0;
        while let Some(child) = self.scanner.child()? {
            let known = find(schema, child.name(), expected);
            let known = known.filter(|(_, member)| all || member.location.is_response_body());
            let flattened = known.is_some_and(|(_, member)| member.xml.flattened);
            if !flattened && child.is_nil() {
                self.scanner.skip()?;
                continue;
            }
            if union {
                if let Some(other) = held.filter(|other| !flattened || other != child.name()) {
                    return Err(self.scanner.error(&union::second_member(structure, &other, child.name())));
                }
                held = Some(self.scanner.owned(child.name().into())?);
            }
            let place = known.and_then(|(index, member)| Some((index, member, structure.member_mut(index)?)));
            let Some((index, member, mut slot)) = place else {
                if union {
                    self.scanner.charge(child.name().len())?;
                    structure.set_unknown_member(child.name());
                }
                self.scanner.skip()?;
                continue;
            };
            let first = seen.insert(index, schema.members.len());
            required += usize::from(first && member.required);
            if !first && !flattened {
                clear(&mut slot);
                self.corrections.forget(begun, member.name);
            }
            let kept = self.corrections.kept();
            self.scanner.charge(lender.boxed(&slot)).map_err(|error| error.in_member(member.name))?;
            let result = if flattened {
                self.flattened(member, slot, &child, first, depth)
            } else {
                self.value(member, slot, &child, depth)
            };
            expected = if flattened { index } else { index + 1 };
            result.map_err(|error| error.in_member(member.name))?;
            if self.corrections.kept() > kept {
                self.enter(kept, &Step::Member(member.name))?;
            }
        }
        if required < schema.required {
            let kept = self.corrections.kept();
            self.corrections.push_lacking(schema, all, &seen);
            self.scanner.charge(Corrections::memory(self.corrections.kept() - kept))?;
        }
        Ok(())
    }

    /// After a start tag: the text up to the end tag, without white space around it.
    pub(super) fn trimmed(&mut self) -> Result<String, CodecError> {
        let text = self.scanner.text()?;
        self.scanner.owned(text.trim().into())
    }

    /// Adds a step outwards to the corrections that came since.
    #[cold]
    fn enter(&mut self, kept: usize, step: &Step) -> Result<(), CodecError> {
        self.scanner.charge(Corrections::memory(self.corrections.kept() - kept))?;
        self.corrections.enter(kept, step);
        Ok(())
    }

    /// Reads those that are members; gives how many of these are required.
    fn attributes(
        &mut self,
        structure: &mut dyn Structure,
        start: &Element<'a>,
        all: bool,
        seen: &mut Seen,
    ) -> Result<usize, CodecError> {
        let schema = structure.schema();
        let mut required = 0;
        for attribute in start.attributes() {
            let attribute = attribute.ok_or_else(|| self.scanner.malformed())?;
            let Some(name) = attribute.local_name() else { continue };
            let is = |member: &Member| member.xml.attribute && local(member.xml_name()) == name;
            let Some((index, member)) = schema.members.iter().enumerate().find(|(_, member)| is(member)) else {
                continue;
            };
            if !all && !member.location.is_response_body() {
                continue;
            }
            if let Some(slot) = structure.member_mut(index) {
                required += usize::from(seen.insert(index, schema.members.len()) && member.required);
                let text = self.scanner.attribute(&attribute)?;
                self.scalar(member, slot, text).map_err(|error| error.in_member(member.name))?;
            }
        }
        Ok(required)
    }

    fn scalar(&mut self, member: &Member, slot: Slot<'_>, text: Cow<'_, str>) -> Result<(), CodecError> {
        self.scanner.charge(scalar::memory(&slot, &text, matches!(text, Cow::Owned(_))))?;
        scalar::read(member, slot, text).map_err(|error| self.scanner.error(error.message()))
    }

    fn value(&mut self, member: &Member, slot: Slot<'_>, start: &Element<'a>, depth: usize) -> Result<(), CodecError> {
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
                self.scalar(member, scalar, text)
            }
        }
    }

    /// One of the elements of a flattened list or map, which stand among the other members.
    fn flattened(
        &mut self,
        member: &Member,
        slot: Slot<'_>,
        start: &Element<'a>,
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
            slot => self.value(member, slot, start, depth),
        }
    }

    fn element(
        &mut self,
        member: &Member,
        list: &mut dyn List,
        start: &Element<'a>,
        depth: usize,
    ) -> Result<(), CodecError> {
        let nil = start.is_nil();
        if nil && !member.sparse {
            return self.scanner.skip();
        }
        let index = list.length();
        self.scanner.charge(list.growth()).map_err(|error| error.in_element(index))?;
        let Some(value) = list.push().filter(|_| !nil) else { return self.scanner.skip() };
        let kept = self.corrections.kept();
        self.value(member.element(), value.slot(), start, depth).map_err(|error| error.in_element(index))?;
        if self.corrections.kept() > kept {
            self.enter(kept, &Step::Element(index))?;
        }
        Ok(())
    }

    fn entry(&mut self, member: &Member, map: &mut dyn Map, depth: usize) -> Result<(), CodecError> {
        let element = member.element();
        let key_name = local(member.key.and_then(|key| key.xml.name).unwrap_or("key"));
        let value_name = local(element.xml.name.unwrap_or("value"));
        let mut key: Option<String> = None;
        let mut complete = false;
        while let Some(child) = self.scanner.child()? {
            let name = child.name();
            if name == key_name {
                let text = self.scanner.text()?;
                key = Some(self.scanner.owned(text)?);
            } else if name == value_name {
                let Some(key) = key.take() else {
                    let message = format!("an entry of a map has a `{value_name}` without a `{key_name}` before it");
                    return Err(self.scanner.error(&message));
                };
                complete = true;
                let nil = child.is_nil();
                if nil && !member.sparse {
                    self.scanner.skip()?;
                    continue;
                }
                self.scanner.charge(map.growth())?;
                let value = map.insert(key);
                if nil {
                    self.scanner.skip()?;
                    continue;
                }
                let kept = self.corrections.kept();
                self.value(element, value.slot(), &child, depth)?;
                if self.corrections.kept() > kept {
                    self.enter(kept, &Step::Entry)?;
                }
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
    let is = |member: &Member| !member.xml.attribute && is_local(member.xml_name(), name);
    let (before, after) = schema.members.split_at_checked(expected).unwrap_or((schema.members, &[]));
    if let Some((index, member)) = after.iter().enumerate().find(|(_, member)| is(member)) {
        return Some((expected + index, member));
    }
    if let Some(found) = before.iter().enumerate().find(|(_, member)| is(member)) {
        return Some(found);
    }
    // Services send the `Message` of an error in this case, whatever the model says.
    let message = schema.error.is_some() && name.eq_ignore_ascii_case("message");
    let message = |member: &Member| message && member.name.eq_ignore_ascii_case(name);
    schema.members.iter().enumerate().find(|(_, member)| message(member))
}

/// Whether a name without its prefix is this one. Most differ in length already.
fn is_local(name: &str, local: &str) -> bool {
    if name.len() == local.len() {
        return name == local;
    }
    let prefix = name.len().checked_sub(local.len()).and_then(|length| name.split_at_checked(length));
    prefix.is_some_and(|(prefix, name)| prefix.ends_with(':') && name == local)
}
