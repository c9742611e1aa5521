//! How shapes are printed: without their secrets.

use std::fmt;

use crate::codec::MAX_DEPTH;
use crate::schema::{Member, SchemaKind};
use crate::structure::Structure;
use crate::types::REDACTED;
use crate::value::{List, Map, View};

/// Prints a shape's name and the members that are set; those that the model marks as sensitive as `*** redacted ***`,
/// also as elements, keys and values. Blobs are printed as their length. What generated `Debug` implementations call.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(structure: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    structure_at(structure, 0, f)
}

/// Prints an error's name and its message. What generated `Display` implementations of errors call.
///
/// # Errors
///
/// Those of the formatter.
pub fn display_error(structure: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = structure.schema();
    f.write_str(schema.name())?;
    let message = schema.members.iter().position(|member| member.name.eq_ignore_ascii_case("message"));
    let message = message.filter(|index| schema.members.get(*index).is_some_and(|member| !member.sensitive));
    match message.and_then(|index| structure.member(index)) {
        Some(View::String(message)) if !message.is_empty() => write!(f, ": {message}"),
        _ => Ok(()),
    }
}

fn structure_at(structure: &dyn Structure, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = structure.schema();
    let held = schema.members.iter().enumerate().filter_map(|(index, member)| {
        let view = structure.member(index)?;
        (!matches!(view, View::Absent)).then_some((member.name, Shown { member, view, depth }))
    });
    match schema.kind {
        SchemaKind::Structure => {
            let mut debug = f.debug_struct(schema.name());
            for (name, shown) in held {
                debug.field(name, &shown);
            }
            debug.finish()
        }
        SchemaKind::Union => {
            let mut held = held;
            match held.next() {
                Some((name, shown)) => f.debug_tuple(name).field(&shown).finish(),
                None => f.debug_tuple("Unknown").field(&structure.unknown_member().unwrap_or_default()).finish(),
            }
        }
    }
}

/// A value as its member lets it be printed.
struct Shown<'a> {
    member: &'a Member,
    view: View<'a>,
    depth: usize,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.member.sensitive {
            return f.write_str(REDACTED);
        }
        if self.depth >= MAX_DEPTH {
            return f.write_str("…");
        }
        let depth = self.depth + 1;
        match self.view {
            View::Absent => f.write_str("null"),
            View::Boolean(value) => value.fmt(f),
            View::Integer(value) => fmt::Display::fmt(&value, f),
            View::Float(value) => value.fmt(f),
            View::Double(value) => value.fmt(f),
            View::BigNumber(digits) => f.write_str(digits),
            View::String(value) => value.fmt(f),
            View::Blob(bytes) => write!(f, "Blob({} bytes)", bytes.len()),
            View::Stream(stream) => stream.fmt(f),
            View::Timestamp(value) => value.fmt(f),
            View::Document(value) => value.fmt(f),
            View::List(list) => self.list(list, depth, f),
            View::Map(map) => self.map(map, depth, f),
            View::Structure(value) => structure_at(value, depth, f),
        }
    }
}

impl Shown<'_> {
    fn list(&self, list: &dyn List, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let member = self.member.element();
        let view = |index| list.element(index).map_or(View::Absent, |value| value.view());
        f.debug_list().entries((0..list.length()).map(|index| Shown { member, view: view(index), depth })).finish()
    }

    fn map(&self, map: &dyn Map, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.member.key.is_some_and(|key| key.sensitive);
        let mut debug = f.debug_map();
        for (key, value) in map.entries() {
            let value = Shown { member: self.member.element(), view: value.view(), depth };
            if hidden {
                debug.entry(&format_args!("{REDACTED}"), &value);
            } else {
                debug.entry(&key, &value);
            }
        }
        debug.finish()
    }
}
