use std::borrow::Cow;

use super::{DefaultValue, EndpointSettings, ParameterKind, RuleSet};

/// The values of a rule set's parameters for one call.
///
/// Build it from the client's settings, then add what the operation binds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    values: Vec<(Cow<'static, str>, ParameterValue)>,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterValue {
    /// A `string`.
    String(Cow<'static, str>),
    /// A `boolean`.
    Boolean(bool),
    /// A `stringArray`.
    StringArray(Vec<String>),
}

impl Parameters {
    /// No parameter set.
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// Sets each parameter that names a built-in to that setting's value, if it has one.
    pub fn from_settings(rules: &RuleSet, settings: &EndpointSettings) -> Self {
        let mut parameters = Self::new();
        for parameter in rules.parameters {
            if let Some(value) = parameter.built_in.and_then(|name| settings.built_in(name)) {
                parameters.set(parameter.name, value);
            }
        }
        parameters
    }

    /// Sets a parameter, in place of an earlier value.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<ParameterValue>) {
        let (name, value) = (name.into(), value.into());
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.values.push((name, value)),
        }
    }

    /// The value set for a parameter.
    pub fn get(&self, name: &str) -> Option<&ParameterValue> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

impl ParameterValue {
    pub(super) fn kind(&self) -> ParameterKind {
        match self {
            Self::String(_) => ParameterKind::String,
            Self::Boolean(_) => ParameterKind::Boolean,
            Self::StringArray(_) => ParameterKind::StringArray,
        }
    }
}

impl DefaultValue {
    pub(super) fn kind(self) -> ParameterKind {
        match self {
            Self::String(_) => ParameterKind::String,
            Self::Boolean(_) => ParameterKind::Boolean,
            Self::StringArray(_) => ParameterKind::StringArray,
        }
    }
}

impl From<&'static str> for ParameterValue {
    fn from(value: &'static str) -> Self {
        Self::String(Cow::Borrowed(value))
    }
}

impl From<String> for ParameterValue {
    fn from(value: String) -> Self {
        Self::String(Cow::Owned(value))
    }
}

impl From<bool> for ParameterValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<Vec<String>> for ParameterValue {
    fn from(value: Vec<String>) -> Self {
        Self::StringArray(value)
    }
}
