//! Sections of the shared files, and what stands in them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    path: Arc<str>,
    line: u32,
}

impl Place {
    pub(super) fn new(path: &Arc<str>, line: u32) -> Self {
        Self { path: Arc::clone(path), line }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The number of the line; the first is 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// A section: a profile, an SSO session, a list of services, or one that other tools know. Its parts may come from both
/// files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    name: String,
    pub(super) properties: BTreeMap<String, Property>,
}

impl Section {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), properties: BTreeMap::new() }
    }

    /// Its name, without what is before it in the header.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The property of this name, in capital or small letters.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Property> {
        get(&self.properties, name)
    }

    /// The value of this property; `None` also where it is empty.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.get(name).map(Property::value).filter(|value| !value.is_empty())
    }

    /// Names, in small letters, and properties, by name.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Property)> {
        self.properties.iter().map(|(name, property)| (name.as_str(), property))
    }
}

/// A property of a section. `Debug` does not show its value, which may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Property {
    pub(super) value: String,
    pub(super) place: Place,
    pub(super) sub_properties: BTreeMap<String, SubProperty>,
}

/// A property of a property, as `addressing_style` of `s3`. `Debug` does not show its value.
#[derive(Clone, PartialEq, Eq)]
pub struct SubProperty {
    pub(super) value: String,
    pub(super) place: Place,
}

impl Property {
    pub(super) fn new(value: &str, place: Place) -> Self {
        Self { value: value.to_owned(), place, sub_properties: BTreeMap::new() }
    }

    /// Its value, lines that go on with it each after a line feed. Where it has sub-properties, the lines of these, the
    /// first after a line feed too.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Where it begins.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The sub-property of this name, in capital or small letters.
    #[must_use]
    pub fn sub_property(&self, name: &str) -> Option<&SubProperty> {
        get(&self.sub_properties, name)
    }

    /// Names, in small letters, and sub-properties, by name.
    pub fn sub_properties(&self) -> impl Iterator<Item = (&str, &SubProperty)> {
        self.sub_properties.iter().map(|(name, property)| (name.as_str(), property))
    }
}

impl SubProperty {
    /// Its value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }
}

fn get<'m, V>(map: &'m BTreeMap<String, V>, name: &str) -> Option<&'m V> {
    map.get(name).or_else(|| map.get(&name.to_ascii_lowercase()))
}

impl fmt::Debug for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_struct("Property");
        text.field("place", &self.place).field("sub_properties", &self.sub_properties).finish_non_exhaustive()
    }
}

impl fmt::Debug for SubProperty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubProperty").field("place", &self.place).finish_non_exhaustive()
    }
}
