//! One source that was asked, and what it said.

use std::fmt;
use std::time::Duration;

use super::{Credentials, CredentialsError};

/// One source of credentials that was asked, and what it said. It holds no secrets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// What was asked, such as `the environment`.
    pub source: String,
    /// What it said.
    pub outcome: Outcome,
    /// How long that took.
    pub took: Duration,
}

/// What a source said.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It has credentials.
    Provided,
    /// Nobody set it up: the next is asked.
    Declined(String),
    /// It is set up, and failed: nobody else is asked.
    Failed(CredentialsError),
    /// It was not asked, as an earlier one answered.
    NotAsked,
}

impl Step {
    /// What came of asking a source.
    #[must_use]
    pub fn of(source: impl Into<String>, result: &Result<Credentials, CredentialsError>, took: Duration) -> Self {
        let outcome = match result {
            Ok(_) => Outcome::Provided,
            Err(error) if error.is_not_configured() => Outcome::Declined(error.to_string()),
            Err(error) => Outcome::Failed(error.clone()),
        };
        Self { source: source.into(), outcome, took }
    }

    /// A source that was not asked.
    #[must_use]
    pub fn not_asked(source: impl Into<String>) -> Self {
        Self { source: source.into(), outcome: Outcome::NotAsked, took: Duration::ZERO }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.source)?;
        match &self.outcome {
            Outcome::Provided => f.write_str("has them")?,
            Outcome::Declined(reason) => write!(f, "declined: {reason}")?,
            Outcome::Failed(error) => {
                write!(f, "failed: {error}")?;
                crate::error_chain::write_causes(error, f)?;
            }
            Outcome::NotAsked => return f.write_str("not asked"),
        }
        write!(f, " ({} ms)", self.took.as_millis())
    }
}
