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
    /// How many operations it has.
    pub available: usize,
    /// Errors of the operations, by name.
    pub errors: BTreeSet<ShapeId>,
    /// All structures, unions, enums and other shapes that the operations reach.
    pub shapes: BTreeSet<ShapeId>,
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
    let mut selection = Selection {
        service: service_id.clone(),
        operations: selected,
        available: service.operations.len(),
        errors: BTreeSet::new(),
        shapes: BTreeSet::new(),
    };
    let mut open = Vec::new();
    for id in &selection.operations {
        if let Some(operation) = model.operation(id) {
            open.extend([&operation.input, &operation.output]);
            open.extend(&operation.errors);
            selection.errors.extend(operation.errors.iter().cloned());
        }
    }
    while let Some(id) = open.pop() {
        if selection.shapes.insert(id.clone()) {
            let shape = model.shapes.get(id);
            open.extend(shape.into_iter().flat_map(Shape::all_members).map(|member| &member.target));
        }
    }
    Some(selection)
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
