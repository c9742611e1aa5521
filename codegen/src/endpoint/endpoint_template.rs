use serde_json::{Map, Value};

use super::Expression;
use super::document::join;
use super::parser::{parse_expression, parse_text};
use super::scope::{Scope, Type};
use crate::problem::Problems;

/// Properties nest three deep in real rule sets.
const MAXIMUM_DEPTH: usize = 16;

/// The endpoint of an endpoint rule.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointTemplate {
    /// The URL, with scheme and host.
    pub url: Expression,
    /// Headers that go with each request to this endpoint.
    pub headers: Vec<(String, Vec<Expression>)>,
    /// Properties such as `authSchemes`.
    pub properties: Vec<(String, PropertyTemplate)>,
}

/// An endpoint property before its templates are filled.
#[derive(Clone, Debug, PartialEq)]
pub enum PropertyTemplate {
    /// Text or a template.
    String(Expression),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A list.
    Array(Vec<PropertyTemplate>),
    /// Named values.
    Record(Vec<(String, PropertyTemplate)>),
}

pub(super) fn parse_endpoint(
    rule: &Map<String, Value>,
    path: &str,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<EndpointTemplate> {
    let Some(endpoint) = rule.get("endpoint") else {
        problems.add(path, "lacks `endpoint`, which a rule of this type must have");
        return None;
    };
    let path = join(path, "endpoint");
    let endpoint = problems.object(endpoint, &path)?;
    let url = match endpoint.get("url") {
        Some(url) => parse_text(url, &join(&path, "url"), scope, problems),
        None => {
            problems.add(&path, "lacks `url`");
            None
        }
    };
    let headers = match endpoint.get("headers") {
        Some(headers) => parse_headers(headers, &join(&path, "headers"), scope, problems),
        None => Some(Vec::new()),
    };
    let properties = match endpoint.get("properties") {
        Some(properties) => {
            let path = join(&path, "properties");
            let properties = problems.object(properties, &path)?;
            parse_record(properties, &path, 0, scope, problems)
        }
        None => Some(Vec::new()),
    };
    Some(EndpointTemplate { url: url?, headers: headers?, properties: properties? })
}

fn parse_headers(
    headers: &Value,
    path: &str,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Vec<(String, Vec<Expression>)>> {
    let mut parsed = Vec::new();
    let headers = problems.object(headers, path)?;
    for name in headers.keys() {
        let values = problems.array(headers, name, path)?;
        let values: Vec<_> = values
            .iter()
            .enumerate()
            .filter_map(|(index, value)| parse_text(value, &format!("{path}.{name}[{index}]"), scope, problems))
            .collect();
        parsed.push((name.clone(), values));
    }
    Some(parsed)
}

fn parse_record(
    record: &Map<String, Value>,
    path: &str,
    depth: usize,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<Vec<(String, PropertyTemplate)>> {
    let entries: Vec<_> = record
        .iter()
        .map(|(name, value)| Some((name.clone(), parse_property(value, &join(path, name), depth, scope, problems)?)))
        .collect();
    entries.into_iter().collect()
}

fn parse_property(
    value: &Value,
    path: &str,
    depth: usize,
    scope: &Scope,
    problems: &mut Problems,
) -> Option<PropertyTemplate> {
    if depth > MAXIMUM_DEPTH {
        problems.add(path, format!("properties are nested deeper than {MAXIMUM_DEPTH}"));
        return None;
    }
    match value {
        Value::Array(elements) => {
            let elements: Vec<_> = elements
                .iter()
                .enumerate()
                .map(|(index, element)| {
                    parse_property(element, &format!("{path}[{index}]"), depth + 1, scope, problems)
                })
                .collect();
            elements.into_iter().collect::<Option<_>>().map(PropertyTemplate::Array)
        }
        Value::Object(record) if !record.contains_key("ref") && !record.contains_key("fn") => {
            parse_record(record, path, depth + 1, scope, problems).map(PropertyTemplate::Record)
        }
        value => match parse_expression(value, path, scope, problems)? {
            (Expression::Boolean(value), _) => Some(PropertyTemplate::Boolean(value)),
            (Expression::Integer(value), _) => Some(PropertyTemplate::Integer(value)),
            (text, found) => {
                if !found.fits(Type::String) {
                    problems.add(path, format!("must be a string, not {found}"));
                }
                Some(PropertyTemplate::String(text))
            }
        },
    }
}
