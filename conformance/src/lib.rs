//! Checks the runtime against sets of inputs and expected results that others made.

mod clients;
mod command;
mod compare;
mod configuration;
mod credentials;
pub mod endpoints;
mod files;
mod instant;
mod jmespath;
mod no_exception;
mod protocol_tests;
pub mod recorded;
mod report;
mod retries;
mod sets;
pub mod signing;
#[cfg(test)]
mod test_data;
mod timestamps;

pub use command::{Conformance, run};

/// One input with what should come out, and what came out.
#[derive(Debug)]
pub struct Case {
    /// The set that the case belongs to.
    pub set: String,
    /// The name of the case in its set.
    pub name: String,
    /// All differences between what should come out and what did.
    pub outcome: Result<(), Vec<Difference>>,
    /// The rule that the case is judged by where it is another than the set's, with its reason.
    pub rule: Option<&'static str>,
}

/// One thing that came out differently.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which of the things compared it is.
    pub what: String,
    /// What should have come out.
    pub expected: String,
    /// What came out.
    pub actual: String,
}

impl Case {
    fn new(set: impl Into<String>, name: impl Into<String>, differences: Vec<Difference>) -> Self {
        let outcome = if differences.is_empty() { Ok(()) } else { Err(differences) };
        Self { set: set.into(), name: name.into(), outcome, rule: None }
    }

    fn by_own_rule(self, rule: &'static str) -> Self {
        Self { rule: Some(rule), ..self }
    }
}

impl Difference {
    /// The difference between two texts, if there is one.
    fn between(what: &str, expected: &str, actual: &str) -> Option<Self> {
        (expected != actual).then(|| Self {
            what: what.to_owned(),
            expected: expected.to_owned(),
            actual: actual.to_owned(),
        })
    }
}
