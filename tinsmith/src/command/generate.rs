//! `generate`: reads models, runs the generator, writes what changed.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use tinsmith_codegen::Observer;

use crate::Invocation;
use crate::botocore;
use crate::generate::package::{self, Job, Package};
use crate::generate::record::Record;
use crate::generate::timings::Timings;
use crate::generate::tree::{self, Changes, Disk, Scope};
use crate::generate::{diff, documentation, manifest, place, report, source};
use crate::settings::{self, Configuration};

/// Arguments of `generate`.
#[derive(Debug, Default, Args)]
pub struct Generate {
    /// Services to generate [default: all of the configuration].
    #[arg(value_name = "SERVICE")]
    pub services: Vec<String>,
    /// Write nothing; fail when something would change, and show it.
    #[arg(long)]
    pub check: bool,
    /// The configuration [default: tinsmith.toml].
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Generate a crate from this Smithy JSON AST instead of the configured services.
    #[arg(long, value_name = "FILE", requires = "out")]
    pub model: Option<PathBuf>,
    /// The service shape, where the model has several.
    #[arg(long, value_name = "SHAPE", requires = "model")]
    pub service: Option<String>,
    /// Where the crate goes [default: `out` of the configuration].
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Render the documentation of services, of botocore where models carry none.
    #[arg(long)]
    pub docs: bool,
    /// Take that from this wheel or folder of botocore, instead of downloading the pinned one.
    #[arg(long, value_name = "WHEEL-OR-FOLDER")]
    pub from: Option<PathBuf>,
    /// Generate even what an earlier run made of the same inputs.
    #[arg(long)]
    pub no_record: bool,
    /// Print the seconds that each stage took, of all threads together.
    #[arg(long)]
    pub timings: bool,
}

/// Runs the command.
///
/// # Errors
///
/// Everything that is wrong with the input, or, with `--check`, what would change.
pub fn run(arguments: &Generate, invocation: &Invocation<'_>) -> Result<(), String> {
    if arguments.model.is_some() || arguments.config.is_some() {
        return one(arguments, None, invocation);
    }
    let count = if arguments.services.is_empty() && arguments.out.is_none() { usize::MAX } else { 1 };
    let files = invocation.configurations.iter().take(count).map(|file| invocation.folder.join(file));
    let problems: Vec<String> = files.filter_map(|file| one(arguments, Some(&file), invocation).err()).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// Generates what one configuration says.
fn one(arguments: &Generate, file: Option<&Path>, invocation: &Invocation<'_>) -> Result<(), String> {
    let started = Instant::now();
    let mut configuration = configuration(arguments, file)?;
    if arguments.docs {
        configuration.docs = Some(true);
        configuration.services.iter_mut().for_each(|service| service.docs = None);
    }
    let out = arguments.out.clone().or_else(|| configuration.out.clone());
    let out = out.unwrap_or_else(|| configuration.directory.join(invocation.out));
    made(arguments, &configuration, &out, &out, invocation, started)
}

/// As [`run`], for a configuration that need not be on disk, and a crate that is written to `out` and belongs to `place`.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn made(
    arguments: &Generate,
    configuration: &Configuration,
    place: &Path,
    out: &Path,
    invocation: &Invocation<'_>,
    started: Instant,
) -> Result<(), String> {
    refuse_documentation_of_others(configuration, out, invocation)?;
    let names = selected(arguments, configuration)?;
    let timings = Timings::default();
    let documentation = documentation(arguments, configuration, &names)?;
    let manifest = manifest::said(configuration, place, invocation)?;
    let vendored = manifest.vendored.as_deref();
    let disk = timings.stage("read", || Disk::read(out, configuration.sources(), scope(arguments, &names), vendored));
    // What a folder says of services is not read to know whether it changed.
    let no_record = arguments.no_record || documentation.is_some() && arguments.from.is_some();
    let mut record = if no_record { None } else { Record::open(invocation.checkout.is_some()) };
    let command = invocation.command("generate");
    let documentation = documentation.as_deref();
    let job = Job { configuration, names: &names, command: &command, manifest, documentation };
    let package = package::generate(&job, &disk, &mut record, &timings)?;
    if let Some(record) = record {
        record.save();
    }
    let changes = timings.stage("compare", || disk.compare(&package.files))?;
    report::print(&package, &changes, started.elapsed());
    let result = if arguments.check {
        check(arguments, out, &command, &package, &changes)
    } else {
        timings.stage("write", || tree::write(out, &package.files, &changes))
    };
    if arguments.timings {
        timings.print();
    }
    result
}

/// The configuration of the file, or that of a single model.
fn configuration(arguments: &Generate, file: Option<&Path>) -> Result<Configuration, String> {
    let Some(model) = &arguments.model else {
        return settings::load(file.or(arguments.config.as_deref()).unwrap_or(Path::new(settings::FILE)));
    };
    let shape = arguments.service.as_deref();
    let module = match arguments.services.as_slice() {
        [] => source::module(&source::parse(model, &source::read(model)?)?, shape),
        [name] => name.clone(),
        _ => return Err("--model takes at most one SERVICE: the name of the module".to_owned()),
    };
    let other = arguments.config.as_deref().map(settings::load).transpose()?;
    Ok(Configuration::of_model(model, &module, shape, other))
}

/// What is committed in this repository holds no text of others.
fn refuse_documentation_of_others(
    configuration: &Configuration,
    out: &Path,
    invocation: &Invocation<'_>,
) -> Result<(), String> {
    let Some(checkout) = invocation.checkout else { return Ok(()) };
    let is_asked = |docs: Option<bool>| docs == Some(true);
    let asked = is_asked(configuration.docs) || configuration.services.iter().any(|service| is_asked(service.docs));
    let physical = |path: &Path| place::physical(path).map_err(|error| format!("{}: {error}", path.display()));
    let out_is = |folder: &str| Ok::<bool, String>(physical(out)?.starts_with(physical(&checkout.join(folder))?));
    if asked && (out_is("generated")? || out_is("runtime")?) {
        let hint = "generate into another directory: --out DIR";
        return Err(format!(
            "{}: the documentation of services is not ours, and is not committed\n  hint: {hint}",
            out.display()
        ));
    }
    Ok(())
}

/// Where the documentation comes from that is asked for and that models lack.
fn documentation(
    arguments: &Generate,
    configuration: &Configuration,
    names: &[String],
) -> Result<Option<PathBuf>, String> {
    let mut is_wanted = false;
    for service in &configuration.services {
        let asked = names.contains(&service.settings.module) && service.docs.or(configuration.docs) == Some(true);
        if asked {
            let model = source::read(&service.model)?;
            is_wanted |= !documentation::is_in(&model) && documentation::is_of_aws(&model);
        }
    }
    match &arguments.from {
        Some(from) => Ok(Some(from.clone()).filter(|_| is_wanted)),
        None if is_wanted => {
            let pin = configuration.botocore.clone().or_else(botocore::known_pin);
            pin.as_ref().map(botocore::fetch).transpose()
        }
        None => Ok(None),
    }
}

/// The services to generate, by name.
fn selected(arguments: &Generate, configuration: &Configuration) -> Result<Vec<String>, String> {
    let names = || configuration.services.iter().map(|service| service.settings.module.clone());
    if arguments.services.is_empty() || arguments.model.is_some() {
        return Ok(names().collect());
    }
    let unknown: Vec<String> = arguments
        .services
        .iter()
        .filter(|name| !names().any(|known| known == **name))
        .map(|name| format!("{}: it has no service `{name}`", configuration.path.display()))
        .collect();
    if !unknown.is_empty() {
        let known: Vec<String> = names().collect();
        return Err(format!("{}\n  hint: it has {}", unknown.join("\n"), known.join(", ")));
    }
    Ok(arguments.services.clone())
}

/// Which files of the directory this run answers for.
fn scope(arguments: &Generate, names: &[String]) -> Scope {
    if arguments.services.is_empty() || arguments.model.is_some() {
        Scope::Everything
    } else {
        Scope::Services(names.to_vec())
    }
}

fn check(arguments: &Generate, out: &Path, command: &str, package: &Package, changes: &Changes) -> Result<(), String> {
    if changes.is_empty() {
        return Ok(());
    }
    let command = std::iter::once(command.to_owned())
        .chain(arguments.services.iter().cloned())
        .chain(arguments.config.iter().map(|path| format!("--config {}", path.display())))
        .chain(arguments.model.iter().map(|path| format!("--model {}", path.display())))
        .chain(arguments.service.iter().map(|shape| format!("--service {shape}")))
        .chain(arguments.out.iter().map(|path| format!("--out {}", path.display())))
        .chain(arguments.docs.then(|| "--docs".to_owned()))
        .chain(arguments.from.iter().map(|path| format!("--from {}", path.display())))
        .collect::<Vec<_>>()
        .join(" ");
    print!("{}", diff::unified(out, &package.files, changes));
    Err(format!("{} is not what the models say\n  hint: run `{command}`", out.display()))
}
