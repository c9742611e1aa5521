//! A service of a new crate.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tinsmith_codegen::traits::ids;
use tinsmith_codegen::{merge_overlay, module_name};

use super::Wanted;
use crate::botocore::wheel::Source;
use crate::carried;
use crate::generate::source;
use crate::import::import;

/// A service, its model, and what is known of it.
#[derive(Debug)]
pub(crate) struct NewService {
    /// Its module.
    pub module: String,
    /// The Smithy JSON AST.
    pub model: Value,
    /// The file of the model in the crate.
    pub path: String,
    /// The user's file that it was copied from.
    pub origin: Option<PathBuf>,
    /// The service shape, where the model has several.
    pub shape: Option<String>,
    /// What is known to be wrong with it.
    pub overlay: Option<&'static str>,
    /// The operations that are wanted, by name or pattern; all where none are named.
    pub operations: Option<Vec<String>>,
    /// Whether operations that stream events are left out.
    pub without_event_streams: bool,
    /// The service's own reference.
    pub reference: Option<String>,
    /// What whoever makes the crate should know.
    pub notes: Vec<String>,
}

impl NewService {
    /// The file of the overlay in the crate.
    pub fn overlay_path(&self) -> String {
        format!("models/overlays/{}.json", self.module.trim_start_matches("r#"))
    }
}

/// The service of a user's own model.
pub(crate) fn of_model(file: &Path, shape: Option<&str>) -> Result<NewService, String> {
    let model = source::parse(file, &source::read(file)?)?;
    let module = source::module(&model, shape);
    Ok(NewService {
        path: model_path(&module),
        origin: Some(file.to_owned()),
        shape: shape.map(str::to_owned),
        overlay: None,
        operations: None,
        without_event_streams: false,
        reference: None,
        notes: Vec::new(),
        module,
        model,
    })
}

/// A service of AWS.
pub(crate) fn of_botocore(source: &mut Source, wanted: &Wanted, docs: bool) -> Result<NewService, String> {
    let files = source.service(&wanted.service).map_err(|error| error.to_string())?;
    let model = import(&files, docs)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let module = module_name(&files.name);
    let known = carried::configuration();
    let known = known.services.iter().find(|service| service.settings.module == module);
    let mut notes = Vec::new();
    let overlay = carried::overlay(&files.name).filter(|overlay| {
        let applies = applies(overlay, &model);
        if !applies {
            notes.push(format!(
                "{}: what is known to be wrong with another version is not mended in this one",
                files.name
            ));
        }
        applies
    });
    let without_event_streams = wanted.operations.is_none() && streams_events(&model);
    if without_event_streams {
        notes.push(format!("{}: operations that stream events are left out: event_streams = false", files.name));
    }
    Ok(NewService {
        path: model_path(&module),
        origin: None,
        shape: None,
        overlay,
        operations: wanted.operations.clone(),
        without_event_streams,
        reference: known.and_then(|service| service.settings.reference.clone()),
        notes,
        module,
        model,
    })
}

fn model_path(module: &str) -> String {
    format!("models/{}.json", module.trim_start_matches("r#"))
}

fn applies(text: &str, model: &Value) -> bool {
    let overlay: Option<Value> = serde_json::from_str(text).ok();
    overlay.is_some_and(|overlay| merge_overlay(&mut model.clone(), &overlay).is_ok())
}

/// Whether there is a union that is streamed.
fn streams_events(model: &Value) -> bool {
    let shapes = model.get("shapes").and_then(Value::as_object);
    shapes.into_iter().flatten().any(|(_, shape)| {
        let is_streamed = shape.get("traits").is_some_and(|traits| traits.get(ids::STREAMING).is_some());
        is_streamed && shape.get("type").is_some_and(|kind| kind == "union")
    })
}
