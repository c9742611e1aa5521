//! What is asked of generated clients, and how the answers are judged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use crate::{Case, Difference};

/// Everything that generated clients have to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The clients, by the names of their modules.
    pub clients: BTreeMap<String, ClientSource>,
    /// The cases.
    pub cases: Vec<PlannedCase>,
    /// Cases that are left out, with the reason.
    pub not_counted: Vec<NotCounted>,
}

/// What a client is generated from.
#[derive(Debug)]
pub struct ClientSource {
    /// The file of the model.
    pub file: PathBuf,
    /// The model.
    pub model: Value,
    /// The id of the service shape.
    pub service: String,
    /// The operations that cases call, each with whether it has an input.
    pub operations: BTreeMap<String, bool>,
    /// Traits of the model that the generator does not know.
    pub unknown_traits: BTreeSet<String>,
}

/// A case whose outcome is not known yet.
#[derive(Debug)]
pub struct PlannedCase {
    /// The set that the case belongs to.
    pub set: String,
    /// The name of the case in its set.
    pub name: String,
    /// What the clients have to do: every outcome is judged.
    pub exercises: Vec<Exercise>,
    /// What should come out, as the set's file says it.
    pub expected: Value,
    /// Compares what should come out with an outcome.
    pub judge: fn(&Value, &Value) -> Vec<Difference>,
}

/// One call of one operation.
#[derive(Debug)]
pub struct Exercise {
    /// The client's module.
    pub client: String,
    /// The operation's name in the model.
    pub operation: String,
    /// Settings, and either the parameters of a request or a response.
    pub case: Value,
}

/// Cases that are left out.
#[derive(Debug)]
pub struct NotCounted {
    /// The set that they belong to.
    pub set: String,
    /// How many there are.
    pub count: usize,
    /// Why they are left out.
    pub reason: String,
}

impl Plan {
    /// Adds what another set asks for.
    pub fn extend(&mut self, other: Self) {
        self.clients.extend(other.clients);
        self.cases.extend(other.cases);
        self.not_counted.extend(other.not_counted);
    }

    /// Adds a number of cases to those left out for the same reason.
    pub fn leave_out(&mut self, set: &str, count: usize, reason: &str) {
        if count == 0 {
            return;
        }
        match self.not_counted.iter_mut().find(|entry| entry.set == set && entry.reason == reason) {
            Some(entry) => entry.count += count,
            None => {
                self.not_counted.push(NotCounted { set: set.to_owned(), count, reason: reason.to_owned() });
            }
        }
    }

    /// Drops cases that are not wanted, and clients that nothing is asked of any more.
    pub fn retain(&mut self, wanted: impl Fn(&PlannedCase) -> bool) {
        self.cases.retain(wanted);
        let used: BTreeSet<&str> =
            self.cases.iter().flat_map(|case| &case.exercises).map(|exercise| exercise.client.as_str()).collect();
        self.clients.retain(|module, _| used.contains(module.as_str()));
    }

    /// All exercises, in the order of their cases.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.cases.iter().flat_map(|case| &case.exercises)
    }

    /// The cases with their outcomes, which come in the order of the exercises.
    pub fn judge(self, outcomes: Vec<Value>) -> Vec<Case> {
        let mut outcomes = outcomes.into_iter();
        self.cases
            .into_iter()
            .map(|case| {
                let several = case.exercises.len() > 1;
                let mut differences = Vec::new();
                for exercise in &case.exercises {
                    let outcome = outcomes.next().unwrap_or_default();
                    for mut difference in judged(&case, &outcome) {
                        if several {
                            difference.what = format!("{} from {}", difference.what, exercise.operation);
                        }
                        differences.push(difference);
                    }
                }
                Case::new(case.set, case.name, differences)
            })
            .collect()
    }
}

fn judged(case: &PlannedCase, outcome: &Value) -> Vec<Difference> {
    match outcome.get("failure").and_then(Value::as_str) {
        Some(failure) => {
            vec![Difference {
                what: "result".to_owned(),
                expected: "a call that can be made".to_owned(),
                actual: failure.to_owned(),
            }]
        }
        None => (case.judge)(&case.expected, outcome),
    }
}
