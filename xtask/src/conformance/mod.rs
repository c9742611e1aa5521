//! Sets of test cases in the layout of a conformance folder, and what came of each case.

#![allow(
    dead_code,
    reason = "the command that prints the results is not there yet"
)]

pub mod endpoints;
mod static_rules;

/// A test case that was run.
#[derive(Debug)]
pub struct Case {
    /// The set it belongs to, such as `endpoints/sts`.
    pub set: String,
    /// What tells it from the other cases of the set.
    pub name: String,
    /// The differences, if it failed.
    pub outcome: Result<(), Vec<Difference>>,
}

/// Something that came out otherwise than it should.
#[derive(Debug)]
pub struct Difference {
    /// What was compared.
    pub what: String,
    /// What the case expects.
    pub expected: String,
    /// What came out.
    pub actual: String,
}
