use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::context::{self, Context, references};
use super::dialect;
use super::files::{ServiceFiles, with_extras};
use super::names::Names;
use super::node::Node;
use super::operation::operation;
use super::paginator::paginated;
use super::problem::{Problem, Problems};
use super::protocol::{Protocol, protocol};
use super::service::service;
use super::shape::shape;
use super::uri::name_labels;
use super::waiter::waiter;

/// Turns botocore's description of a service into a Smithy 2.0 JSON AST, sorted by shape id.
///
/// Documentation is left out unless `docs` asks for it.
///
/// # Errors
///
/// Everything in the files that has no Smithy counterpart, or that this importer does not know.
pub fn import(files: &ServiceFiles, docs: bool) -> Result<Value, Vec<Problem>> {
    let problems = Problems::default();
    let description = with_extras(files.service.clone(), files.service_extras.as_ref());
    let model = convert(files, &description, docs, &problems);
    let problems = problems.into_vec();
    match model {
        Some(model) if problems.is_empty() => Ok(model),
        _ => Err(problems),
    }
}

fn convert(files: &ServiceFiles, description: &Value, docs: bool, problems: &Problems) -> Option<Value> {
    let root = Node::new(description, format!("{}/service-2.json", files.name), problems)?;
    root.expect(&dialect::SERVICE);
    let Some(metadata) = root.child("metadata") else {
        root.problem("`metadata` is missing", "is this a service-2.json?");
        return None;
    };
    metadata.expect(&dialect::METADATA);

    let mut traits = Map::new();
    let protocol = protocol(&metadata, &mut traits);
    let context = Context {
        names: Names::new(&files.name, &root, &metadata),
        protocol,
        query_errors: matches!(protocol, Protocol::Query | Protocol::Ec2)
            || metadata.map.contains_key("awsQueryCompatible"),
        docs,
        shapes: root.children("shapes").into_iter().collect(),
        bodies: context::bodies(&root, protocol),
    };
    let mut shapes: Vec<(String, Value)> = Vec::new();
    for (name, node) in &context.shapes {
        if let Some(id) = context.names.shape(name)
            && !id.starts_with("smithy.api#")
            && let Some(shape) = shape(&context, name, node)
        {
            shapes.push((id.to_owned(), shape));
        }
    }
    add_streaming(&context, &mut shapes);
    add_json_value(&context, &mut shapes);
    for (name, node) in root.children("operations") {
        if let Some(mut shape) = operation(&context, name, &node) {
            name_labels(&context, &node, &mut shape);
            shapes.push((context.names.id(name), shape));
        }
    }
    add_paginators(files, &context, problems, &mut shapes);
    add_waiters(files, &context, problems, &mut shapes);
    let rules = files.endpoint_rules.as_ref();
    let service = service(&context, &root, &metadata, rules, traits)?;
    shapes.push((context.names.id(&context.names.service), service));
    shapes.sort_by_cached_key(|(id, _)| (id.to_lowercase(), id.clone()));
    let shapes: Map<String, Value> = shapes.into_iter().collect();
    Some(json!({"smithy": "2.0", "shapes": shapes}))
}

/// S3 marks the member as streaming, Smithy the shape it targets.
fn add_streaming(context: &Context<'_>, shapes: &mut [(String, Value)]) {
    let members = context.shapes.values().flat_map(|shape| shape.children("members"));
    for (_, member) in members.filter(|(_, member)| member.flag("streaming")) {
        if let Some(target) = context.target(&member) {
            add_trait(shapes, target, ids::STREAMING, json!({}));
        }
    }
}

/// The one shape that everything marked `jsonvalue` targets.
fn add_json_value(context: &Context<'_>, shapes: &mut Vec<(String, Value)>) {
    let is_used = context.shapes.values().any(|shape| references(shape).iter().any(|member| member.flag("jsonvalue")));
    if is_used {
        shapes.push((
            context.names.json_value.clone(),
            json!({"type": "string", "traits": {ids::MEDIA_TYPE: "application/json"}}),
        ));
    }
}

fn add_paginators(files: &ServiceFiles, context: &Context<'_>, problems: &Problems, shapes: &mut [(String, Value)]) {
    let Some(paginators) = &files.paginators else {
        return;
    };
    let paginators = with_extras(paginators.clone(), files.paginators_extras.as_ref());
    let place = format!("{}/paginators-1.json", files.name);
    let Some(root) = Node::new(&paginators, place, problems) else {
        return;
    };
    for (name, paginator) in root.children("pagination") {
        let Some(value) = paginated(&paginator) else {
            continue;
        };
        if !add_trait(shapes, &context.names.id(name), ids::PAGINATED, value) {
            paginator.problem(format!("the service has no operation `{name}`"), "are the files of one version?");
        }
    }
}

fn add_waiters(files: &ServiceFiles, context: &Context<'_>, problems: &Problems, shapes: &mut [(String, Value)]) {
    let Some(waiters) = &files.waiters else {
        return;
    };
    let place = format!("{}/waiters-2.json", files.name);
    let Some(root) = Node::new(waiters, place, problems) else {
        return;
    };
    for (name, node) in root.children("waiters") {
        let Some(operation) = node.required_text("operation") else {
            continue;
        };
        let id = context.names.id(operation);
        let errors_with = |status| errors_with(shapes, &id, status);
        let Some(value) = waiter(&node, errors_with) else {
            continue;
        };
        let mut waitable = trait_of(shapes, &id, ids::WAITABLE);
        waitable.insert(name.to_owned(), value);
        if !add_trait(shapes, &id, ids::WAITABLE, waitable.into()) {
            node.problem(format!("the service has no operation `{operation}`"), "are the files of one version?");
        }
    }
}

fn errors_with(shapes: &[(String, Value)], operation: &str, status: u64) -> Vec<String> {
    let find = |id: &str| shapes.iter().find(|(other, _)| other == id);
    find(operation)
        .and_then(|(_, shape)| shape.get("errors")?.as_array())
        .into_iter()
        .flatten()
        .filter_map(|error| error.get("target")?.as_str())
        .filter(|id| {
            let code = find(id).and_then(|(_, shape)| shape.pointer("/traits/smithy.api#httpError"));
            code.and_then(Value::as_u64) == Some(status)
        })
        .filter_map(|id| Some(id.split_once('#')?.1.to_owned()))
        .collect()
}

fn trait_of(shapes: &[(String, Value)], id: &str, name: &str) -> Map<String, Value> {
    shapes
        .iter()
        .find(|(other, _)| other == id)
        .and_then(|(_, shape)| shape.get("traits")?.get(name)?.as_object())
        .cloned()
        .unwrap_or_default()
}

/// Whether there is a shape of that id.
fn add_trait(shapes: &mut [(String, Value)], id: &str, name: &str, value: Value) -> bool {
    let shape = shapes.iter_mut().find(|(other, _)| other == id);
    let Some(shape) = shape.and_then(|(_, shape)| shape.as_object_mut()) else {
        return false;
    };
    let traits = shape.entry("traits").or_insert_with(|| json!({}));
    if let Some(traits) = traits.as_object_mut() {
        traits.insert(name.to_owned(), value);
        traits.sort_keys();
    }
    true
}
