//! Attributes of tags.

use super::local;

/// An attribute as it stands.
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    /// What stands between the quotes.
    pub(super) value: &'a str,
}

impl<'a> Attribute<'a> {
    /// Its name without the prefix; `None` where it declares a namespace.
    pub(super) fn local_name(&self) -> Option<&'a str> {
        if self.name == "xmlns" || self.name.starts_with("xmlns:") { None } else { Some(local(self.name)) }
    }

    /// Whether it marks its element as null.
    pub(super) fn is_nil(&self) -> bool {
        self.name.split_once(':').is_some_and(|(_, name)| name == "nil") && matches!(self.value, "true" | "1")
    }
}

/// Those of a tag, `None` for what is malformed. One that stands there twice is given twice: looking for that takes
/// quadratic time.
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// From what follows the name in a tag.
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Option<Attribute<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = std::mem::take(&mut self.0).trim_start_matches(is_space);
        if text.is_empty() {
            return None;
        }
        let end = text.char_indices().skip(1).find(|(_, character)| *character == '=' || is_space(*character));
        let (name, rest) = text.split_at(end.map_or(text.len(), |(end, _)| end));
        let rest = rest.trim_start_matches(is_space);
        let Some(value) = rest.strip_prefix('=') else {
            self.0 = rest;
            return Some(None);
        };
        let value = value.trim_start_matches(is_space);
        let Some(quote @ ('"' | '\'')) = value.chars().next() else {
            self.0 = value.find(is_space).and_then(|end| value.get(end..)).unwrap_or_default();
            return Some(None);
        };
        let Some((value, rest)) = value.get(1..).and_then(|value| value.split_once(quote)) else {
            return Some(None);
        };
        self.0 = rest;
        Some(Some(Attribute { name, value }))
    }
}

/// White space of XML.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}
