use serde_json::{Map, Value};

use super::document::{join, kind_of};
use super::expression::parse_call;
use super::outcome::{Outcome, parse_endpoint, parse_error};
use super::parameter::parse_parameter;
use super::scope::{Scope, Type};
use super::{Expression, Parameter};
use crate::problem::{Problem, Problems};

/// The version of the rules engine that the runtime implements. What a later minor version adds is refused by its name.
const MAJOR_VERSION: &str = "1";

/// Parsing and emitting recurse over trees; those of real rule sets are 20 deep at most.
const MAXIMUM_DEPTH: usize = 64;

/// A service's endpoint rules, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSet {
    /// What the rules may ask about, in the model's order.
    pub parameters: Vec<Parameter>,
    /// Tried in order; the first whose conditions hold is selected.
    pub rules: Vec<Rule>,
}

/// What follows when all conditions hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Evaluated in order, up to the first that does not hold.
    pub conditions: Vec<Condition>,
    /// The result of the rule.
    pub outcome: Outcome,
}

/// Holds when its expression is neither absent nor `false`.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What must hold.
    pub expression: Expression,
    /// The variable that its value is assigned to.
    pub assign: Option<String>,
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

fn parse_rules(
    of: &Map<String, Value>,
    path: &str,
    depth: usize,
    scope: &mut Scope,
    problems: &mut Problems,
) -> Option<Vec<Rule>> {
    let rules = problems.array(of, "rules", path)?;
    let path = join(path, "rules");
    if rules.is_empty() {
        problems.add(&path, "must have at least one rule");
    }
    if depth > MAXIMUM_DEPTH {
        problems.add(&path, format!("rules are nested deeper than {MAXIMUM_DEPTH}"));
        return None;
    }
    let rules: Vec<_> = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let outer = scope.len();
            let rule = parse_rule(rule, &format!("{path}[{index}]"), depth, scope, problems);
            scope.truncate(outer);
            rule
        })
        .collect();
    rules.into_iter().collect()
}

fn parse_rule(value: &Value, path: &str, depth: usize, scope: &mut Scope, problems: &mut Problems) -> Option<Rule> {
    let rule = problems.object(value, path)?;
    let mut conditions = Vec::new();
    if let Some(declared) = problems.array(rule, "conditions", path) {
        for (index, condition) in declared.iter().enumerate() {
            conditions.extend(parse_condition(condition, &format!("{path}.conditions[{index}]"), scope, problems));
        }
    }
    let outcome = match problems.string(rule, "type", path)? {
        "endpoint" => parse_endpoint(rule, path, scope, problems)?,
        "error" => parse_error(rule, path, scope, problems)?,
        "tree" => Outcome::Tree(parse_rules(rule, path, depth + 1, scope, problems)?),
        other => {
            problems.add(&join(path, "type"), format!("`{other}` is none of `endpoint`, `error` and `tree`"));
            return None;
        }
    };
    Some(Rule { conditions, outcome })
}

fn parse_condition(value: &Value, path: &str, scope: &mut Scope, problems: &mut Problems) -> Option<Condition> {
    let object = problems.object(value, path)?;
    let parsed = parse_call(object, path, scope, problems);
    let assign = match object.contains_key("assign") {
        true => problems.string(object, "assign", path),
        false => None,
    };
    if let Some(name) = assign {
        if scope.get(name).is_some() {
            problems.add(&join(path, "assign"), format!("`{name}` is already a parameter or a variable here"));
        }
        // Known even where its value has problems, so that these are not reported at each reference again.
        scope.add(name, parsed.as_ref().map_or(Type::Any, |(_, of)| *of));
    }
    Some(Condition { expression: parsed?.0, assign: assign.map(str::to_owned) })
}
