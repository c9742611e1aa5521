//! The closure of the operations asked for.

use std::collections::BTreeSet;

use crate::model::{Body, Model, Operation, Service, Shape, ShapeId};
use crate::nearest::nearest;
use crate::problem::Problem;

/// The place of problems that no single shape has.
pub(crate) const WHOLE_MODEL: &str = "the model";

/// What is generated of a model: everything else in it is as if it were not there.
#[derive(Debug)]
pub struct Selection {
    /// The service.
    pub service: ShapeId,
    /// Its operations, by name.
    pub operations: Vec<ShapeId>,
    /// Errors of the operations, by name.
    pub errors: BTreeSet<ShapeId>,
    /// All structures, unions, enums and other shapes that the operations reach.
    pub shapes: BTreeSet<ShapeId>,
}

/// Selects the operations of these names, all where none are named, and what they reach.
///
/// # Errors
///
/// A model without a service or with several that were not chosen from; operations that the service lacks.
pub fn select(model: &Model, service: Option<&str>, operations: Option<&[String]>) -> Result<Selection, Vec<Problem>> {
    let (service_id, service) = find_service(model, service).map_err(|problem| vec![problem])?;
    let mut selected = service.operations.clone();
    selected.sort_by(|left, right| left.name().cmp(right.name()));
    if operations.is_some_and(<[String]>::is_empty) {
        let hint = "name some, or leave `operations` out to have all";
        return Err(vec![Problem::new(service_id, "the settings select no operation: `operations` is empty", hint)]);
    }
    if let Some(names) = operations {
        let problems: Vec<Problem> = names
            .iter()
            .filter(|name| !selected.iter().any(|id| id.name() == name.as_str()))
            .map(|name| missing_operation(service_id, &selected, name))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        selected.retain(|id| names.iter().any(|name| name == id.name()));
    }
    let mut selection = Selection {
        service: service_id.clone(),
        operations: selected,
        errors: BTreeSet::new(),
        shapes: BTreeSet::new(),
    };
    let mut open = Vec::new();
    for id in &selection.operations {
        if let Some(operation) = operation(model, id) {
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
    Ok(selection)
}

/// The operation of this id.
#[must_use]
pub fn operation<'m>(model: &'m Model, id: &ShapeId) -> Option<&'m Operation> {
    match model.shapes.get(id).map(|shape| &shape.body) {
        Some(Body::Operation(operation)) => Some(operation),
        _ => None,
    }
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

fn missing_operation(service: &ShapeId, operations: &[ShapeId], name: &str) -> Problem {
    let names = || operations.iter().map(ShapeId::name);
    let longer_or_shorter = || names().find(|candidate| candidate.starts_with(name) || name.starts_with(*candidate));
    let hint = match nearest(name, names()).or_else(longer_or_shorter) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => "take it out of `operations`, or correct its name".to_owned(),
    };
    Problem::new(service, format!("the settings ask for the operation `{name}`, which the model does not have"), hint)
}
