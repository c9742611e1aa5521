use super::Step;
use super::expression::{Expression, Typed};
use super::scope::{Scope, Type};
use crate::problem::Problems;

/// The type of a parameter or variable.
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
