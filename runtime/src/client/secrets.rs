//! What must not be printed of a call, wherever a service repeats it.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::codec::MAX_DEPTH;
use crate::codec::json::string;
use crate::error::ErrorDetails;
use crate::identity::Identity;
use crate::percent;
use crate::schema::Member;
use crate::structure::Structure;
use crate::types::{Document, REDACTED};
use crate::value::{Slot, View};

/// Shorter texts are no secrets, and part of many words.
const MIN_LENGTH: usize = 4;
/// How many are looked for: an input may hold any number.
const MAX_COUNT: usize = 256;

/// The secrets of a call: those of its identity, and the sensitive members of its input.
#[derive(Default)]
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    pub(super) fn of(identity: &Identity, input: &dyn Structure) -> Self {
        let mut secrets = Self::default();
        for secret in identity.secrets() {
            secrets.add(&secret);
        }
        secrets.structure(input, false, 0);
        // Those that hold others are replaced before them.
        secrets.0.sort_unstable_by_key(|secret| std::cmp::Reverse(secret.len()));
        secrets.0.dedup();
        secrets
    }

    /// Adds a secret as it is, and as it stands in a URL or form, and in JSON.
    fn add(&mut self, secret: &str) {
        if secret.len() < MIN_LENGTH || self.0.len() >= MAX_COUNT {
            return;
        }
        let mut encoded = String::new();
        percent::encode(secret, &mut encoded);
        let mut quoted = Vec::new();
        string::write(secret, &mut quoted);
        let escaped = quoted.get(1..quoted.len() - 1).and_then(|escaped| std::str::from_utf8(escaped).ok());
        for other in [Some(encoded.as_str()), escaped].into_iter().flatten().filter(|other| *other != secret) {
            self.0.push(other.to_owned());
        }
        self.0.push(secret.to_owned());
    }

    /// Within what is sensitive, everything is.
    fn structure(&mut self, structure: &dyn Structure, sensitive: bool, depth: usize) {
        for (index, member) in structure.schema().members.iter().enumerate() {
            if let Some(view) = structure.member(index) {
                self.value(member, view, sensitive || member.sensitive, depth);
            }
        }
    }

    fn value(&mut self, member: &Member, view: View<'_>, sensitive: bool, depth: usize) {
        if depth >= MAX_DEPTH {
            return;
        }
        match view {
            View::String(text) if sensitive => self.add(text),
            View::Blob(blob) if sensitive => self.blob(blob),
            View::Document(document) if sensitive => self.document(document, depth),
            View::Structure(value) => self.structure(value, sensitive, depth + 1),
            View::List(list) => {
                let element = member.element();
                let sensitive = sensitive || element.sensitive;
                for index in 0..list.length() {
                    if let Some(value) = list.element(index) {
                        self.value(element, value.view(), sensitive, depth + 1);
                    }
                }
            }
            View::Map(map) => {
                let element = member.element();
                let keys = sensitive || member.key.is_some_and(|key| key.sensitive);
                for (key, value) in map.entries() {
                    if keys {
                        self.add(key);
                    }
                    self.value(element, value.view(), sensitive || element.sensitive, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// Adds bytes as they stand in JSON and XML, and as the text that they may be.
    fn blob(&mut self, blob: &[u8]) {
        self.add(&BASE64_STANDARD.encode(blob));
        if let Ok(text) = std::str::from_utf8(blob) {
            self.add(text);
        }
    }

    fn document(&mut self, document: &Document, depth: usize) {
        if depth >= MAX_DEPTH {
            return;
        }
        match document {
            Document::String(text) => self.add(text),
            Document::Array(elements) => elements.iter().for_each(|element| self.document(element, depth + 1)),
            Document::Object(object) => {
                for (key, value) in object.iter() {
                    self.add(key);
                    self.document(value, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// The text without the secrets; `None` where it holds none.
    fn redact(&self, text: &str) -> Option<String> {
        let mut redacted: Option<String> = None;
        for secret in &self.0 {
            let current = redacted.as_deref().unwrap_or(text);
            if current.contains(secret.as_str()) {
                redacted = Some(current.replace(secret.as_str(), REDACTED));
            }
        }
        redacted
    }

    /// Takes the secrets out of what a service says.
    pub(super) fn redact_details(&self, details: &mut ErrorDetails) {
        details.map_foreign_text(&|text| self.redact(text));
    }

    /// Takes the secrets out of a modeled error's texts.
    pub(super) fn redact_structure(&self, structure: &mut dyn Structure) {
        self.redact_members(structure, 0);
    }

    fn redact_members(&self, structure: &mut dyn Structure, depth: usize) {
        for index in 0..structure.schema().members.len() {
            // Looked at first: lending the place to write makes an absent value an empty one.
            if structure.member(index).is_some_and(is_present)
                && let Some(slot) = structure.member_mut(index)
            {
                self.redact_slot(slot, depth);
            }
        }
    }

    fn redact_slot(&self, slot: Slot<'_>, depth: usize) {
        if depth >= MAX_DEPTH {
            return;
        }
        match slot {
            Slot::String(text) => {
                if let Some(redacted) = self.redact(text) {
                    *text = redacted;
                }
            }
            Slot::Enum(value) => {
                if let Some(redacted) = self.redact(value.as_str()) {
                    value.set(&redacted);
                }
            }
            Slot::Document(document) => self.redact_document(document),
            Slot::Structure(value) => self.redact_members(value, depth + 1),
            Slot::List(list) => {
                for index in 0..list.length() {
                    let present = list.element(index).is_some_and(|value| is_present(value.view()));
                    if let Some(value) = list.element_mut(index).filter(|_| present) {
                        self.redact_slot(value.slot(), depth + 1);
                    }
                }
            }
            Slot::Map(map) => map.retain(&mut |key, value| {
                if is_present(value.view()) {
                    self.redact_slot(value.slot(), depth + 1);
                }
                self.redact(key).is_none()
            }),
            _ => {}
        }
    }

    fn redact_document(&self, document: &mut Document) {
        match document {
            Document::String(text) => {
                if let Some(redacted) = self.redact(text) {
                    *text = redacted;
                }
            }
            Document::Array(elements) => elements.iter_mut().for_each(|element| self.redact_document(element)),
            Document::Object(object) => {
                let redacted = std::mem::take(object).into_iter().map(|(key, mut value)| {
                    self.redact_document(&mut value);
                    (self.redact(&key).unwrap_or(key), value)
                });
                *object = redacted.collect();
            }
            _ => {}
        }
    }
}

fn is_present(view: View<'_>) -> bool {
    !matches!(view, View::Absent)
}
