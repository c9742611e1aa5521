//! Constraint traits, checked before anything is sent.

mod constraint;

use std::fmt;

use crate::codec::{MAX_DEPTH, Path, Step};
use crate::schema::{Location, Member, Schema, SchemaKind};
use crate::structure::Structure;
use crate::value::{List, Map, View};

/// How closely inputs are held against the constraints of the model before they are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Validation {
    /// Not at all: the service decides.
    Off,
    /// Against what a service can only refuse, and will not loosen: empty labels of the path, unions without a member
    /// that the model knows, values out of their [range](https://smithy.io/2.0/spec/constraint-traits.html#range-trait),
    /// and what is shorter than its least length.
    #[default]
    Standard,
    /// Against greatest lengths as well, which services raise from time to time: the model may be older than that.
    Strict,
}

/// A constraint that a value breaks. The value itself is left out: it may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The member, such as `PolicyArns[2].arn`.
    pub path: String,
    /// What it must be, such as `must be between 900 and 43200`.
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.rule)
    }
}

/// All constraints that a shape breaks, nested ones included; none for a valid one, which costs no memory.
///
/// Lengths are counted as the [length trait](https://smithy.io/2.0/spec/constraint-traits.html#length-trait) says: Unicode
/// code points of strings, bytes of blobs, elements of lists, entries of maps.
#[must_use]
pub fn validate(structure: &dyn Structure, validation: Validation) -> Vec<Violation> {
    let mut validator = Validator { strict: validation == Validation::Strict, found: Vec::new() };
    if validation != Validation::Off {
        validator.structure(structure, 0);
    }
    let violation = |Found { path, rule }: Found| Violation { path: path.to_string(), rule };
    validator.found.into_iter().map(violation).collect()
}

struct Validator {
    strict: bool,
    found: Vec<Found>,
}

struct Found {
    path: Path,
    rule: String,
}

impl Validator {
    fn add(&mut self, rule: String) {
        self.found.push(Found { path: Path::default(), rule });
    }

    /// Says what those after the `first` were found in.
    #[inline]
    fn within(&mut self, first: usize, step: Step) {
        if self.found.len() > first {
            self.enter(first, step);
        }
    }

    #[inline]
    fn within_member(&mut self, first: usize, member: &Member) {
        if self.found.len() > first {
            self.enter(first, Step::Member(member.name));
        }
    }

    #[cold]
    fn enter(&mut self, first: usize, step: Step) {
        for found in self.found.iter_mut().skip(first) {
            found.path.push(step);
        }
    }

    #[cold]
    fn without_member(&mut self, union: &Schema) {
        self.add(format!("must hold a member of the union {} that the model knows", union.name()));
    }

    fn structure(&mut self, structure: &dyn Structure, depth: usize) {
        let schema = structure.schema();
        if schema.kind == SchemaKind::Union {
            return self.union(structure, schema, depth);
        }
        if depth >= MAX_DEPTH {
            return self.too_deep(structure, schema);
        }
        let mut index = schema.next_constrained(0, self.strict);
        while let Some(member) = schema.members.get(index) {
            match structure.member(index) {
                None | Some(View::Absent) => {}
                Some(view) => {
                    let first = self.found.len();
                    self.value(member, view, depth);
                    self.within_member(first, member);
                }
            }
            index = schema.next_constrained(index + 1, self.strict);
        }
    }

    #[inline(never)]
    fn union(&mut self, union: &dyn Structure, schema: &Schema, depth: usize) {
        let held = |(index, member)| union.member(index).map(|view| (index, member, view));
        let Some((index, member, view)) = schema.members.iter().enumerate().find_map(held) else {
            return self.without_member(schema);
        };
        if depth >= MAX_DEPTH || schema.next_constrained(index, self.strict) == index {
            let first = self.found.len();
            self.element(member, view, depth);
            self.within_member(first, member);
        }
    }

    /// At the greatest depth, where there may be nothing at all.
    #[cold]
    fn too_deep(&mut self, structure: &dyn Structure, schema: &Schema) {
        for (index, member) in schema.members.iter().enumerate() {
            let Some(view) = structure.member(index) else { continue };
            let first = self.found.len();
            self.element(member, view, MAX_DEPTH);
            self.within_member(first, member);
        }
    }

    /// A value of its own, at any depth.
    fn element(&mut self, member: &Member, view: View<'_>, depth: usize) {
        if depth < MAX_DEPTH {
            self.value(member, view, depth);
        } else if !matches!(view, View::Absent) {
            self.add(format!("must not nest deeper than {MAX_DEPTH} levels"));
        }
    }

    #[inline(always)]
    fn value(&mut self, member: &Member, view: View<'_>, depth: usize) {
        match view {
            View::Absent => {}
            View::Structure(value) => self.structure(value, depth + 1),
            View::List(list) => {
                self.measure(member, view);
                self.list(member.element(), list, depth + 1);
            }
            View::Map(map) => {
                self.measure(member, view);
                self.map(member, map, depth + 1);
            }
            View::String("") if matches!(member.location, Location::Label) => {
                self.add("must not be empty: it is part of the request's path".to_owned());
            }
            View::String(value) if constraint::is_kept(&member.constraints, value, self.strict) => {}
            _ => self.measure(member, view),
        }
    }

    #[inline(never)]
    fn measure(&mut self, member: &Member, view: View<'_>) {
        if constraint::applies(&member.constraints, self.strict)
            && let Some(rule) = constraint::broken(&member.constraints, view, self.strict)
        {
            self.add(rule);
        }
    }

    fn list(&mut self, element: &Member, list: &dyn List, depth: usize) {
        for index in 0..list.length() {
            let Some(value) = list.element(index) else { continue };
            let view = value.view();
            if is_scalar(view) && !constraint::applies(&element.constraints, self.strict) {
                // All elements are of one kind.
                return;
            }
            let first = self.found.len();
            self.element(element, view, depth);
            self.within(first, Step::Element(index));
        }
    }

    fn map(&mut self, member: &Member, map: &dyn Map, depth: usize) {
        let mut found = Vec::new();
        map.each(&mut |key, value| {
            let first = self.found.len();
            if let Some(key_is) = member.key.filter(|is| !constraint::is_kept(&is.constraints, key, self.strict)) {
                self.measure(key_is, View::String(key));
                self.within(first, Step::Key);
            }
            self.element(member.element(), value.view(), depth);
            if self.found.len() > first {
                self.within(first, Step::Entry);
                found.push((key.to_owned(), self.found.split_off(first)));
            }
        });
        if found.is_empty() {
            return;
        }
        // The same shape gives the same list.
        found.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        self.found.extend(found.into_iter().flat_map(|(_, found)| found));
    }
}

fn is_scalar(view: View<'_>) -> bool {
    !matches!(view, View::Absent | View::List(_) | View::Map(_) | View::Structure(_))
}
