use std::fmt;

use super::data::Data;

/// Why an expression has no value: a function was given what it does not take, or a bound was passed.
///
/// It says of which kind the value was, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationError {
    message: String,
    from_null: bool,
}

impl EvaluationError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), from_null: false }
    }

    /// An argument of another kind than the function takes.
    pub(super) fn argument(function: &str, takes: &str, found: Option<&Data<'_>>) -> Self {
        let kind = found.map_or("nothing", Data::kind);
        let from_null = matches!(found, Some(Data::Null));
        Self { message: format!("the function `{function}` takes {takes}, and was given {kind}"), from_null }
    }

    /// Whether a function was given null, which mostly means that a member is not set.
    #[must_use]
    pub fn is_from_null(&self) -> bool {
        self.from_null
    }
}

impl fmt::Display for EvaluationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EvaluationError {}
