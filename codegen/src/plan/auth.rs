//! Ways in which requests may be authorized.

use serde_json::Value;

use crate::model::{Model, Shape};
use crate::names::{Ident, constant_name};
use crate::traits::auth::schemes_of;

/// A way in which requests may be authorized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthOptionPlan {
    /// The constant of the runtime's scheme.
    pub scheme: Ident,
    /// Members of the scheme's trait, such as `name` of `aws.auth#sigv4`: strings as they are, others as JSON.
    pub properties: Vec<(String, String)>,
}

/// Those of the schemes that the runtime speaks, with what their traits say.
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
