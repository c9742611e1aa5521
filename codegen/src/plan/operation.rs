//! Operations.

use serde_json::Value;

use super::auth::auth_options;
use super::context::Context;
use super::member::deprecated;
use super::{EndpointParameter, HttpPlan, OperationPlan, UriPart, docs};
use crate::jmespath;
use crate::model::{Member, Operation, Shape, ShapeId};
use crate::names::{constant_name, exception_name, method_name};
use crate::traits::ids;

/// Lowers one operation of the service.
#[must_use]
pub fn lower(context: &Context<'_>, id: &ShapeId, shape: &Shape, operation: &Operation) -> OperationPlan {
    let input = context.model.shapes.get(&operation.input).map(Shape::members).unwrap_or_default();
    let http = shape.traits.get(ids::HTTP).and_then(|http| http_plan(http, input));
    let prefix = shape.traits.get(ids::ENDPOINT).and_then(|endpoint| endpoint.get("hostPrefix"));
    let compression = shape.traits.get(ids::REQUEST_COMPRESSION);
    let encodings = compression.and_then(|compression| compression.get("encodings")).and_then(Value::as_array);
    OperationPlan {
        wire_name: id.name().to_owned(),
        method: method_name(id.name()),
        constant: constant_name(id.name()),
        docs: operation_docs(context, id, shape, operation),
        input: (!operation.input.is_unit()).then(|| context.names.of(&operation.input)),
        output: (!operation.output.is_unit()).then(|| context.names.of(&operation.output)),
        http,
        auth: auth(context, shape),
        unsigned_payload: shape.traits.contains_key(ids::UNSIGNED_PAYLOAD),
        host_prefix: prefix.and_then(Value::as_str).and_then(|prefix| template(prefix, input)).unwrap_or_default(),
        checksum_required: shape.traits.contains_key(ids::HTTP_CHECKSUM_REQUIRED),
        compression: encodings.is_some_and(|list| list.iter().any(|encoding| encoding == "gzip")),
        endpoint_parameters: endpoint_parameters(shape, input),
        deprecated: deprecated(&shape.traits),
    }
}

fn operation_docs(context: &Context<'_>, id: &ShapeId, shape: &Shape, operation: &Operation) -> Vec<String> {
    let mut lines = docs::of_traits(&shape.traits);
    if lines.is_empty() {
        lines.push(format!("`{}`.", id.name()));
    }
    if let Some(http) = shape.traits.get(ids::HTTP) {
        let text = |name| http.get(name).and_then(Value::as_str).unwrap_or_default();
        docs::separate(&mut lines);
        lines.push(format!("`{} {}`", text("method"), text("uri")));
    }
    let mut errors: Vec<&ShapeId> = operation.errors.iter().collect();
    errors.sort();
    errors.dedup();
    if !errors.is_empty() {
        docs::separate(&mut lines);
        lines.extend(["# Errors".to_owned(), String::new()]);
        let variant = |error: &ShapeId| {
            let name = exception_name(context.names.of(error).plain());
            format!("[`{0}`](crate::{1}::Exception::{0})", name.as_str(), context.module)
        };
        let list: Vec<String> = errors.into_iter().map(variant).collect();
        lines.push(format!("{}.", list.join(", ")));
    }
    if let Some(reference) = context.reference {
        docs::separate(&mut lines);
        lines.push(format!("[Reference]({})", reference.replace("{}", id.name())));
    }
    lines
}

/// `smithy.api#http`, where its labels are members of the input.
#[must_use]
pub fn http_plan(http: &Value, input: &[Member]) -> Option<HttpPlan> {
    Some(HttpPlan {
        method: http.get("method")?.as_str()?.to_owned(),
        uri: template(http.get("uri")?.as_str()?, input)?,
    })
}

/// Splits a template at its labels. `None` when a label is not closed, or no member of the input.
#[must_use]
pub fn template(text: &str, input: &[Member]) -> Option<Vec<UriPart>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        let (label, after) = after.split_once('}')?;
        if !literal.is_empty() {
            parts.push(UriPart::Literal(literal.to_owned()));
        }
        let greedy = label.strip_suffix('+');
        let position = input.iter().position(|member| member.name == greedy.unwrap_or(label))?;
        parts.push(if greedy.is_some() { UriPart::GreedyLabel(position) } else { UriPart::Label(position) });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(UriPart::Literal(rest.to_owned()));
    }
    Some(parts)
}

/// What the operation may be authorized by, where that is not what the service says.
fn auth(context: &Context<'_>, operation: &Shape) -> Option<Vec<super::AuthOptionPlan>> {
    let own = auth_options(context.model, context.service, Some(operation), context.auth_schemes);
    (own != auth_options(context.model, context.service, None, context.auth_schemes)).then_some(own)
}

fn endpoint_parameters(operation: &Shape, input: &[Member]) -> Vec<(String, EndpointParameter)> {
    let mut parameters = Vec::new();
    for (position, member) in input.iter().enumerate() {
        let name = member.traits.get(ids::CONTEXT_PARAM).and_then(|param| param.get("name"));
        if let Some(name) = name.and_then(Value::as_str) {
            parameters.push((name.to_owned(), EndpointParameter::Member(position)));
        }
    }
    let entries = |trait_id: &str| operation.traits.get(trait_id).and_then(Value::as_object).into_iter().flatten();
    for (name, param) in entries(ids::OPERATION_CONTEXT_PARAMS) {
        let path = param.get("path").and_then(Value::as_str);
        if let Some(path) = path.and_then(|path| jmespath::parse(path).ok()) {
            parameters.push((name.clone(), EndpointParameter::Path(path)));
        }
    }
    for (name, param) in entries(ids::STATIC_CONTEXT_PARAMS) {
        let value = match param.get("value") {
            Some(Value::String(text)) => EndpointParameter::String(text.clone()),
            Some(Value::Bool(flag)) => EndpointParameter::Boolean(*flag),
            Some(Value::Array(list)) => {
                EndpointParameter::Strings(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            }
            _ => continue,
        };
        parameters.push((name.clone(), value));
    }
    parameters
}
