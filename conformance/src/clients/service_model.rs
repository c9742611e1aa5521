//! Models as the planners of cases need them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use tinsmith_codegen::model::{Body, Model, Operation, Service, Shape, ShapeId};
use tinsmith_codegen::{module_name, read_model, traits};

use super::plan::ClientSource;
use crate::files;

/// Services whose clients do more than their models say, so that a generated client cannot pass.
const CUSTOMIZED: &[(&str, &str)] = &[
    ("com.amazonaws.apigateway", "API Gateway"),
    ("com.amazonaws.glacier", "Glacier"),
    ("com.amazonaws.machinelearning", "Machine Learning"),
    ("com.amazonaws.s3", "S3"),
];

/// A model and the file that it came from.
pub struct ServiceModel<'a> {
    pub path: &'a Path,
    pub document: Value,
    pub model: Model,
}

impl<'a> ServiceModel<'a> {
    /// Reads a Smithy JSON AST, with mixins, `apply` and resources resolved.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or is no model.
    pub fn read(path: &'a Path) -> Result<Self, String> {
        let document = files::json(path)?;
        let model = read_model(&document).map_err(|problems| {
            let lines: Vec<String> = problems.iter().map(|problem| format!("{}: {problem}", path.display())).collect();
            lines.join("\n")
        })?;
        Ok(Self { path, document, model })
    }

    /// The services.
    pub fn services(&self) -> impl Iterator<Item = (&ShapeId, &Shape, &Service)> {
        self.model.shapes.iter().filter_map(|(id, shape)| match &shape.body {
            Body::Service(service) => Some((id, shape, service)),
            _ => None,
        })
    }

    /// An operation.
    pub fn operation(&self, id: &ShapeId) -> Option<&Operation> {
        self.model.operation(id)
    }

    /// Whether the operation sends or receives a stream of events.
    pub fn has_events(&self, operation: &Operation) -> bool {
        let is_stream = |id: &ShapeId| {
            self.model.shapes.get(id).is_some_and(|shape| {
                matches!(shape.body, Body::Union(_)) && shape.traits.contains_key("smithy.api#streaming")
            })
        };
        [&operation.input, &operation.output].into_iter().any(|id| {
            let members = self.model.shapes.get(id).map(Shape::members).unwrap_or_default();
            members.iter().any(|member| is_stream(&member.target))
        })
    }

    /// What a client of the service is generated from, with the operations that cases call.
    pub fn client(&self, service: &ShapeId, operations: BTreeMap<String, bool>) -> ClientSource {
        let members = || self.model.shapes.values().flat_map(Shape::all_members).map(|member| &member.traits);
        let all = self.model.shapes.values().map(|shape| &shape.traits).chain(members());
        let unknown_traits: BTreeSet<String> =
            all.flat_map(BTreeMap::keys).filter(|id| !traits::is_known(id)).cloned().collect();
        ClientSource {
            file: self.path.to_owned(),
            model: self.document.clone(),
            service: service.to_string(),
            operations,
            unknown_traits,
        }
    }

    /// The module of a service's client: no two files share one, nor two services of a file.
    pub fn module(&self, folder: &str, service: &ShapeId) -> String {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        module_name(&format!("{folder}{stem}x{}", service.as_str()))
    }
}

/// The service's name where it needs a client with customizations of its own.
pub fn customized(id: &ShapeId, shape: &Shape) -> Option<&'static str> {
    let sdk_id = shape.traits.get("aws.api#service").and_then(|service| service.get("sdkId")).and_then(Value::as_str);
    let entry = CUSTOMIZED.iter().find(|(namespace, name)| id.namespace() == *namespace || sdk_id == Some(name));
    entry.map(|(_, name)| *name)
}

/// Whether the runtime speaks the protocol of this trait.
pub fn is_spoken(protocol: &str) -> bool {
    tinsmith_runtime::protocol::ALL.iter().any(|known| known.id == protocol)
}
