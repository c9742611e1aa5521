//! The closure of the operations asked for.

mod event_streams;
mod operations;
mod pattern;

use std::collections::BTreeSet;

use crate::model::{Body, Model, Service, Shape, ShapeId};
use crate::problem::{Problem, Problems, WHOLE_MODEL};
use crate::settings::Settings;

pub use event_streams::event_streams;

/// What is generated of a model: everything else in it is as if it were not there.
#[derive(Debug)]
pub struct Selection {
    /// The service.
    pub service: ShapeId,
    /// Its operations that are selected, by name.
    pub operations: Vec<ShapeId>,
    /// What of it is not.
    pub left_out: LeftOut,
    /// Errors of the operations, by name.
    pub errors: BTreeSet<ShapeId>,
    /// All structures, unions, enums and other shapes that the operations reach.
    pub shapes: BTreeSet<ShapeId>,
}

/// What a service has and nobody asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// How many operations.
    pub operations: usize,
    /// How many shapes that would become types, which only these operations reach.
    pub shapes: usize,
}

/// Selects the operations that the settings ask for, all where they name none, and what these reach.
///
/// Wrong is a model without a service or with several that were not chosen from; names and patterns that no operation has;
/// settings that leave none. Then nothing is selected.
pub fn select(model: &Model, settings: &Settings, problems: &mut Problems) -> Option<Selection> {
    let (service_id, service) = match find_service(model, settings.service.as_deref()) {
        Ok(found) => found,
        Err(problem) => {
            // Where the service itself could not be read, that it is missing says nothing new.
            if problems.is_empty() {
                problems.push(problem);
            }
            return None;
        }
    };
    let selected = operations::selected(model, service_id, service, settings, problems)?;
    let shapes = reached(model, &selected);
    let operations = service.operations.len() - selected.len();
    let left_out = match operations {
        0 => LeftOut::default(),
        _ => LeftOut { operations, shapes: types(model, &reached(model, &service.operations)) - types(model, &shapes) },
    };
    let errors = selected.iter().filter_map(|id| model.operation(id)).flat_map(|operation| &operation.errors).cloned();
    Some(Selection { service: service_id.clone(), left_out, errors: errors.collect(), operations: selected, shapes })
}

/// All shapes that operations reach.
fn reached(model: &Model, operations: &[ShapeId]) -> BTreeSet<ShapeId> {
    let mut open = Vec::new();
    for operation in operations.iter().filter_map(|id| model.operation(id)) {
        open.extend([&operation.input, &operation.output]);
        open.extend(&operation.errors);
    }
    let mut shapes = BTreeSet::new();
    while let Some(id) = open.pop() {
        if shapes.insert(id.clone()) {
            let shape = model.shapes.get(id);
            open.extend(shape.into_iter().flat_map(Shape::all_members).map(|member| &member.target));
        }
    }
    shapes
}

/// How many of the shapes become types.
fn types(model: &Model, shapes: &BTreeSet<ShapeId>) -> usize {
    let bodies = shapes.iter().filter_map(|id| Some(&model.shapes.get(id)?.body));
    bodies.filter(|body| matches!(body, Body::Structure(_) | Body::Union(_) | Body::Enum(_) | Body::IntEnum(_))).count()
}

fn find_service<'m>(model: &'m Model, name: Option<&str>) -> Result<(&'m ShapeId, &'m Service), Problem> {
    let services: Vec<(&ShapeId, &Service)> = model
        .shapes
        .iter()
        .filter_map(|(id, shape)| match &shape.body {
            Body::Service(service) => Some((id, service)),
            _ => None,
        })
        .filter(|(id, _)| name.is_none_or(|name| id.as_str() == name || id.name() == name))
        .collect();
    match services.as_slice() {
        [one] => Ok(*one),
        [] => Err(Problem::new(
            WHOLE_MODEL,
            match name {
                Some(name) => format!("it has no service `{name}`"),
                None => "it has no service shape".to_owned(),
            },
            "a client is generated for one service of the model",
        )),
        several => {
            let names: Vec<&str> = several.iter().map(|(id, _)| id.as_str()).collect();
            let reason = format!("it has {} services: {}", several.len(), names.join(", "));
            Err(Problem::new(WHOLE_MODEL, reason, "say which with `service = \"…\"` or `--service`"))
        }
    }
}
