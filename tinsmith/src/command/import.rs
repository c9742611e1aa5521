//! `import`: botocore's descriptions of services, as Smithy models.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use crate::Invocation;
use crate::botocore::wheel::Source;
use crate::import::import;
use crate::import::possible_union::possible_unions;
use crate::write::{Change, Output, write_changed};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// A botocore wheel, or a folder with its data.
    #[arg(long, value_name = "WHEEL-OR-FOLDER")]
    from: PathBuf,
    /// Take the documentation of the services over as well.
    #[arg(long)]
    docs: bool,
    /// Where to write the models [default: models/].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Services, named as botocore's folders are.
    #[arg(required = true, value_name = "SERVICE")]
    services: Vec<String>,
}

/// Imports services and prints a line for each file.
///
/// # Errors
///
/// A message for the user, that names everything that went wrong. Nothing has been written then.
pub fn run(arguments: &Import, invocation: &Invocation<'_>) -> Result<(), String> {
    let folder = arguments.out.clone().unwrap_or_else(|| invocation.folder.join("models"));
    let target = |service: &String| Target {
        service: service.clone(),
        path: folder.join(format!("{service}.json")),
        docs: arguments.docs,
    };
    let targets: Vec<Target> = arguments.services.iter().map(target).collect();
    let outputs = import_all(&arguments.from, &targets, folder.join("partitions.json"))?;
    write(&outputs, invocation.folder)?;
    for output in &outputs {
        let model: Value = serde_json::from_str(&output.text).map_err(|error| error.to_string())?;
        tell_possible_unions(&model, &output.path);
    }
    Ok(())
}

/// Notes on what botocore does not say of a model.
pub(super) fn tell_possible_unions(model: &Value, path: &Path) {
    for possible in possible_unions(model) {
        println!("note: {}: {}", path.display(), possible.note());
    }
}

/// A model to be written.
pub(super) struct Target {
    /// What botocore calls the service.
    pub service: String,
    /// The file of the model.
    pub path: PathBuf,
    /// Whether it carries the documentation.
    pub docs: bool,
}

/// The models of services, and the partitions they have in common.
pub(super) fn import_all(from: &Path, targets: &[Target], partitions: PathBuf) -> Result<Vec<Output>, String> {
    let mut source = Source::open(from).map_err(|error| error.to_string())?;
    let mut outputs = Vec::new();
    let mut errors = Vec::new();
    for Target { service, path, docs } in targets {
        let files = match source.service(service) {
            Ok(files) => files,
            Err(error) => {
                errors.push(error.to_string());
                continue;
            }
        };
        match import(&files, *docs) {
            Ok(model) => outputs.push(output(path.clone(), &model)),
            Err(problems) => errors.extend(problems.iter().map(ToString::to_string)),
        }
    }
    match source.partitions() {
        Ok(found) => outputs.push(output(partitions, &found)),
        Err(error) => errors.push(error.to_string()),
    }
    if errors.is_empty() { Ok(outputs) } else { Err(errors.join("\n")) }
}

fn output(path: PathBuf, model: &Value) -> Output {
    Output { path, text: format!("{model:#}\n") }
}

pub(super) fn write(outputs: &[Output], root: &Path) -> Result<(), String> {
    let changes =
        write_changed(outputs).map_err(|(path, error)| format!("{}: can't write it: {error}", path.display()))?;
    for (output, change) in outputs.iter().zip(changes) {
        let change = match change {
            Change::Created => "created",
            Change::Changed => "changed",
            Change::Unchanged => "unchanged",
        };
        let path = output.path.strip_prefix(root).unwrap_or(&output.path);
        println!("{change:>9}  {}", path.display());
    }
    Ok(())
}
