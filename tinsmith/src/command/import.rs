//! `import`: botocore's descriptions of services, as Smithy models.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

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
    /// Where to write the models [default: models/ of the workspace].
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
pub fn run(arguments: &Import, root: &Path) -> Result<(), String> {
    let folder = arguments.out.clone().unwrap_or_else(|| root.join("models"));
    let targets: Vec<(String, PathBuf)> =
        arguments.services.iter().map(|service| (service.clone(), folder.join(format!("{service}.json")))).collect();
    let outputs = import_all(&arguments.from, &targets, arguments.docs, &folder)?;
    write(&outputs, root)?;
    for output in &outputs {
        let model: Value = serde_json::from_str(&output.text).map_err(|error| error.to_string())?;
        for possible in possible_unions(&model) {
            println!("note: {}: {}", output.path.display(), possible.note());
        }
    }
    Ok(())
}

/// The models of services, and the partitions they have in common.
pub(super) fn import_all(
    from: &Path,
    targets: &[(String, PathBuf)],
    docs: bool,
    folder: &Path,
) -> Result<Vec<Output>, String> {
    let mut source = Source::open(from).map_err(|error| error.to_string())?;
    let mut outputs = Vec::new();
    let mut errors = Vec::new();
    for (service, path) in targets {
        let files = match source.service(service) {
            Ok(files) => files,
            Err(error) => {
                errors.push(error.to_string());
                continue;
            }
        };
        match import(&files, docs) {
            Ok(model) => outputs.push(output(path.clone(), &model)),
            Err(problems) => errors.extend(problems.iter().map(ToString::to_string)),
        }
    }
    match source.partitions() {
        Ok(partitions) => outputs.push(output(folder.join("partitions.json"), &partitions)),
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
