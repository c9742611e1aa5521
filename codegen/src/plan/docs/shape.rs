//! Shapes: what they are for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::Context;
use super::{of_traits, reference, row, separate};
use crate::model::{Body, Shape, ShapeId};
use crate::names::method_name;
use crate::select::Selection;
use crate::traits::ids;

/// Where a shape is used: links to methods of the client, and to the types that hold it.
#[derive(Debug, Default)]
pub struct Uses {
    inputs: BTreeSet<String>,
    outputs: BTreeSet<String>,
    errors: BTreeSet<String>,
    parts: BTreeSet<String>,
}

/// The uses of all shapes that become types.
pub fn uses(context: &Context<'_>, selection: &Selection) -> BTreeMap<ShapeId, Uses> {
    let mut uses: BTreeMap<ShapeId, Uses> = BTreeMap::new();
    for id in &selection.operations {
        let Some(operation) = context.model.operation(id) else { continue };
        let link = format!("[`{0}`]({1}::Client::{0})", method_name(id.name()).plain(), context.path);
        uses.entry(operation.input.clone()).or_default().inputs.insert(link.clone());
        uses.entry(operation.output.clone()).or_default().outputs.insert(link.clone());
        for error in &operation.errors {
            uses.entry(error.clone()).or_default().errors.insert(link.clone());
        }
    }
    for id in &selection.shapes {
        let Some(Shape { body: Body::Structure(members) | Body::Union(members), .. }) = context.model.shapes.get(id)
        else {
            continue;
        };
        let link = format!("[`{0}`]({1}::{0})", context.names.of(id).as_str(), context.path);
        for part in members.iter().flat_map(|member| types_in(context, &member.target)) {
            if part != *id {
                uses.entry(part).or_default().parts.insert(link.clone());
            }
        }
    }
    uses
}

/// The shape, or those that stand in it where it is a list or map.
fn types_in(context: &Context<'_>, id: &ShapeId) -> BTreeSet<ShapeId> {
    let (mut types, mut seen, mut rest) = (BTreeSet::new(), BTreeSet::new(), vec![id]);
    while let Some(id) = rest.pop() {
        match context.model.shapes.get(id) {
            Some(shape @ Shape { body: Body::List(_) | Body::Map(..), .. }) => {
                if seen.insert(id) {
                    rest.extend(shape.all_members().into_iter().map(|member| &member.target));
                }
            }
            _ => {
                types.insert(id.clone());
            }
        }
    }
    types
}

/// What the shape is for, by what uses it, under what the model says of it.
pub fn shape(context: &Context<'_>, id: &ShapeId, shape: &Shape, uses: Option<&Uses>) -> Vec<String> {
    let nowhere = Uses::default();
    let Uses { inputs, outputs, errors, parts } = uses.unwrap_or(&nowhere);
    let mut lines = of_traits(&shape.traits);
    separate(&mut lines);
    let purposes = [("Input of", inputs), ("Output of", outputs), ("One of the errors of", errors), ("Part of", parts)];
    let used = purposes.into_iter().filter(|(_, users)| !users.is_empty());
    let mut sentences: Vec<String> = used
        .map(|(purpose, users)| format!("{purpose} {}.", row(&users.iter().cloned().collect::<Vec<_>>())))
        .collect();
    if sentences.is_empty() {
        sentences.push(match &shape.body {
            _ if shape.traits.contains_key(ids::ERROR) => "One of the errors of every operation.".to_owned(),
            body => format!("The {} `{}`.", kind(body), id.name()),
        });
    }
    if context.names.of(id).as_str() != id.name() {
        sentences.push(format!("The model calls it `{}`.", id.name()));
    }
    lines.push(sentences.join(" "));
    // AWS's references have pages of data types that are parts of others, beside those of operations.
    let is_data = matches!(shape.body, Body::Structure(_) | Body::Union(_));
    if is_data && !parts.is_empty() && inputs.is_empty() && outputs.is_empty() && errors.is_empty() {
        reference(context, id, &mut lines);
    }
    lines
}

fn kind(body: &Body) -> &'static str {
    match body {
        Body::Structure(_) => "structure",
        Body::Union(_) => "union",
        _ => "enum",
    }
}
