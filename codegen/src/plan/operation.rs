//! Operations.

use serde_json::Value;

use super::auth::{AuthOptionPlan, auth_options};
use super::context::Context;
use super::deprecation::deprecated;
use super::docs;
use super::endpoint::{EndpointParameter, endpoint_parameters};
use crate::model::{Member, Operation, Shape, ShapeId};
use crate::names::{Ident, constant_name, exception_name, method_name};
use crate::traits::ids;

/// An operation.
#[derive(Debug)]
pub struct OperationPlan {
    /// The name in the model.
    pub wire_name: String,
    /// The name of the client's method.
    pub method: Ident,
    /// The name of the static.
    pub constant: Ident,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The input's type; `None` for `smithy.api#Unit`.
    pub input: Option<Ident>,
    /// The output's type; `None` for `smithy.api#Unit`.
    pub output: Option<Ident>,
    /// `smithy.api#http`.
    pub http: Option<HttpPlan>,
    /// How requests may be authorized, where the operation does not go by its service.
    pub auth: Option<Vec<AuthOptionPlan>>,
    /// `aws.auth#unsignedPayload`.
    pub unsigned_payload: bool,
    /// `smithy.api#endpoint`.
    pub host_prefix: Vec<UriPart>,
    /// `smithy.api#httpChecksumRequired`.
    pub checksum_required: bool,
    /// `smithy.api#requestCompression` with gzip.
    pub compression: bool,
    /// Parameters of the endpoint rules.
    pub endpoint_parameters: Vec<(String, EndpointParameter)>,
    /// Its errors: variants of the service's exception.
    pub exceptions: Vec<Ident>,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// `smithy.api#http`.
#[derive(Debug)]
pub struct HttpPlan {
    /// The method.
    pub method: String,
    /// The URI, split at its labels.
    pub uri: Vec<UriPart>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriPart {
    /// Text as it is.
    Literal(String),
    /// `{name}`: the position of the input's member.
    Label(usize),
    /// `{name+}`.
    GreedyLabel(usize),
}

/// Lowers one operation of the service.
pub fn operation(context: &Context<'_>, id: &ShapeId, shape: &Shape, operation: &Operation) -> OperationPlan {
    let input = context.model.shapes.get(&operation.input).map(Shape::members).unwrap_or_default();
    let http = shape.traits.get(ids::HTTP).and_then(|http| http_plan(http, input));
    let prefix = shape.traits.get(ids::ENDPOINT).and_then(|endpoint| endpoint.get("hostPrefix"));
    let compression = shape.traits.get(ids::REQUEST_COMPRESSION);
    let encodings = compression.and_then(|compression| compression.get("encodings")).and_then(Value::as_array);
    OperationPlan {
        wire_name: id.name().to_owned(),
        method: method_name(id.name()),
        constant: constant_name(id.name()),
        docs: docs::operation(context, id, shape, operation),
        input: (!operation.input.is_unit()).then(|| context.names.of(&operation.input)),
        output: (!operation.output.is_unit()).then(|| context.names.of(&operation.output)),
        http,
        auth: auth(context, shape),
        unsigned_payload: shape.traits.contains_key(ids::UNSIGNED_PAYLOAD),
        host_prefix: prefix.and_then(Value::as_str).and_then(|prefix| template(prefix, input)).unwrap_or_default(),
        checksum_required: shape.traits.contains_key(ids::HTTP_CHECKSUM_REQUIRED),
        compression: encodings.is_some_and(|list| list.iter().any(|encoding| encoding == "gzip")),
        endpoint_parameters: endpoint_parameters(shape, input),
        exceptions: operation.errors.iter().map(|error| exception_name(context.names.of(error).plain())).collect(),
        deprecated: deprecated(&shape.traits),
    }
}

/// `smithy.api#http`, where its labels are members of the input.
fn http_plan(http: &Value, input: &[Member]) -> Option<HttpPlan> {
    Some(HttpPlan {
        method: http.get("method")?.as_str()?.to_owned(),
        uri: template(http.get("uri")?.as_str()?, input)?,
    })
}

/// Splits a template at its labels. `None` when a label is not closed, or no member of the input.
fn template(text: &str, input: &[Member]) -> Option<Vec<UriPart>> {
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
fn auth(context: &Context<'_>, operation: &Shape) -> Option<Vec<AuthOptionPlan>> {
    let own = auth_options(context.model, context.service, Some(operation), context.auth_schemes);
    (own != auth_options(context.model, context.service, None, context.auth_schemes)).then_some(own)
}
