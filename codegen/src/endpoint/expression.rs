use serde_json::{Map, Value};

use super::Function;
use super::document::{join, kind_of};
use super::function::{Arguments, signature};
use super::scope::{Scope, Type};
use super::template::parse_template;
use crate::problem::Problems;

/// The runtime evaluates nested expressions recursively; real rule sets nest them three deep.
const MAXIMUM_DEPTH: usize = 16;

/// A value, or how to compute one.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the rules engine specification")]
pub enum Expression {
    String(String),
    Boolean(bool),
    Integer(i64),
    Array(Vec<Expression>),
    Template(Vec<Part>),
    Reference(String),
    GetAttr(Box<Expression>, Vec<Step>),
    Call(Function, Vec<Expression>),
}

/// A piece of a template string.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text that stands for itself.
    Literal(String),
    /// What stood between braces.
    Value(Expression),
}

/// A step of a `getAttr` path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An entry of a record.
    Key(String),
    /// An element of an array.
    Index(usize),
}

pub(super) type Typed = (Expression, Type);

/// Parses an argument, a URL, a header value or an error text.
pub(super) fn parse_expression(value: &Value, path: &str, scope: &Scope, problems: &mut Problems) -> Option<Typed> {
    nested(value, path, 0, scope, problems)
}

/// Parses an expression that must be a string.
pub(super) fn parse_text(value: &Value, path: &str, scope: &Scope, problems: &mut Problems) -> Option<Expression> {
    let (expression, found) = parse_expression(value, path, scope, problems)?;
    if !found.fits(Type::String) {
        problems.add(path, format!("must be a string, not {found}"));
    }
    Some(expression)
}

/// Parses an object with `fn` and `argv`.
pub(super) fn parse_call(
    object: &Map<String, Value>,
    path: &str,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Typed> {
    call(object, path, 0, scope, problems)
}

fn nested(value: &Value, path: &str, depth: usize, scope: &Scope, problems: &mut Problems) -> Option<Typed> {
    if depth > MAXIMUM_DEPTH {
        problems.add(
            path,
            format!("expressions are nested deeper than {MAXIMUM_DEPTH}; assign the inner ones to variables"),
        );
        return None;
    }
    match value {
        Value::String(text) => parse_template(text, path, scope, problems),
        Value::Bool(value) => Some((Expression::Boolean(*value), Type::Boolean)),
        Value::Number(number) => match number.as_i64() {
            Some(value) => Some((Expression::Integer(value), Type::Integer)),
            None => {
                problems.add(path, format!("{number} is not a 64-bit integer"));
                None
            }
        },
        Value::Array(elements) => {
            let elements: Vec<_> = elements
                .iter()
                .enumerate()
                .map(|(index, element)| nested(element, &format!("{path}[{index}]"), depth + 1, scope, problems))
                .collect();
            let elements: Vec<Typed> = elements.into_iter().collect::<Option<_>>()?;
            let strings = elements.iter().all(|(_, of)| of.fits(Type::String));
            let of = if strings { Type::StringArray } else { Type::Any };
            Some((Expression::Array(elements.into_iter().map(|(element, _)| element).collect()), of))
        }
        Value::Object(object) if object.contains_key("ref") => {
            let name = problems.string(object, "ref", path)?;
            let of = look_up(name, path, scope, problems)?;
            Some((Expression::Reference(name.to_owned()), of))
        }
        Value::Object(object) if object.contains_key("fn") => {
            if object.contains_key("assign") {
                problems.add(path, "has `assign`, which only a condition may have");
            }
            call(object, path, depth, scope, problems)
        }
        Value::Object(_) => {
            problems.add(path, "is an object with neither `ref` nor `fn`");
            None
        }
        Value::Null => {
            problems.add(path, "is null");
            None
        }
    }
}

pub(super) fn look_up(name: &str, path: &str, scope: &Scope, problems: &mut Problems) -> Option<Type> {
    let found = scope.get(name);
    if found.is_none() {
        problems.add(
            path,
            format!("`{name}` is neither a parameter nor a variable assigned before; known here: {}", scope.names()),
        );
    }
    found
}

fn call(
    object: &Map<String, Value>,
    path: &str,
    depth: usize,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Typed> {
    let name = problems.string(object, "fn", path)?;
    let argv = problems.array(object, "argv", path)?;
    if name == "getAttr" {
        return get_attr(argv, path, depth, scope, problems);
    }
    let Some(signature) = signature(name) else {
        problems.add(
            &join(path, "fn"),
            format!("`{name}` is not a function of the rules engine's standard library or of AWS"),
        );
        return None;
    };
    let arguments: Vec<_> = argv
        .iter()
        .enumerate()
        .map(|(index, argument)| nested(argument, &format!("{path}.argv[{index}]"), depth + 1, scope, problems))
        .collect();
    match signature.arguments {
        Arguments::These(expected) => {
            if expected.len() != argv.len() {
                problems.add(&join(path, "argv"), wrong_count(name, &expected.len().to_string(), argv.len()));
                return None;
            }
            for (index, (argument, expected)) in arguments.iter().zip(expected).enumerate() {
                if let Some((_, found)) = argument
                    && !found.fits(*expected)
                {
                    problems
                        .add(&format!("{path}.argv[{index}]"), format!("`{name}` takes {expected} here, not {found}"));
                }
            }
        }
        Arguments::Many if argv.len() < 2 => {
            problems.add(&join(path, "argv"), wrong_count(name, "two or more", argv.len()));
            return None;
        }
        Arguments::Many => {}
    }
    let arguments: Vec<Typed> = arguments.into_iter().collect::<Option<_>>()?;
    let returns = match signature.function {
        Function::Coalesce => common(&arguments),
        Function::Ite => common(arguments.get(1..).unwrap_or_default()),
        _ => signature.returns,
    };
    let arguments = arguments.into_iter().map(|(argument, _)| argument).collect();
    Some((Expression::Call(signature.function, arguments), returns))
}

fn wrong_count(name: &str, expected: &str, found: usize) -> String {
    format!("`{name}` takes {expected} arguments, not {found}")
}

fn common(arguments: &[Typed]) -> Type {
    match arguments {
        [(_, first), rest @ ..] if rest.iter().all(|(_, of)| of == first) => *first,
        _ => Type::Any,
    }
}

fn get_attr(argv: &[Value], path: &str, depth: usize, scope: &Scope, problems: &mut Problems) -> Option<Typed> {
    let [of, steps] = argv else {
        problems.add(&join(path, "argv"), wrong_count("getAttr", "2", argv.len()));
        return None;
    };
    let of = nested(of, &format!("{path}.argv[0]"), depth + 1, scope, problems)?;
    let path = format!("{path}.argv[1]");
    let Some(steps) = steps.as_str() else {
        problems.add(&path, format!("the path of `getAttr` must be a string, not {}", kind_of(steps)));
        return None;
    };
    attribute(of, steps, &path, problems)
}

/// The value at a path such as `resourceId[0]` in the value of an expression.
pub(super) fn attribute((of, mut found): Typed, text: &str, path: &str, problems: &mut Problems) -> Option<Typed> {
    let Some(steps) = parse_steps(text) else {
        problems.add(path, format!("`{text}` is not a path; one looks like `key`, `key.key`, `key[0]` or `[0]`"));
        return None;
    };
    for step in &steps {
        let inner = match step {
            Step::Key(key) => found.entry(key),
            Step::Index(_) => found.element(),
        };
        let Some(inner) = inner else {
            problems.add(
                path,
                match step {
                    Step::Key(key) => format!("{found} has no `{key}`"),
                    Step::Index(index) => format!("{found} has no elements, so no [{index}]"),
                },
            );
            return None;
        };
        found = inner;
    }
    Some((Expression::GetAttr(Box::new(of), steps), found))
}

fn parse_steps(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        let (key, index) = match part.split_once('[') {
            Some((key, index)) => (key, Some(index.strip_suffix(']')?.parse().ok()?)),
            None => (part, None),
        };
        if !key.is_empty() {
            steps.push(Step::Key(key.to_owned()));
        } else if index.is_none() {
            return None;
        }
        steps.extend(index.map(Step::Index));
    }
    Some(steps)
}
