use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::Value;

use super::import::import;
use super::possible_union::possible_unions;
use super::settings::{Pin, Settings};
use super::source::Source;
use super::update;
use super::write::{Change, Output, write_changed};

/// Brings API descriptions in.
#[derive(Debug, Subcommand)]
pub enum Models {
    /// Turn botocore's descriptions of services into Smithy models.
    Import(Import),
    /// Download the pinned botocore, or another version, and import every service of tinsmith.toml.
    Update(Update),
}

/// Arguments of `models import`.
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

/// Arguments of `models update`.
#[derive(Debug, Args)]
pub struct Update {
    /// Pin this version in tinsmith.toml instead of the one there.
    #[arg(long, value_name = "V")]
    version: Option<String>,
}

/// Runs a command on the workspace in `root` and prints a line for each file.
///
/// # Errors
///
/// A message for the user, that names everything that went wrong. Nothing has been written then.
pub fn run(models: &Models, root: &Path) -> Result<(), String> {
    match models {
        Models::Import(arguments) => run_import(arguments, root),
        Models::Update(arguments) => run_update(arguments, root),
    }
}

fn run_import(arguments: &Import, root: &Path) -> Result<(), String> {
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

fn run_update(arguments: &Update, root: &Path) -> Result<(), String> {
    let mut settings = Settings::load(&root.join("tinsmith.toml")).map_err(|error| error.to_string())?;
    let pin = settings.pin().map_err(|error| error.to_string())?;
    let version = arguments.version.as_ref().unwrap_or(&pin.version);

    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let wheel = update::download(version, folder.path())?;
    let sha256 = update::sha256(&wheel).map_err(|error| format!("{}: can't read it: {error}", wheel.display()))?;
    println!("botocore {version}: sha256 {sha256}");
    let is_pinned = *version == pin.version;
    if is_pinned && sha256 != pin.sha256.to_lowercase() {
        return Err(format!(
            "the wheel of botocore {version} is not the pinned one: its SHA-256 is {sha256}, not {}\n  hint: \
             do not use it unless you know why it changed; the pin is in {}",
            pin.sha256,
            settings.path().display()
        ));
    }

    let services = settings.services().map_err(|error| error.to_string())?;
    let targets: Vec<(String, PathBuf)> = services.into_iter().map(|service| (service.name, service.model)).collect();
    let mut outputs = import_all(&wheel, &targets, false, &root.join("models"))?;
    if !is_pinned {
        let pin = Pin { version: version.clone(), sha256 };
        settings.set_pin(&pin).map_err(|error| error.to_string())?;
        outputs.push(Output { path: settings.path().to_owned(), text: settings.text() });
    }
    write(&outputs, root)
}

/// The models of services, and the partitions they have in common.
fn import_all(from: &Path, targets: &[(String, PathBuf)], docs: bool, folder: &Path) -> Result<Vec<Output>, String> {
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

fn write(outputs: &[Output], root: &Path) -> Result<(), String> {
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
