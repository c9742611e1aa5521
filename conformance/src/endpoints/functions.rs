//! Functions of endpoint rules: cases that name one of several rule sets.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tinsmith_codegen::endpoint::parse;
use tinsmith_runtime::endpoint::RuleSet;

use super::{listed, run_case, static_rules};
use crate::{Case, Difference, files};

const RULES: &str = "rules.json";
const CASES: &str = "cases.json";

/// Runs the cases of a folder: `cases.json` with `rules`, the name of a rule set in `rules.json`, `params` and `expect`.
/// That a rule set without a case can be used is a case of its own.
///
/// # Errors
///
/// Files that cannot be read or are not of this form; all problems at once.
pub fn run(set: &str, folder: &Path, partitions: &Value) -> Result<Vec<Case>, String> {
    let (rules, cases) = (files::json(&folder.join(RULES))?, files::json(&folder.join(CASES))?);
    let partitions = super::partitions(partitions)?;
    let rules = rules.get("rules").and_then(Value::as_object);
    let rules = rules.ok_or_else(|| format!("{}: it lacks the object `rules`", folder.join(RULES).display()))?;
    let rules: BTreeMap<&str, Result<RuleSet, String>> = rules
        .iter()
        .map(|(name, rules)| {
            let rules = parse(rules).map(|rules| static_rules::rule_set(&rules, partitions));
            (name.as_str(), rules.map_err(|problems| listed("it", &problems)))
        })
        .collect();
    let tests = cases.get("cases").and_then(Value::as_array);
    let tests = tests.ok_or_else(|| format!("{}: it lacks the array `cases`", folder.join(CASES).display()))?;

    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    let named = |test: &Value| test.get("rules").and_then(Value::as_str).unwrap_or_default().to_owned();
    for (index, test) in tests.iter().enumerate() {
        let title = test.get("name").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
        match rules.get(named(test).as_str()) {
            Some(Ok(rules)) => cases.push(Case::new(set, title, run_case(rules, test))),
            Some(Err(problem)) => cases.push(Case::new(set, title, vec![unusable(problem)])),
            None => problems.push(format!(
                "{}: {title}: {RULES} has no rule set `{}`",
                folder.join(CASES).display(),
                named(test)
            )),
        }
    }
    let without_case = rules.iter().filter(|(name, _)| !tests.iter().any(|test| named(test) == **name));
    for (name, rules) in without_case {
        let differences = rules.as_ref().err().map(|problem| unusable(problem));
        cases.push(Case::new(set, format!("{name}, without a case"), differences.into_iter().collect()));
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

fn unusable(problem: &str) -> Difference {
    Difference {
        what: "rule set".to_owned(),
        expected: "rules that can be used".to_owned(),
        actual: problem.to_owned(),
    }
}
