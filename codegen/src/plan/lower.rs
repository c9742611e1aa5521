//! From a checked model to a [`Plan`].

use std::collections::BTreeSet;

use super::context::Context;
use super::docs::{self, Parts};
use super::exception::{ExceptionPlan, exception};
use super::features::runtime_features;
use super::operation::{OperationPlan, operation};
use super::service::{ServicePlan, service};
use super::shape::{ShapePlan, shape};
use crate::check::Bindings;
use crate::endpoint::RuleSet;
use crate::model::{Body, Model, Shape, Traits};
use crate::names::Names;
use crate::select::Selection;
use crate::settings::{ProtocolSupport, Settings};

/// Everything that is written for one service.
#[derive(Debug)]
pub struct Plan {
    /// The module, and the cargo feature.
    pub module: String,
    /// The path of the module that it is part of, from the crate.
    pub parent: String,
    /// The service.
    pub service: ServicePlan,
    /// Its operations, by name.
    pub operations: Vec<OperationPlan>,
    /// Shapes that become types, by Rust name.
    pub shapes: Vec<ShapePlan>,
    /// Errors, by Rust name: variants of the service's exception.
    pub exceptions: Vec<ExceptionPlan>,
    /// The cargo features of the runtime that the service takes.
    pub runtime_features: BTreeSet<String>,
}

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
    let parent = settings.parent.clone().unwrap_or_else(|| "crate".to_owned());
    let path = format!("{parent}::{}", settings.module);
    let nothing = Shape { body: Body::Structure(Vec::new()), traits: Traits::new(), mixins: Vec::new() };
    let context = Context {
        model,
        bindings,
        names: &names,
        service: model.shapes.get(&selection.service).unwrap_or(&nothing),
        path: &path,
        reference: settings.reference.as_deref(),
        auth_schemes: &settings.auth_schemes,
    };
    let lowered = selection.operations.iter().filter_map(|id| {
        let shape = model.shapes.get(id)?;
        Some(operation(&context, id, shape, model.operation(id)?))
    });
    let operations: Vec<OperationPlan> = lowered.collect();
    let uses = docs::uses(&context, selection);
    let mut shapes: Vec<ShapePlan> =
        selection.shapes.iter().filter_map(|id| shape(&context, id, uses.get(id))).collect();
    let mut exceptions: Vec<ExceptionPlan> = selection.errors.iter().filter_map(|id| exception(&context, id)).collect();
    shapes.sort_by(|left, right| left.name().cmp(right.name()));
    exceptions.sort_by(|left, right| left.name.cmp(&right.name));
    let mut service = service(&context, &selection.service, &protocol.id, endpoint_rules);
    let parts = Parts { module: &settings.module, service: &service, operations: &operations, shapes: &shapes };
    let guide = docs::guide(parts, settings.crate_name.as_deref());
    service.docs.extend(guide);
    Plan {
        module: settings.module.clone(),
        parent,
        service,
        runtime_features: runtime_features(protocol, &operations),
        operations,
        shapes,
        exceptions,
    }
}
