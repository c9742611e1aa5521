use serde_json::{Map, Value};

use super::Function;
use super::attribute::{attribute, look_up};
use super::document::{join, kind_of};
use super::expression::{Expression, Typed};
use super::function::{Arguments, signature};
use super::scope::{Scope, Type};
use super::template::parse_template;
use crate::problem::Problems;

/// The runtime evaluates nested expressions recursively; real rule sets nest them three deep.
const MAXIMUM_DEPTH: usize = 16;

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
