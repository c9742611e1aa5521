use std::fmt;

use super::{Function, ParameterKind};

/// Why a call has no endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// The service's rules refuse this combination of settings, in their own words.
    Refused(String),
    /// A required parameter has no value.
    MissingParameter {
        /// The parameter of the rule set.
        name: &'static str,
        /// The client setting it is filled from.
        built_in: Option<&'static str>,
    },
    /// A parameter was set to a value of another type than the rule set declares.
    ParameterType {
        /// The parameter of the rule set.
        name: &'static str,
        /// The type the rule set declares.
        expected: ParameterKind,
    },
    /// A parameter that an operation takes from its input by a path has a value that no parameter can have.
    Path {
        /// The parameter of the rule set.
        name: &'static str,
        /// Why, without the value.
        reason: String,
    },
    /// No rule applies to these parameters.
    Exhausted,
    /// A text of the selected rule refers to something that is not set.
    Unset(String),
    /// A function was called with values of types that it does not take.
    Arguments(Function),
    /// The partitions data is empty, so that no host name can be made.
    NoPartition,
    /// The service's model says nothing of where it is, and the settings do not either.
    NotSet,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no endpoint for this call: ")?;
        match self {
            Self::Refused(message) => f.write_str(message),
            Self::NotSet => f.write_str(
                "the service's model says nothing of where it is; set Config::endpoint or the variable AWS_ENDPOINT_URL",
            ),
            Self::MissingParameter { name, built_in: Some("AWS::Region") } => {
                write!(f, "the region is not set, and the endpoint rules require it as `{name}`")
            }
            Self::MissingParameter { name, built_in: Some(built_in) } => {
                write!(
                    f,
                    "the endpoint rules require `{name}`, which comes from the setting `{built_in}`; it is not set"
                )
            }
            Self::MissingParameter { name, built_in: None } => {
                write!(f, "the endpoint rules require the parameter `{name}`, and it is not set")
            }
            Self::ParameterType { name, expected } => {
                let expected = match expected {
                    ParameterKind::String => "a string",
                    ParameterKind::Boolean => "a boolean",
                    ParameterKind::StringArray => "a list of strings",
                };
                write!(f, "the endpoint parameter `{name}` must be {expected}")
            }
            Self::Path { name, reason } => {
                write!(f, "the endpoint parameter `{name}` cannot be taken from the input: {reason}")
            }
            Self::Exhausted => f.write_str("no endpoint rule of the service applies to these settings"),
            Self::Unset(what) => write!(f, "the selected endpoint rule uses {what}, which is not set"),
            Self::Arguments(function) => {
                write!(f, "the endpoint rules call {function:?} with values of types that it does not take")
            }
            Self::NoPartition => f.write_str("the partitions data has no entry, so the region has no DNS suffix"),
        }
    }
}

impl std::error::Error for EndpointError {}
