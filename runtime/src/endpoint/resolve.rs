use std::borrow::Cow;
use std::fmt::Write as _;

use super::function::call;
use super::value::Value;
use super::{
    Condition, Endpoint, EndpointError, EndpointTemplate, Expression, Outcome, ParameterValue, Parameters, Part,
    Partition, Property, PropertyTemplate, RuleSet, Step,
};

/// Finds the endpoint that the rules give for these parameters.
///
/// # Errors
/// [`EndpointError::Refused`] with the text of the error rule that was selected, or what is wrong with the parameters.
pub fn resolve(rule_set: &RuleSet, parameters: &Parameters) -> Result<Endpoint, EndpointError> {
    let mut scope = Scope::new(rule_set, parameters)?;
    let mut rules = rule_set.rules;
    'tree: loop {
        for rule in rules {
            let outer = scope.values.len();
            if !scope.holds(rule.conditions)? {
                scope.values.truncate(outer);
                continue;
            }
            match &rule.outcome {
                // A selected tree is final, so there is nothing to come back to.
                Outcome::Tree(inner) => {
                    rules = inner;
                    continue 'tree;
                }
                Outcome::Error(message) => {
                    return Err(EndpointError::Refused(scope.text(message)?.into_owned()));
                }
                Outcome::Endpoint(template) => return scope.endpoint(template),
            }
        }
        return Err(EndpointError::Exhausted);
    }
}

/// Parameters and the variables assigned so far.
struct Scope<'a> {
    partitions: &'static [Partition],
    values: Vec<(&'static str, Value<'a>)>,
}

impl<'a> Scope<'a> {
    fn new(rule_set: &RuleSet, parameters: &'a Parameters) -> Result<Self, EndpointError> {
        let mut values = Vec::with_capacity(rule_set.parameters.len() + 4);
        for parameter in rule_set.parameters {
            let (name, expected) = (parameter.name, parameter.kind);
            let set = parameters.get(name);
            let kind = set.map(ParameterValue::kind).or(parameter.default.map(|default| default.kind()));
            match kind {
                Some(kind) if kind != expected => {
                    return Err(EndpointError::ParameterType { name, expected });
                }
                None if parameter.required => {
                    return Err(EndpointError::MissingParameter { name, built_in: parameter.built_in });
                }
                _ => {}
            }
            if let Some(value) = set.map(Value::from).or(parameter.default.map(Value::from)) {
                values.push((name, value));
            }
        }
        Ok(Self { partitions: rule_set.partitions, values })
    }

    fn holds(&mut self, conditions: &'static [Condition]) -> Result<bool, EndpointError> {
        for condition in conditions {
            let (Condition::Test(expression) | Condition::Assign(_, expression)) = condition;
            match self.evaluate(expression)? {
                None | Some(Value::Boolean(false)) => return Ok(false),
                Some(value) => {
                    if let Condition::Assign(name, _) = condition {
                        self.values.push((name, value));
                    }
                }
            }
        }
        Ok(true)
    }

    /// Recursion is as deep as the expression is nested in the static data, which the generator limits.
    fn evaluate(&self, expression: &'static Expression) -> Result<Option<Value<'a>>, EndpointError> {
        Ok(match expression {
            Expression::String(text) => Some(Value::string(*text)),
            Expression::Boolean(value) => Some(Value::Boolean(*value)),
            Expression::Integer(value) => Some(Value::Integer(*value)),
            Expression::Array(elements) => {
                let elements: Option<Vec<_>> =
                    elements.iter().map(|element| self.evaluate(element)).collect::<Result<_, _>>()?;
                elements.map(Value::Array)
            }
            Expression::Template(_) => Some(Value::String(self.text(expression)?)),
            Expression::Reference(name) => self.get(name).cloned(),
            Expression::GetAttr(of, path) => match of {
                Expression::Reference(name) => self.get(name).and_then(|value| value.at(path)).cloned(),
                of => self.evaluate(of)?.and_then(|value| value.at(path).cloned()),
            },
            Expression::Call(function, arguments) => {
                let arguments = arguments.iter().map(|argument| self.evaluate(argument)).collect::<Result<_, _>>()?;
                call(*function, arguments, self.partitions)?
            }
        })
    }

    fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value of an expression that must be a string.
    fn text(&self, expression: &'static Expression) -> Result<Cow<'a, str>, EndpointError> {
        let Expression::Template(parts) = expression else {
            return match self.evaluate(expression)? {
                Some(Value::String(text)) => Ok(text),
                Some(Value::Boolean(value)) => Ok(Cow::Borrowed(if value { "true" } else { "false" })),
                Some(Value::Integer(value)) => Ok(Cow::Owned(value.to_string())),
                _ => Err(EndpointError::Unset(described(expression))),
            };
        };
        let mut text = String::new();
        for part in *parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Value(expression) => text.push_str(&self.text(expression)?),
            }
        }
        Ok(Cow::Owned(text))
    }

    fn endpoint(&self, template: &'static EndpointTemplate) -> Result<Endpoint, EndpointError> {
        let mut endpoint = Endpoint::new(self.text(&template.url)?.into_owned());
        for (name, values) in template.headers {
            let values: Result<_, _> = values.iter().map(|value| self.text(value).map(Cow::into_owned)).collect();
            endpoint.headers.push(((*name).to_owned(), values?));
        }
        endpoint.properties = self.record(template.properties)?;
        Ok(endpoint)
    }

    fn record(
        &self,
        entries: &'static [(&'static str, PropertyTemplate)],
    ) -> Result<Vec<(String, Property)>, EndpointError> {
        entries.iter().map(|(name, value)| Ok(((*name).to_owned(), self.property(value)?))).collect()
    }

    fn property(&self, template: &'static PropertyTemplate) -> Result<Property, EndpointError> {
        Ok(match template {
            PropertyTemplate::String(text) => Property::String(self.text(text)?.into_owned()),
            PropertyTemplate::Boolean(value) => Property::Boolean(*value),
            PropertyTemplate::Integer(value) => Property::Integer(*value),
            PropertyTemplate::Array(elements) => {
                Property::Array(elements.iter().map(|element| self.property(element)).collect::<Result<_, _>>()?)
            }
            PropertyTemplate::Record(entries) => Property::Record(self.record(entries)?),
        })
    }
}

/// An expression as the rule set's author wrote it, more or less.
fn described(expression: &Expression) -> String {
    match expression {
        Expression::Reference(name) => format!("`{name}`"),
        Expression::GetAttr(Expression::Reference(name), path) => {
            let mut text = format!("`{name}#");
            for (position, step) in path.iter().enumerate() {
                let dot = if position == 0 { "" } else { "." };
                let _ = match step {
                    Step::Key(key) => write!(text, "{dot}{key}"),
                    Step::Index(index) => write!(text, "[{index}]"),
                };
            }
            text.push('`');
            text
        }
        Expression::Call(function, _) => format!("the result of {function:?}"),
        _ => "a value".to_owned(),
    }
}
