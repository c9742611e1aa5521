//! Authentication schemes of operations, by the rules of
//! <https://smithy.io/2.0/spec/authentication-traits.html>.

use serde_json::Value;

use super::AuthOptionPlan;
use super::names::constant_name;
use crate::model::{Model, Shape, ShapeId};
use crate::traits::AUTH_SCHEMES;

/// The scheme of requests that go as they are.
const NO_AUTH: &str = "smithy.api#noAuth";

/// The ids of the schemes of an operation, or of a service where none is given, in their order: those of
/// `smithy.api#auth`, else all that the service has, by their ids.
#[must_use]
pub fn schemes_of(model: &Model, service: &Shape, operation: Option<&Shape>, spoken: &[String]) -> Vec<String> {
    let list = operation.and_then(|operation| operation.traits.get("smithy.api#auth"));
    let list = list.or_else(|| service.traits.get("smithy.api#auth")).and_then(Value::as_array);
    let is_scheme = |id: &&String| AUTH_SCHEMES.contains(&id.as_str()) || spoken.contains(id) || is_defined(model, id);
    let mut schemes: Vec<String> = match list {
        Some(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => service.traits.keys().filter(is_scheme).cloned().collect(),
    };
    if list.is_none() {
        schemes.sort();
    }
    let is_optional = operation.is_some_and(|operation| operation.traits.contains_key("smithy.api#optionalAuth"));
    if is_optional && !schemes.is_empty() {
        schemes.push(NO_AUTH.to_owned());
    }
    schemes
}

/// Those of the schemes that the runtime speaks, with what their traits say.
#[must_use]
pub fn auth_options(
    model: &Model,
    service: &Shape,
    operation: Option<&Shape>,
    spoken: &[String],
) -> Vec<AuthOptionPlan> {
    let schemes = schemes_of(model, service, operation, spoken).into_iter().filter(|id| spoken.contains(id));
    schemes.map(|id| option(service, &id)).collect()
}

/// Whether the model itself defines a trait to be an authentication scheme.
fn is_defined(model: &Model, id: &str) -> bool {
    let shape = ShapeId::new(id).and_then(|id| model.shapes.get(&id));
    shape.is_some_and(|shape| shape.traits.contains_key("smithy.api#authDefinition"))
}

fn option(service: &Shape, id: &str) -> AuthOptionPlan {
    let members = service.traits.get(id).and_then(Value::as_object);
    let properties =
        members.into_iter().flatten().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    AuthOptionPlan { scheme: constant_name(id.rsplit('#').next().unwrap_or(id)), properties: properties.collect() }
}
