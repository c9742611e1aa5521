//! Merges an overlay, our own corrections and words, into a model.
//!
//! An overlay is a JSON object of three optional parts, merged in this order:
//!
//! ```json
//! {
//!   "shapes": {
//!     "example#Color": {"reason": "…", "shape": {"type": "union", "members": {}}}
//!   },
//!   "apply": [
//!     {"reason": "…", "target": "example#Busy", "traits": {"smithy.api#retryable": {}}},
//!     {"reason": "…", "targets": ["example#A", "example#B$c"], "remove": ["smithy.api#pattern"]},
//!     {"reason": "…", "each": {"example#Code": {"smithy.api#pattern": "^[a-z]+$"}}},
//!     {"reason": "…", "target": "example#Count", "traits": {"smithy.api#default": 0}, "toMembers": true}
//!   ],
//!   "summaries": {"example#GetColor": "Reads the color of a thing."}
//! }
//! ```
//!
//! - `shapes` replaces whole shapes of the model.
//! - `apply` puts and removes traits of shapes, or of members as `namespace#Shape$member`. With `toMembers` the traits
//!   also go to each structure member that targets the shape and has no such trait, as Smithy wants it of defaults.
//! - `summaries` are sentences of documentation; they become the trait `tinsmith#summary`.

mod target;

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::problem::{Problem, Problems, Source};
use crate::traits::ids;
use target::{Shapes, Traits, add_to_members, find, set_trait};

/// Merges an overlay into a model. Wrong are all entries that are malformed, whose target the model lacks, or that change
/// nothing. The other entries are merged then, so the model should not be used.
pub fn merge(model: &mut Value, overlay: &Value, problems: &mut Problems) {
    Merge { problems, set: HashSet::new() }.overlay(model, overlay);
}

struct Merge<'p> {
    problems: &'p mut Problems,
    /// Target and trait of everything that entries have set.
    set: HashSet<(String, String)>,
}

impl Merge<'_> {
    fn overlay(&mut self, model: &mut Value, overlay: &Value) {
        let Some(shapes) = model.get_mut("shapes").and_then(Value::as_object_mut) else {
            let hint = "is it a Smithy JSON AST?";
            return self.error("of any kind", "", "the model has no object `shapes`", hint);
        };
        let Some(overlay) = overlay.as_object() else {
            let hint = "write {\"apply\": [], \"shapes\": {}, \"summaries\": {}}";
            return self.error("(the file)", "", "the overlay is not an object", hint);
        };
        for key in overlay.keys() {
            if !["apply", "shapes", "summaries"].contains(&key.as_str()) {
                let hint = "an overlay has `shapes`, `apply` and `summaries`";
                self.error(key, "", "there is no such part of an overlay", hint);
            }
        }
        for (id, entry) in self.object(overlay, "shapes") {
            self.replace(shapes, id, entry);
        }
        match overlay.get("apply") {
            None => {}
            Some(Value::Array(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.apply(shapes, &format!("apply[{index}]"), entry);
                }
            }
            Some(_) => self.error("apply", "", "it is not a list", "write a list of entries"),
        }
        for (target, text) in self.object(overlay, "summaries") {
            self.summary(shapes, target, text);
        }
    }

    fn replace(&mut self, shapes: &mut Shapes, id: &str, entry: &Value) {
        let name = format!("shapes[\"{id}\"]");
        let Some(entry) = self.entry(&name, entry, &["reason", "shape"]) else {
            return;
        };
        let Some(shape) = entry.get("shape").filter(|shape| shape.is_object()) else {
            let hint = "give the whole shape, as in a Smithy JSON AST";
            return self.error(&name, id, "`shape` is missing or no object", hint);
        };
        match shapes.get_mut(id) {
            None => self.missing(&name, id),
            Some(old) if old == shape => self.changes_nothing(&name, id),
            Some(old) => *old = shape.clone(),
        }
    }

    fn apply(&mut self, shapes: &mut Shapes, name: &str, entry: &Value) {
        let known = ["reason", "target", "targets", "each", "traits", "remove", "toMembers"];
        let Some(entry) = self.entry(name, entry, &known) else {
            return;
        };
        let traits = self.object(entry, "traits");
        let traits: Traits = traits.map(|(id, value)| (id.clone(), value.clone())).collect();
        let remove = self.texts(name, entry, "remove");
        let to_members = match entry.get("toMembers") {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                let hint = "write true, or leave it out";
                return self.error(name, "", "`toMembers` is not true or false", hint);
            }
        };
        let mut targets: Vec<(&str, Traits)> = self
            .texts(name, entry, "targets")
            .into_iter()
            .chain(entry.get("target").and_then(Value::as_str))
            .map(|target| (target, traits.clone()))
            .collect();
        for (target, own) in self.object(entry, "each") {
            let Some(own) = own.as_object() else {
                let hint = "write {\"namespace#Shape\": {\"trait#id\": value}}";
                self.error(name, target, "its traits are not an object", hint);
                continue;
            };
            let mut traits = traits.clone();
            traits.extend(own.clone());
            targets.push((target, traits));
        }
        if targets.is_empty() {
            let hint = "give `target` (a string), `targets` (a list) or `each` (an object)";
            self.error(name, "", "it has no target", hint);
        }
        for (target, traits) in targets {
            self.apply_to(shapes, name, target, &traits, &remove);
            if to_members {
                add_to_members(shapes, target, &traits);
            }
        }
    }

    fn apply_to(&mut self, shapes: &mut Shapes, name: &str, target: &str, traits: &Traits, remove: &[&str]) {
        let Some(shape) = find(shapes, target) else {
            return self.missing(name, target);
        };
        let problems_before = self.problems.len();
        let mut changed = false;
        for id in remove {
            let old = shape.get_mut("traits").and_then(Value::as_object_mut);
            if old.and_then(|old| old.shift_remove(*id)).is_some() {
                changed = true;
            } else {
                let why = format!("there is no trait `{id}` to remove");
                self.error(name, target, why, "delete it from `remove`");
            }
        }
        for (id, value) in traits {
            if !self.set.insert((target.to_owned(), id.clone())) {
                let why = format!("another entry sets `{id}` too");
                self.error(name, target, why, "keep one of the two");
            }
            changed |= set_trait(shape, id, value);
        }
        if !changed && self.problems.len() == problems_before {
            self.changes_nothing(name, target);
        }
    }

    fn summary(&mut self, shapes: &mut Shapes, target: &str, text: &Value) {
        let name = format!("summaries[\"{target}\"]");
        let Some(shape) = find(shapes, target) else {
            return self.missing(&name, target);
        };
        match text.as_str() {
            Some(text) if !text.trim().is_empty() => {
                set_trait(shape, ids::SUMMARY, &text.into());
            }
            _ => self.error(&name, target, "it is empty or no string", "write a sentence"),
        }
    }

    /// The entry as an object, if it has only known keys and a reason.
    fn entry<'a>(&mut self, name: &str, entry: &'a Value, known: &[&str]) -> Option<&'a Shapes> {
        let target = entry.get("target").and_then(Value::as_str).unwrap_or_default();
        let Some(map) = entry.as_object() else {
            self.error(name, target, "it is not an object", "see the other entries");
            return None;
        };
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            let hint = format!("known keys: {}", known.join(", "));
            self.error(name, target, format!("unknown key `{key}`"), hint);
        }
        let reason = map.get("reason").and_then(Value::as_str).unwrap_or_default();
        if reason.trim().is_empty() {
            let hint = "say why the model is wrong without the entry";
            self.error(name, target, "it has no `reason`", hint);
        }
        Some(map)
    }

    /// The entries of an object that may be absent.
    fn object<'a>(
        &mut self,
        map: &'a Map<String, Value>,
        key: &str,
    ) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
        let object = map.get(key).and_then(Value::as_object);
        if object.is_none() && map.contains_key(key) {
            self.error(key, "", format!("`{key}` is not an object"), "see the format");
        }
        object.into_iter().flatten()
    }

    fn texts<'a>(&mut self, name: &str, entry: &'a Shapes, key: &str) -> Vec<&'a str> {
        let Some(value) = entry.get(key) else {
            return Vec::new();
        };
        let texts: Option<Vec<&str>> = value.as_array().and_then(|list| list.iter().map(Value::as_str).collect());
        if texts.is_none() {
            let why = format!("`{key}` is not a list of strings");
            self.error(name, "", why, "write [\"…\", \"…\"]");
        }
        texts.unwrap_or_default()
    }

    fn missing(&mut self, entry: &str, target: &str) {
        let why = "the model has no such shape or member";
        let hint = "delete the entry if the model has dropped it, or correct the name";
        self.error(entry, target, why, hint);
    }

    fn changes_nothing(&mut self, entry: &str, target: &str) {
        let why = "it changes nothing";
        self.error(entry, target, why, "the model says it by now: delete it");
    }

    fn error(&mut self, entry: &str, target: &str, why: impl Into<String>, hint: impl Into<String>) {
        let place = format!("overlay entry {entry}, target `{target}`");
        self.problems.push(Problem::new(place, why, hint).of(Source::Overlay));
    }
}
