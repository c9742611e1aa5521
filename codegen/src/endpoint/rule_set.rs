use serde_json::Value;

use super::document::{join, kind_of};
use super::parameter::{Parameter, parse_parameter};
use super::rule::{Rule, parse_rules};
use super::scope::{Scope, Type};
use crate::problem::{Problem, Problems};

/// The version of the rules engine that the runtime implements. What a later minor version adds is refused by its name.
const MAJOR_VERSION: &str = "1";

/// A service's endpoint rules, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSet {
    /// What the rules may ask about, in the model's order.
    pub parameters: Vec<Parameter>,
    /// Tried in order; the first whose conditions hold is selected.
    pub rules: Vec<Rule>,
}

/// Parses the value of `smithy.rules#endpointRuleSet`.
///
/// # Errors
/// All that is wrong: another major version than 1, unknown functions, wrong numbers or types of arguments,
/// references to what is not there, malformed templates and paths, missing members.
pub fn parse(rule_set: &Value) -> Result<RuleSet, Vec<Problem>> {
    let mut problems = Problems::default();
    let parsed = parse_rule_set(rule_set, &mut problems);
    problems.or(parsed)
}

fn parse_rule_set(rule_set: &Value, problems: &mut Problems) -> Option<RuleSet> {
    let object = problems.object(rule_set, "")?;
    if let Some(version) = problems.string(object, "version", "")
        && !is_supported(version)
    {
        problems.add("version", format!("`{version}` is not a version that is supported, as {MAJOR_VERSION}.0 is"));
    }
    let mut scope = Scope::default();
    let mut parameters = Vec::new();
    match object.get("parameters") {
        Some(Value::Object(declared)) => {
            for (name, parameter) in declared {
                let parsed = parse_parameter(name, parameter, &join("parameters", name), problems);
                scope.add(name, parsed.as_ref().map_or(Type::Any, |parameter| parameter.kind.into()));
                parameters.extend(parsed);
            }
        }
        Some(other) => problems.add("parameters", format!("must be an object, not {}", kind_of(other))),
        None => problems.add("", "lacks `parameters`, which must be an object"),
    }
    let rules = parse_rules(object, "", 0, &mut scope, problems)?;
    Some(RuleSet { parameters, rules })
}

fn is_supported(version: &str) -> bool {
    let minor = version.strip_prefix(MAJOR_VERSION).and_then(|rest| rest.strip_prefix('.'));
    minor.is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}
