//! Parameters that operations give the endpoint rules.

use serde_json::Value;

use crate::jmespath::{self, Expression};
use crate::model::{Member, Shape};
use crate::traits::ids;

/// Where a parameter of the endpoint rules comes from.
#[derive(Debug)]
pub enum EndpointParameter {
    String(String),
    Boolean(bool),
    Strings(Vec<String>),
    Member(usize),
    Path(Expression),
}

/// All of an operation.
pub fn endpoint_parameters(operation: &Shape, input: &[Member]) -> Vec<(String, EndpointParameter)> {
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
