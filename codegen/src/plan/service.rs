//! The service.

use serde_json::Value;

use super::auth::{AuthOptionPlan, auth_options};
use super::context::Context;
use super::docs;
use crate::endpoint::RuleSet;
use crate::model::{Body, ShapeId};
use crate::names::constant_name;
use crate::traits::ids;

/// The service.
#[derive(Debug)]
pub struct ServicePlan {
    /// Its shape id.
    pub id: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// `sdkId`.
    pub sdk_id: String,
    /// `endpointPrefix`; `None` where the service is not one of AWS.
    pub endpoint_prefix: Option<String>,
    /// The version of the API.
    pub version: String,
    /// How requests may be authorized, the preferred way first.
    pub auth: Vec<AuthOptionPlan>,
    /// The constant of the runtime's protocol.
    pub protocol: String,
    /// `aws.protocols#awsQueryCompatible`.
    pub query_compatible: bool,
    /// `smithy.rules#endpointRuleSet`.
    pub endpoint_rules: Option<RuleSet>,
}

impl ServicePlan {
    /// Whether it refers to the partitions of AWS.
    pub fn in_partitions(&self) -> bool {
        self.endpoint_prefix.is_some() || self.endpoint_rules.is_some()
    }
}

/// Lowers the service.
pub fn service(context: &Context<'_>, id: &ShapeId, protocol: &str, endpoint_rules: Option<RuleSet>) -> ServicePlan {
    let shape = context.service;
    let service_trait = shape.traits.get(ids::SERVICE);
    let text = |name: &str| service_trait.and_then(|value| value.get(name)).and_then(Value::as_str);
    let sdk_id = text("sdkId").unwrap_or(id.name()).to_owned();
    let default_prefix = || sdk_id.to_lowercase().replace(' ', "");
    let version = match &shape.body {
        Body::Service(service) => service.version.clone(),
        _ => String::new(),
    };
    ServicePlan {
        id: id.to_string(),
        docs: docs::service(shape, &sdk_id, &version),
        endpoint_prefix: service_trait.map(|_| text("endpointPrefix").map_or_else(default_prefix, str::to_owned)),
        sdk_id,
        version,
        auth: auth_options(context.model, shape, None, context.auth_schemes),
        protocol: constant_name(protocol.rsplit('#').next().unwrap_or(protocol)).as_str().to_owned(),
        query_compatible: shape.traits.contains_key(ids::AWS_QUERY_COMPATIBLE),
        endpoint_rules,
    }
}
