//! Checks the runtime against sets of inputs and expected results that others made.

#![allow(dead_code)]

pub mod endpoints;
pub mod instant;
pub mod raw_request;
pub mod recorded_signatures;
pub mod signing;
mod static_rules;
#[cfg(test)]
mod tests;

/// One input with what should come out, and what came out.
#[derive(Debug)]
pub struct Case {
    /// The set that the case belongs to.
    pub set: String,
    /// The name of the case in its set.
    pub name: String,
    /// All differences between what should come out and what did.
    pub outcome: Result<(), Vec<Difference>>,
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
        Self { set: set.into(), name: name.into(), outcome }
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
