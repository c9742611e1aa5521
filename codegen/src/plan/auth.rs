//! Ways in which requests may be authorized.

use serde_json::Value;

use super::AuthOptionPlan;
use crate::model::{Model, Shape};
use crate::names::constant_name;
use crate::traits::auth::schemes_of;

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

fn option(service: &Shape, id: &str) -> AuthOptionPlan {
    let members = service.traits.get(id).and_then(Value::as_object).into_iter().flatten();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    AuthOptionPlan {
        scheme: constant_name(id.rsplit('#').next().unwrap_or(id)),
        properties: members.map(|(name, value)| (name.clone(), text(value))).collect(),
    }
}
