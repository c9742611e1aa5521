use super::attribute::{attribute, look_up};
use super::expression::Typed;

use super::scope::{Scope, Type};
use super::{Expression, Part};
use crate::problem::Problems;

/// Parses a template string: `{Name}`, `{Name#path}`, and `{{` and `}}` for braces.
pub(super) fn parse_template(text: &str, path: &str, scope: &Scope, problems: &mut Problems) -> Option<Typed> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(position) = rest.find(['{', '}']) {
        let (before, from_brace) = rest.split_at(position);
        literal.push_str(before);
        if let Some((brace, after)) = escaped(from_brace) {
            literal.push(brace);
            rest = after;
            continue;
        }
        let reference = from_brace.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        let Some((reference, after)) = reference else {
            problems.add(
                path,
                format!("the template `{text}` has a brace without its partner; `{{{{` and `}}}}` stand for braces"),
            );
            return None;
        };
        if !literal.is_empty() {
            parts.push(Part::Literal(std::mem::take(&mut literal)));
        }
        parts.push(Part::Value(parse_reference(reference, path, scope, problems)?));
        rest = after;
    }
    literal.push_str(rest);
    if parts.is_empty() {
        return Some((Expression::String(literal), Type::String));
    }
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Some((Expression::Template(parts), Type::String))
}

fn escaped(text: &str) -> Option<(char, &str)> {
    let unescape = |brace, pair| text.strip_prefix(pair).map(|after| (brace, after));
    unescape('{', "{{").or_else(|| unescape('}', "}}"))
}

fn parse_reference(text: &str, path: &str, scope: &Scope, problems: &mut Problems) -> Option<Expression> {
    let (name, steps) = text.split_once('#').map_or((text, None), |(name, steps)| (name, Some(steps)));
    let of = look_up(name, path, scope, problems)?;
    let reference = (Expression::Reference(name.to_owned()), of);
    let (expression, found) = match steps {
        Some(steps) => attribute(reference, steps, path, problems)?,
        None => reference,
    };
    if !found.fits(Type::String) {
        problems.add(path, format!("`{{{text}}}` is {found}; only strings can stand in a template"));
    }
    Some(expression)
}
