use std::fmt;

use super::ParameterKind;

/// The type of an expression, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    String,
    Boolean,
    Integer,
    StringArray,
    Partition,
    Arn,
    Url,
    /// A type that the specification leaves open.
    Any,
}

impl Type {
    pub(super) fn fits(self, expected: Type) -> bool {
        self == expected || self == Type::Any || expected == Type::Any
    }

    /// The type of an entry, if this is a record that has it.
    pub(super) fn entry(self, key: &str) -> Option<Type> {
        Some(match (self, key) {
            (Type::Any, _) => Type::Any,
            (Type::Partition, "name" | "dnsSuffix" | "dualStackDnsSuffix" | "implicitGlobalRegion") => Type::String,
            (Type::Partition, "supportsFIPS" | "supportsDualStack") => Type::Boolean,
            (Type::Arn, "partition" | "service" | "region" | "accountId") => Type::String,
            (Type::Arn, "resourceId") => Type::StringArray,
            (Type::Url, "scheme" | "authority" | "path" | "normalizedPath") => Type::String,
            (Type::Url, "isIp") => Type::Boolean,
            _ => return None,
        })
    }

    /// The type of an element, if this is an array.
    pub(super) fn element(self) -> Option<Type> {
        match self {
            Type::Any => Some(Type::Any),
            Type::StringArray => Some(Type::String),
            _ => None,
        }
    }
}

impl From<ParameterKind> for Type {
    fn from(kind: ParameterKind) -> Self {
        match kind {
            ParameterKind::String => Type::String,
            ParameterKind::Boolean => Type::Boolean,
            ParameterKind::StringArray => Type::StringArray,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::String => "a string",
            Type::Boolean => "a boolean",
            Type::Integer => "an integer",
            Type::StringArray => "an array of strings",
            Type::Partition => "a partition",
            Type::Arn => "an ARN",
            Type::Url => "a URL",
            Type::Any => "any value",
        })
    }
}

/// The parameters, and the variables assigned by the rules around.
#[derive(Debug, Default)]
pub(super) struct Scope {
    names: Vec<(String, Type)>,
}

impl Scope {
    pub(super) fn get(&self, name: &str) -> Option<Type> {
        self.names.iter().find(|(known, _)| known == name).map(|(_, found)| *found)
    }

    pub(super) fn add(&mut self, name: &str, of: Type) {
        self.names.push((name.to_owned(), of));
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.names.truncate(length);
    }

    pub(super) fn names(&self) -> String {
        self.names.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }
}
