//! From a checked model to a [`Plan`].

use serde_json::Value;

use super::auth::auth_options;
use super::context::Context;
use super::features::runtime_features;
use super::member::{deprecated, field, variant};
use super::schema::xml_namespace;
use super::{
    EnumPlan, EnumValuePlan, ErrorPlan, ExceptionPlan, MemberPlan, Plan, ServicePlan, ShapePlan, StructurePlan,
    UnionPlan, docs, operation,
};
use crate::check::Bindings;
use crate::endpoint::RuleSet;
use crate::model::{Body, Member, Model, Shape, ShapeId, Traits};
use crate::names::{Names, exception_name, variant_name};
use crate::select::Selection;
use crate::settings::{ProtocolSupport, Settings};
use crate::traits::default::enum_value;
use crate::traits::ids;

/// Lowers what was selected. `check` has seen that nothing here can fail.
pub fn lower(
    model: &Model,
    selection: &Selection,
    settings: &Settings,
    protocol: &ProtocolSupport,
    bindings: &Bindings,
    endpoint_rules: Option<RuleSet>,
) -> Plan {
    let names = Names::new(model, &selection.service, &selection.shapes);
    let nothing = Shape { body: Body::Structure(Vec::new()), traits: Traits::new(), mixins: Vec::new() };
    let service = model.shapes.get(&selection.service).unwrap_or(&nothing);
    let context = Context {
        model,
        bindings,
        names: &names,
        service,
        module: &settings.module,
        reference: settings.reference.as_deref(),
        auth_schemes: &settings.auth_schemes,
    };
    let uses = docs::uses(&context, selection);
    let shapes = selection.shapes.iter().filter_map(|id| shape_plan(&context, id, uses.get(id))).collect::<Vec<_>>();
    let operations = selection.operations.iter().filter_map(|id| {
        let shape = model.shapes.get(id)?;
        Some(operation::lower(&context, id, shape, model.operation(id)?))
    });
    let operations = operations.collect::<Vec<_>>();
    let mut plan = Plan {
        module: settings.module.clone(),
        service: service_plan(&context, &selection.service, &protocol.id, endpoint_rules),
        runtime_features: runtime_features(protocol, &operations),
        operations,
        shapes,
        exceptions: selection
            .errors
            .iter()
            .filter_map(|id| {
                let name = names.of(id);
                let shape = model.shapes.get(id)?;
                let variant = exception_name(name.plain());
                Some(ExceptionPlan { variant, name, code: error_code(id, shape) })
            })
            .collect(),
    };
    plan.shapes.sort_by(|left, right| left.name().cmp(right.name()));
    plan.exceptions.sort_by(|left, right| left.name.cmp(&right.name));
    let more = docs::of_plan(&plan, settings.crate_name.as_deref());
    plan.service.docs.extend(more);
    plan
}

fn service_plan(context: &Context<'_>, id: &ShapeId, protocol: &str, endpoint_rules: Option<RuleSet>) -> ServicePlan {
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
        protocol: crate::names::constant_name(protocol.rsplit('#').next().unwrap_or(protocol)).as_str().to_owned(),
        query_compatible: shape.traits.contains_key(ids::AWS_QUERY_COMPATIBLE),
        xml_namespace: shape.traits.get(ids::XML_NAMESPACE).and_then(xml_namespace),
        endpoint_rules,
    }
}

fn shape_plan(context: &Context<'_>, id: &ShapeId, uses: Option<&docs::Uses>) -> Option<ShapePlan> {
    let shape = context.model.shapes.get(id)?;
    let name = context.names.of(id);
    let docs = docs::shape(context, id, shape, uses);
    let xml_name = shape.traits.get(ids::XML_NAME).and_then(Value::as_str).map(str::to_owned);
    let xml_namespace = shape.traits.get(ids::XML_NAMESPACE).and_then(xml_namespace);
    let deprecated = deprecated(&shape.traits);
    Some(match &shape.body {
        Body::Structure(members) => ShapePlan::Structure(StructurePlan {
            id: id.to_string(),
            name,
            docs,
            members: fields(context, id, shape, members),
            xml_name,
            xml_namespace,
            error: shape.traits.contains_key(ids::ERROR).then(|| error_plan(id, shape)),
            deprecated,
        }),
        Body::Union(members) => ShapePlan::Union(UnionPlan {
            id: id.to_string(),
            name,
            docs,
            variants: members.iter().map(|member| variant(context, shape, member)).collect(),
            xml_name,
            xml_namespace,
            deprecated,
        }),
        Body::Enum(members) => ShapePlan::Enum(EnumPlan { name, docs, values: values(members), deprecated }),
        Body::IntEnum(members) => ShapePlan::IntEnum(EnumPlan { name, docs, values: values(members), deprecated }),
        _ => return None,
    })
}

fn fields(context: &Context<'_>, id: &ShapeId, shape: &Shape, members: &[Member]) -> Vec<MemberPlan> {
    let bindings = context.bindings.of(id);
    members.iter().zip(bindings).map(|(member, binding)| field(context, shape, member, binding)).collect()
}

fn values(members: &[Member]) -> Vec<EnumValuePlan> {
    let value = |member: &Member| {
        let (value, docs) = (enum_value(member), docs::value(member));
        EnumValuePlan { name: variant_name(&member.name), value, docs, deprecated: deprecated(&member.traits) }
    };
    members.iter().map(value).collect()
}

fn error_plan(id: &ShapeId, shape: &Shape) -> ErrorPlan {
    let retryable = shape.traits.get(ids::RETRYABLE);
    ErrorPlan {
        code: error_code(id, shape),
        retryable: retryable.is_some(),
        throttling: retryable.and_then(|value| value.get("throttling")).and_then(Value::as_bool) == Some(true),
    }
}

/// The code of an error on the wire: `aws.protocols#awsQueryError` where there is one, else the shape's name.
fn error_code(id: &ShapeId, shape: &Shape) -> String {
    let query = shape.traits.get(ids::AWS_QUERY_ERROR).and_then(|value| value.get("code"));
    query.and_then(Value::as_str).unwrap_or(id.name()).to_owned()
}
