//! Resources and errors of services.

use std::collections::BTreeSet;

use crate::model::{Body, Model, Shape, ShapeId};

/// Shapes that a service, resource or operation refers to.
pub(super) fn references(shape: &Shape) -> Vec<&ShapeId> {
    match &shape.body {
        Body::Service(service) => service.operations.iter().chain(&service.resources).chain(&service.errors).collect(),
        Body::Resource(resource) => resource.operations.iter().chain(&resource.resources).collect(),
        Body::Operation(operation) => operation.errors.iter().chain([&operation.input, &operation.output]).collect(),
        _ => Vec::new(),
    }
}

/// Binds the operations of resources to their service, and the errors of the service to its operations.
pub(super) fn flatten(model: &mut Model) {
    let mut errors_of_services: Vec<(BTreeSet<ShapeId>, Vec<ShapeId>)> = Vec::new();
    let mut operations_of_services = Vec::new();
    for (id, shape) in &model.shapes {
        let Body::Service(service) = &shape.body else { continue };
        let mut operations = service.operations.clone();
        let mut seen: BTreeSet<&ShapeId> = BTreeSet::new();
        let mut open: Vec<&ShapeId> = service.resources.iter().rev().collect();
        while let Some(resource_id) = open.pop() {
            let Some(Shape { body: Body::Resource(resource), .. }) = model.shapes.get(resource_id) else { continue };
            if seen.insert(resource_id) {
                operations.extend(resource.operations.iter().cloned());
                open.extend(resource.resources.iter().rev());
            }
        }
        let mut bound = BTreeSet::new();
        operations.retain(|operation| bound.insert(operation.clone()));
        errors_of_services.push((bound, service.errors.clone()));
        operations_of_services.push((id.clone(), operations));
    }
    for (id, operations) in operations_of_services {
        if let Some(Shape { body: Body::Service(service), .. }) = model.shapes.get_mut(&id) {
            service.operations = operations;
            service.resources.clear();
        }
    }
    for (operations, errors) in errors_of_services {
        for id in &operations {
            if let Some(Shape { body: Body::Operation(operation), .. }) = model.shapes.get_mut(id) {
                let missing: Vec<ShapeId> =
                    errors.iter().filter(|error| !operation.errors.contains(error)).cloned().collect();
                operation.errors.extend(missing);
            }
        }
    }
}
