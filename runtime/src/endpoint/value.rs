use std::borrow::Cow;

use super::{DefaultValue, ParameterValue, PartitionOutputs, Step};

/// What an expression evaluates to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    String(Cow<'a, str>),
    Boolean(bool),
    Integer(i64),
    Array(Vec<Value<'a>>),
    Record(Vec<(&'static str, Value<'a>)>),
}

impl<'a> Value<'a> {
    pub(super) fn string(text: impl Into<Cow<'a, str>>) -> Self {
        Self::String(text.into())
    }

    pub(super) fn strings<'b>(texts: impl IntoIterator<Item = &'b str>) -> Self {
        Self::Array(texts.into_iter().map(|text| Self::string(text.to_owned())).collect())
    }

    /// The value at a `getAttr` path.
    pub(super) fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |value, step| match (value, step) {
            (Self::Record(entries), Step::Key(key)) => {
                entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
            }
            (Self::Array(elements), Step::Index(index)) => elements.get(*index),
            _ => None,
        })
    }
}

impl<'a> From<&'a ParameterValue> for Value<'a> {
    fn from(value: &'a ParameterValue) -> Self {
        match value {
            ParameterValue::String(text) => Self::string(text.as_ref()),
            ParameterValue::Boolean(value) => Self::Boolean(*value),
            ParameterValue::StringArray(texts) => {
                Self::Array(texts.iter().map(|text| Self::string(text.as_str())).collect())
            }
        }
    }
}

impl From<DefaultValue> for Value<'_> {
    fn from(value: DefaultValue) -> Self {
        match value {
            DefaultValue::String(text) => Self::string(text),
            DefaultValue::Boolean(value) => Self::Boolean(value),
            DefaultValue::StringArray(texts) => Self::Array(texts.iter().map(|text| Self::string(*text)).collect()),
        }
    }
}

impl From<PartitionOutputs> for Value<'_> {
    fn from(outputs: PartitionOutputs) -> Self {
        Self::Record(vec![
            ("name", Self::string(outputs.name)),
            ("dnsSuffix", Self::string(outputs.dns_suffix)),
            ("dualStackDnsSuffix", Self::string(outputs.dual_stack_dns_suffix)),
            ("implicitGlobalRegion", Self::string(outputs.implicit_global_region)),
            ("supportsFIPS", Self::Boolean(outputs.supports_fips)),
            ("supportsDualStack", Self::Boolean(outputs.supports_dual_stack)),
        ])
    }
}
