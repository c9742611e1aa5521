use serde_json::{Map, Value};

use super::document::join;
use super::endpoint_template::parse_endpoint;
use super::parser::{parse_call, parse_text};
use super::scope::{Scope, Type};
use super::{EndpointTemplate, Expression};
use crate::problem::Problems;

/// Parsing and emitting recurse over trees; those of real rule sets are 20 deep at most.
const MAXIMUM_DEPTH: usize = 64;

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

/// The result of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// An endpoint rule.
    Endpoint(EndpointTemplate),
    /// An error rule: the message for the user.
    Error(Expression),
    /// A tree rule: one of these is selected, or resolution fails.
    Tree(Vec<Rule>),
}

/// Parses the rules of a set or of a tree.
pub(super) fn parse_rules(
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
        "endpoint" => Outcome::Endpoint(parse_endpoint(rule, path, scope, problems)?),
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

fn parse_error(rule: &Map<String, Value>, path: &str, scope: &Scope, problems: &mut Problems) -> Option<Outcome> {
    match rule.get("error") {
        Some(error) => parse_text(error, &join(path, "error"), scope, problems).map(Outcome::Error),
        None => {
            problems.add(path, "lacks `error`, which a rule of this type must have");
            None
        }
    }
}
