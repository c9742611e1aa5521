use serde_json::Value;

use super::document::{join, kind_of};
use crate::problem::Problems;

/// An input of a rule set.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name that references use.
    pub name: String,
    /// The client setting it is filled from, such as `AWS::Region`.
    pub built_in: Option<String>,
    /// The type of its values.
    pub kind: ParameterKind,
    /// Whether resolution fails when it has neither a value nor a default.
    pub required: bool,
    /// Its value when none was set.
    pub default: Option<DefaultValue>,
}

/// The type of a [`Parameter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the rules engine specification")]
pub enum ParameterKind {
    String,
    Boolean,
    StringArray,
}

/// The default of a [`Parameter`], of its type.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the rules engine specification")]
pub enum DefaultValue {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
}

pub(super) fn parse_parameter(name: &str, value: &Value, path: &str, problems: &mut Problems) -> Option<Parameter> {
    let object = problems.object(value, path)?;
    let kind = match problems.string(object, "type", path)?.to_ascii_lowercase().as_str() {
        "string" => ParameterKind::String,
        "boolean" => ParameterKind::Boolean,
        "stringarray" => ParameterKind::StringArray,
        other => {
            problems.add(&join(path, "type"), format!("`{other}` is none of `string`, `boolean` and `stringArray`"));
            return None;
        }
    };
    let built_in = match object.contains_key("builtIn") {
        true => Some(problems.string(object, "builtIn", path)?.to_owned()),
        false => None,
    };
    let required = object.contains_key("required") && problems.boolean(object, "required", path)?;
    let default = match object.get("default") {
        Some(default) => Some(parse_default(default, kind, &join(path, "default"), problems)?),
        None => None,
    };
    Some(Parameter { name: name.to_owned(), built_in, kind, required, default })
}

fn parse_default(value: &Value, kind: ParameterKind, path: &str, problems: &mut Problems) -> Option<DefaultValue> {
    let default = match (kind, value) {
        (ParameterKind::String, Value::String(text)) => Some(DefaultValue::String(text.clone())),
        (ParameterKind::Boolean, Value::Bool(value)) => Some(DefaultValue::Boolean(*value)),
        (ParameterKind::StringArray, Value::Array(elements)) => {
            let texts: Option<_> = elements.iter().map(|element| element.as_str().map(str::to_owned)).collect();
            texts.map(DefaultValue::StringArray)
        }
        _ => None,
    };
    if default.is_none() {
        problems.add(path, format!("{} does not fit the parameter's type", kind_of(value)));
    }
    default
}
