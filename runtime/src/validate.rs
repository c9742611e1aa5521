//! Constraint traits, checked before anything is sent.

use std::fmt;

use crate::codec::MAX_DEPTH;
use crate::schema::{Constraints, Location, Member, SchemaKind};
use crate::structure::Structure;
use crate::value::View;

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

/// All constraints that a shape breaks, nested ones included; none for a valid one.
///
/// Lengths are counted as the [length trait](https://smithy.io/2.0/spec/constraint-traits.html#length-trait) says: Unicode
/// code points of strings, bytes of blobs, elements of lists, entries of maps.
#[must_use]
pub fn validate(structure: &dyn Structure) -> Vec<Violation> {
    let mut validator = Validator { path: String::new(), violations: Vec::new() };
    validator.structure(structure, 0);
    validator.violations
}

struct Validator {
    path: String,
    violations: Vec<Violation>,
}

impl Validator {
    fn violation(&mut self, rule: String) {
        self.violations.push(Violation { path: self.path.clone(), rule });
    }

    fn within(&mut self, step: fmt::Arguments<'_>, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(&step.to_string());
        check(self);
        self.path.truncate(length);
    }

    fn structure(&mut self, structure: &dyn Structure, depth: usize) {
        let schema = structure.schema();
        let mut held = false;
        for (index, member) in schema.members.iter().enumerate() {
            let Some(value) = structure.member(index) else { continue };
            held = true;
            let dot = if self.path.is_empty() { "" } else { "." };
            self.within(format_args!("{dot}{}", member.name), |validator| {
                validator.value(member, value.view(), depth);
            });
        }
        if schema.kind == SchemaKind::Union && !held {
            self.violation(format!("must hold a member of the union {} that the model knows", schema.name()));
        }
    }

    fn value(&mut self, member: &Member, view: View<'_>, depth: usize) {
        if depth >= MAX_DEPTH {
            return self.violation(format!("must not nest deeper than {MAX_DEPTH} levels"));
        }
        if let (Location::Label, View::String("")) = (member.location, view) {
            self.violation("must not be empty: it is part of the request's path".to_owned());
        } else {
            self.constraints(&member.constraints, view);
        }
        match view {
            View::Structure(value) => self.structure(value, depth + 1),
            View::List(list) => {
                for index in 0..list.length() {
                    let Some(element) = list.element(index) else { continue };
                    self.within(format_args!("[{index}]"), |validator| {
                        validator.value(member.element(), element.view(), depth + 1);
                    });
                }
            }
            View::Map(map) => {
                for (key, value) in map.entries() {
                    // Keys may be secret as well.
                    self.within(format_args!("[…]"), |validator| {
                        if let Some(key_member) = member.key {
                            validator.within(format_args!(" (key)"), |validator| {
                                validator.constraints(&key_member.constraints, View::String(key));
                            });
                        }
                        validator.value(member.element(), value.view(), depth + 1);
                    });
                }
            }
            _ => {}
        }
    }

    fn constraints(&mut self, constraints: &Constraints, view: View<'_>) {
        let length = match view {
            View::String(value) => Some((value.chars().count(), "character", "characters")),
            View::Blob(bytes) => Some((bytes.len(), "byte", "bytes")),
            View::List(list) => Some((list.length(), "element", "elements")),
            View::Map(map) => Some((map.length(), "entry", "entries")),
            _ => None,
        };
        if let Some((length, one, many)) = length {
            let length = length as u64;
            let (min, max) = (constraints.length_min, constraints.length_max);
            if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
                let unit = if max.or(min) == Some(1) { one } else { many };
                self.violation(format!("must have {} {unit}", bounds(min, max)));
            }
        }
        let number = match view {
            #[expect(clippy::cast_precision_loss, reason = "bounds are floats")]
            View::Integer(value) => Some(value as f64),
            View::Float(value) => Some(value.into()),
            View::Double(value) => Some(value),
            View::BigNumber(digits) => digits.parse().ok(),
            _ => None,
        };
        if let Some(number) = number {
            let (min, max) = (constraints.range_min, constraints.range_max);
            let inside = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
            if !inside {
                self.violation(format!("must be {}", bounds(min, max)));
            }
        }
    }
}

fn bounds<T: fmt::Display + PartialEq>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("between {min} and {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "within bounds".to_owned(),
    }
}
