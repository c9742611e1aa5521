//! Which authentication schemes an operation has, by the rules of
//! <https://smithy.io/2.0/spec/authentication-traits.html>.

use serde_json::Value;

use super::{AUTH_SCHEMES, ids};
use crate::model::{Model, Shape, ShapeId};

/// The ids of the schemes that an operation may be authorized by, the preferred one first; of those that go by their
/// service where no operation is given.
///
/// They are those that `smithy.api#auth` of the operation lists, else that of the service, else all that the service has,
/// by their ids. `smithy.api#optionalAuth` adds to them that nobody signs; a list of nothing else is an empty one.
pub fn schemes_of(model: &Model, service: &Shape, operation: Option<&Shape>, spoken: &[String]) -> Vec<String> {
    let listed = operation.and_then(listed).or_else(|| self::listed(service));
    // Traits are sorted by their ids.
    let mut schemes =
        listed.unwrap_or_else(|| service.traits.keys().filter(|id| is_scheme(model, id, spoken)).cloned().collect());
    let optional = operation.is_some_and(|operation| operation.traits.contains_key(ids::OPTIONAL_AUTH));
    if optional && !schemes.is_empty() && !schemes.iter().any(|scheme| scheme == ids::NO_AUTH) {
        schemes.push(ids::NO_AUTH.to_owned());
    }
    if schemes.iter().all(|scheme| scheme == ids::NO_AUTH) { Vec::new() } else { schemes }
}

/// Whether a trait is an authentication scheme: one of those known everywhere, one that the runtime speaks, or one that the
/// model defines. That nobody signs is none.
pub fn is_scheme(model: &Model, id: &str, spoken: &[String]) -> bool {
    let defined = || {
        let shape = ShapeId::new(id).and_then(|id| model.shapes.get(&id));
        shape.is_some_and(|shape| shape.traits.contains_key(ids::AUTH_DEFINITION))
    };
    id != ids::NO_AUTH && (AUTH_SCHEMES.contains(&id) || spoken.iter().any(|scheme| scheme == id) || defined())
}

/// `smithy.api#auth`.
fn listed(shape: &Shape) -> Option<Vec<String>> {
    let list = shape.traits.get(ids::AUTH)?.as_array()?;
    Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}
