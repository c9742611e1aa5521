//! From a checked model to a [`Plan`].

use std::collections::{BTreeMap, BTreeSet};

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
use crate::docs::{code_span, to_markdown};
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
    let users = users(&context, selection);
    let shapes = selection.shapes.iter().filter_map(|id| shape_plan(&context, id, &users)).collect::<Vec<_>>();
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
    let mut lines = docs::of_traits(&shape.traits);
    if lines.is_empty() {
        let title = shape.traits.get(ids::TITLE).and_then(Value::as_str).unwrap_or(&sdk_id);
        lines.extend(to_markdown(&format!("{title}, version {version}.")));
    }
    ServicePlan {
        id: id.to_string(),
        docs: lines,
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

fn shape_plan(context: &Context<'_>, id: &ShapeId, users: &BTreeMap<ShapeId, Vec<String>>) -> Option<ShapePlan> {
    let shape = context.model.shapes.get(id)?;
    let name = context.names.of(id);
    let docs = shape_docs(id, shape, users.get(id).map(Vec::as_slice).unwrap_or_default());
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
        let value = enum_value(member);
        let mut docs =
            vec![format!("{}.", code_span(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)))];
        let own = docs::of_traits(&member.traits);
        if !own.is_empty() {
            docs.push(String::new());
            docs.extend(own);
        }
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

fn shape_docs(id: &ShapeId, shape: &Shape, users: &[String]) -> Vec<String> {
    let mut lines = docs::of_traits(&shape.traits);
    let kind = match &shape.body {
        Body::Structure(_) if shape.traits.contains_key(ids::ERROR) => "error",
        Body::Structure(_) => "structure",
        Body::Union(_) => "union",
        _ => "enum",
    };
    docs::separate(&mut lines);
    lines.push(format!("The {kind} `{}`.", id.name()));
    if !users.is_empty() {
        lines.push(String::new());
        lines.push(format!("Used by {}.", users.join(", ")));
    }
    lines
}

/// For every shape, what refers to it: operations first, then types; a long list is shortened.
fn users(context: &Context<'_>, selection: &Selection) -> BTreeMap<ShapeId, Vec<String>> {
    const SHOWN: usize = 8;
    let model = context.model;
    let mut users: BTreeMap<ShapeId, BTreeSet<(u8, String)>> = BTreeMap::new();
    for id in &selection.operations {
        let Some(operation) = model.operation(id) else { continue };
        for target in operation.errors.iter().chain([&operation.input, &operation.output]) {
            let method = crate::names::method_name(id.name());
            let link = format!("[`{0}`](crate::{1}::Client::{0})", method.plain(), context.module);
            users.entry(target.clone()).or_default().insert((0, link));
        }
    }
    for id in &selection.shapes {
        for member in model.shapes.get(id).into_iter().flat_map(Shape::all_members) {
            users.entry(member.target.clone()).or_default().insert((1, format!("`{}`", id.name())));
        }
    }
    let shorten = |all: BTreeSet<(u8, String)>| {
        let count = all.len();
        let mut shown: Vec<String> = all.into_iter().take(SHOWN).map(|(_, name)| name).collect();
        if count > SHOWN {
            shown.push(format!("and {} more", count - SHOWN));
        }
        shown
    };
    users.into_iter().map(|(id, all)| (id, shorten(all))).collect()
}
