//! Cases of Smithy's protocol compliance tests, out of a model's traits.

mod request;
pub mod response;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use tinsmith_codegen::model::{Operation, Service, Shape, ShapeId, Traits};

use crate::clients::plan::{Exercise, Plan, PlannedCase};
use crate::clients::service_model::{ServiceModel, customized, is_spoken};
use crate::files;

const REQUESTS: &str = "smithy.test#httpRequestTests";
const RESPONSES: &str = "smithy.test#httpResponseTests";
const MALFORMED: &str = "smithy.test#httpMalformedRequestTests";
const EVENTS: &str = "smithy.test#eventStreamTests";
const EVENT_STREAMS: &str = "event streams";

/// A shape with cases, and the operations to run them on: an operation itself, or those that list an error.
struct Carrier<'a> {
    id: &'a ShapeId,
    is_error: bool,
    operations: Vec<(&'a ShapeId, &'a Operation)>,
}

/// All cases of a model, those that are left out with the reason.
///
/// # Errors
///
/// A file that is no model.
pub fn plan(file: &Path) -> Result<Plan, String> {
    let model = ServiceModel::read(file)?;
    let set = format!("smithy-protocol-tests/{}", files::stem(file));
    let mut plan = Plan::default();
    let mut owned = BTreeSet::new();
    for (id, shape, service) in model.services() {
        let carriers = carriers(&model, service);
        plan_service(&model, (id, shape), &carriers, &set, &mut plan);
        owned.extend(carriers.iter().map(|carrier| carrier.id));
    }
    for (id, shape) in &model.model.shapes {
        if !owned.contains(id) {
            plan.leave_out(&set, client_cases(&shape.traits).count(), "on shapes that no service reaches");
        }
        let servers = [REQUESTS, RESPONSES].iter().flat_map(|kind| cases(&shape.traits, kind));
        let servers = servers.filter(|test| is_for_servers(test)).count() + cases(&shape.traits, MALFORMED).count();
        plan.leave_out(&set, servers, "for servers");
        plan.leave_out(&set, cases(&shape.traits, EVENTS).count(), EVENT_STREAMS);
    }
    Ok(plan)
}

fn carriers<'a>(model: &'a ServiceModel<'_>, service: &'a Service) -> Vec<Carrier<'a>> {
    let operations: Vec<_> = service.operations.iter().filter_map(|id| Some((id, model.operation(id)?))).collect();
    let mut errors: BTreeMap<&ShapeId, Vec<_>> = BTreeMap::new();
    for (id, operation) in &operations {
        for error in operation.errors.iter().collect::<BTreeSet<_>>() {
            errors.entry(error).or_default().push((*id, *operation));
        }
    }
    let own = operations.into_iter().map(|(id, operation)| Carrier {
        id,
        is_error: false,
        operations: vec![(id, operation)],
    });
    own.chain(errors.into_iter().map(|(id, operations)| Carrier { id, is_error: true, operations })).collect()
}

fn plan_service(
    model: &ServiceModel<'_>,
    service: (&ShapeId, &Shape),
    carriers: &[Carrier<'_>],
    set: &str,
    plan: &mut Plan,
) {
    let (id, shape) = service;
    let module = model.module("protocol", id);
    let customized = customized(id, shape).map(|name| format!("{name}, which needs customizations of its own"));
    let mut called = BTreeMap::new();
    for carrier in carriers {
        let Some(traits) = model.model.shapes.get(carrier.id).map(|shape| &shape.traits) else { continue };
        let callable: Vec<_> =
            carrier.operations.iter().filter(|(_, operation)| !model.has_events(operation)).collect();
        for (kind, test) in client_cases(traits) {
            let protocol = text(test, "protocol");
            if !is_spoken(protocol) || !shape.traits.contains_key(protocol) {
                plan.leave_out(set, 1, &format!("{protocol}, which is not spoken"));
            } else if let Some(reason) = &customized {
                plan.leave_out(set, 1, reason);
            } else if callable.is_empty() {
                plan.leave_out(set, 1, EVENT_STREAMS);
            } else {
                called
                    .extend(callable.iter().map(|(id, operation)| (id.name().to_owned(), !operation.input.is_unit())));
                let operations = callable.iter().map(|(id, _)| id.name());
                plan.cases.push(planned(set, kind, test, carrier, &module, operations));
            }
        }
    }
    if !called.is_empty() {
        plan.clients.insert(module, model.client(id, called));
    }
}

fn planned<'a>(
    set: &str,
    kind: &str,
    test: &Value,
    carrier: &Carrier<'_>,
    module: &str,
    operations: impl Iterator<Item = &'a str>,
) -> PlannedCase {
    let mut expected = test.clone();
    let (direction, case, judge): (_, _, fn(&Value, &Value) -> _) = match (kind, carrier.is_error) {
        (REQUESTS, _) => ("request", request::exercise(test), request::judge),
        (_, false) => ("response", response::exercise(test, None), response::judge_output),
        (_, true) => {
            expected["shape"] = carrier.id.as_str().into();
            let case = response::exercise(test, Some(carrier.id.as_str()));
            ("response", case, response::judge_exception)
        }
    };
    let exercise =
        |operation: &str| Exercise { client: module.to_owned(), operation: operation.to_owned(), case: case.clone() };
    PlannedCase {
        set: format!("{set} {direction}"),
        name: text(test, "id").to_owned(),
        exercises: operations.map(exercise).collect(),
        expected,
        judge,
    }
}

fn cases<'a>(traits: &'a Traits, kind: &str) -> impl Iterator<Item = &'a Value> {
    traits.get(kind).and_then(Value::as_array).into_iter().flatten()
}

/// The cases of a shape that are for clients, each with its trait.
fn client_cases(traits: &Traits) -> impl Iterator<Item = (&'static str, &Value)> {
    let of = |kind| cases(traits, kind).filter(|test| !is_for_servers(test)).map(move |test| (kind, test));
    [REQUESTS, RESPONSES].into_iter().flat_map(of)
}

fn is_for_servers(test: &Value) -> bool {
    text(test, "appliesTo") == "server"
}

fn text<'a>(test: &'a Value, name: &str) -> &'a str {
    test.get(name).and_then(Value::as_str).unwrap_or_default()
}
