//! `new`: a crate with the clients of some services, ready to be compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::generate::{self, Generate};
use super::import::tell_possible_unions;
use crate::Invocation;
use crate::botocore::{self, wheel::Source};
use crate::new::{Contents, NewService, Wanted, of_botocore, of_model, tinsmith_toml};
use crate::settings::{self, Configuration, Pin, is_package_name};

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The folder of the new crate.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// A Smithy JSON AST with a service; may be given several times.
    #[arg(long, value_name = "FILE", required_unless_present = "aws")]
    model: Vec<PathBuf>,
    /// The service shape, where a model has several.
    #[arg(long, value_name = "SHAPE", requires = "model")]
    service: Option<String>,
    /// Services of AWS, named as botocore's folders are, each with the operations that are wanted, or with all.
    #[arg(long, value_name = "SERVICE[:OPERATION,…]", num_args = 1..)]
    aws: Vec<String>,
    /// Take services of AWS from this wheel or folder of botocore, instead of downloading the pinned one.
    #[arg(long, value_name = "WHEEL-OR-FOLDER")]
    from: Option<PathBuf>,
    /// The name of the crate [default: that of the folder].
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Where the runtime comes from: `vendored`, the path of its crate, a version, or URL#REVISION.
    #[arg(long, value_name = "SOURCE", default_value = "vendored")]
    runtime: String,
    /// Take the documentation of services of AWS over.
    #[arg(long)]
    docs: bool,
}

/// Makes the crate, all of it or nothing, and prints what was made.
///
/// # Errors
///
/// Everything that is wrong with the arguments, the models and what was downloaded.
pub fn run(arguments: &New, invocation: &Invocation<'_>) -> Result<(), String> {
    let started = Instant::now();
    let folder = &arguments.folder;
    refuse_to_overwrite(folder)?;
    let name = package_name(arguments)?;
    let mut contents = Contents::default();
    for model in &arguments.model {
        contents.add(of_model(model, arguments.service.as_deref())?)?;
    }
    let pin = if arguments.aws.is_empty() { None } else { add_services_of_aws(arguments, &mut contents)? };
    let text = tinsmith_toml(&name, &arguments.runtime, folder, pin.as_ref(), &contents)?;
    make(folder, &text, &contents, invocation, started)?;
    for service in &contents.services {
        tell_possible_unions(&service.model, &folder.join(&service.path));
        service.notes.iter().for_each(|note| println!("note: {note}"));
    }
    println!("created {}: `cargo add --path {0}` in a program that uses it", folder.display());
    Ok(())
}

/// Adds the services, and says which botocore they come from, where it is one that is pinned.
fn add_services_of_aws(arguments: &New, contents: &mut Contents) -> Result<Option<Pin>, String> {
    let wanted: Vec<Wanted> = Wanted::read(&arguments.aws)?;
    let (from, pin) = match &arguments.from {
        Some(from) => (from.clone(), None),
        None => {
            let pin = botocore::known_pin().ok_or("no botocore is known\n  hint: name one: --from WHEEL")?;
            (botocore::fetch(&pin)?, Some(pin))
        }
    };
    let mut source = Source::open(&from).map_err(|error| error.to_string())?;
    let mut problems = Vec::new();
    for wanted in &wanted {
        let added = of_botocore(&mut source, wanted, arguments.docs).and_then(|service| contents.add(service));
        problems.extend(added.err());
    }
    match source.partitions() {
        Ok(partitions) => contents.partitions = Some(partitions),
        Err(error) => problems.push(error.to_string()),
    }
    if problems.is_empty() { Ok(pin) } else { Err(problems.join("\n")) }
}

/// Writes everything aside, generates there, and puts it where it belongs when nothing is wrong.
fn make(
    folder: &Path,
    text: &str,
    contents: &Contents,
    invocation: &Invocation<'_>,
    started: Instant,
) -> Result<(), String> {
    let absolute = std::path::absolute(folder).map_err(|error| failed(folder, &error))?;
    let near = absolute.ancestors().skip(1).find(|parent| parent.is_dir()).unwrap_or(Path::new("."));
    let aside = tempfile::Builder::new().prefix(".tinsmith-").tempdir_in(near).map_err(|error| failed(near, &error))?;
    // The temporary folder is its owner's alone; the crate is not to be.
    let staged = aside.path().join("crate");
    for (path, text) in contents.files().chain([(settings::FILE.to_owned(), text.to_owned())]) {
        let path = staged.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        written.map_err(|error| failed(&path, &error))?;
    }
    let configuration = staged_configuration(folder, text, contents, &staged)?;
    let told = |message: String| message.replace(&staged.display().to_string(), &folder.display().to_string());
    generate::made(&Generate::default(), &configuration, folder, &staged, invocation, started).map_err(told)?;
    place(&staged, &absolute).map_err(|error| failed(folder, &error))
}

/// Moves the crate to where it belongs. A folder that is there may be somebody's working directory, so it stays the same.
fn place(staged: &Path, folder: &Path) -> std::io::Result<()> {
    if !folder.is_dir() {
        folder.parent().map_or(Ok(()), fs::create_dir_all)?;
        return fs::rename(staged, folder);
    }
    for entry in fs::read_dir(staged)? {
        let entry = entry?;
        fs::rename(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

/// The configuration of the crate, while its models lie aside; a model of the user's is named as he did.
fn staged_configuration(
    folder: &Path,
    text: &str,
    contents: &Contents,
    staged: &Path,
) -> Result<Configuration, String> {
    let mut configuration = settings::parse(&folder.join(settings::FILE), folder, text)?;
    let aside = |path: &mut PathBuf| {
        if let Ok(below) = path.strip_prefix(folder) {
            *path = staged.join(below);
        }
    };
    configuration.partitions.as_mut().map(aside);
    for service in &mut configuration.services {
        service.overlay.as_mut().map(aside);
        let origin = |new: &&NewService| new.module == service.settings.module;
        match contents.services.iter().find(origin).and_then(|new| new.origin.clone()) {
            Some(origin) => service.model = origin,
            None => aside(&mut service.model),
        }
    }
    Ok(configuration)
}

fn refuse_to_overwrite(folder: &Path) -> Result<(), String> {
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(folder, &error)),
    };
    if is_empty {
        return Ok(());
    }
    let hint =
        "name a folder that is empty, or not there yet; what lies in a crate already, `tinsmith generate` writes again";
    Err(format!("{}: the folder is not empty\n  hint: {hint}", folder.display()))
}

fn package_name(arguments: &New) -> Result<String, String> {
    let of_folder = || {
        let absolute = std::path::absolute(&arguments.folder).unwrap_or_else(|_| arguments.folder.clone());
        absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let name = arguments.name.clone().unwrap_or_else(of_folder);
    if is_package_name(&name) {
        return Ok(name);
    }
    Err(format!(
        "`{name}` cannot be the name of a crate\n  hint: give one with --name: letters, digits, `-` and `_`, not beginning \
         with a digit"
    ))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: it cannot be written: {error}", path.display())
}
