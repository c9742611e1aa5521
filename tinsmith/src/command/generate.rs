//! `generate`: reads models, runs the generator, writes what changed.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use tinsmith_codegen::Observer;

use crate::generate::package::{self, Package};
use crate::generate::record::Record;
use crate::generate::timings::Timings;
use crate::generate::tree::{self, Changes, Disk, Scope};
use crate::generate::{diff, report};
use crate::settings::{self, Configuration};

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub struct Generate {
    /// Services to generate [default: all of the configuration].
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Write nothing; fail when something would change, and show it.
    #[arg(long)]
    check: bool,
    /// The configuration [default: tinsmith.toml of the workspace].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Generate a crate from this Smithy JSON AST instead of the configured services.
    #[arg(long, value_name = "FILE", requires = "out")]
    model: Option<PathBuf>,
    /// The service shape, where the model has several.
    #[arg(long, value_name = "SHAPE", requires = "model")]
    service: Option<String>,
    /// Where the crate goes [default: generated/ beside the configuration].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Generate even what an earlier run made of the same inputs.
    #[arg(long)]
    no_record: bool,
    /// Print the seconds that each stage took, of all threads together.
    #[arg(long)]
    timings: bool,
}

/// Runs the command.
///
/// # Errors
///
/// Everything that is wrong with the input, or, with `--check`, what would change.
pub fn run(arguments: &Generate, root: &Path) -> Result<(), String> {
    let started = Instant::now();
    let configuration = match &arguments.model {
        Some(model) => {
            let (service, config) = (arguments.service.as_deref(), arguments.config.as_deref());
            settings::of_model(model, service, &arguments.services, config, root)?
        }
        None => settings::load(arguments.config.as_deref().unwrap_or(&root.join("tinsmith.toml")), root)?,
    };
    let out = arguments.out.clone().unwrap_or_else(|| configuration.directory.join("generated"));
    let names = selected(arguments, &configuration)?;
    let timings = Timings::default();
    let disk = timings.stage("read", || Disk::read(&out, scope(arguments, &names)));
    let mut record = if arguments.no_record { None } else { Record::open() };
    let package = package::generate(&configuration, &names, &out, root, &disk, &mut record, &timings)?;
    if let Some(record) = record {
        record.save();
    }
    let changes = timings.stage("compare", || disk.compare(&package.files))?;
    report::print(&package, &changes, started.elapsed());
    let result = if arguments.check {
        check(arguments, &out, &package, &changes)
    } else {
        timings.stage("write", || tree::write(&out, &package.files, &changes))
    };
    if arguments.timings {
        timings.print();
    }
    result
}

/// The services to generate, by name.
fn selected(arguments: &Generate, configuration: &Configuration) -> Result<Vec<String>, String> {
    if arguments.services.is_empty() || arguments.model.is_some() {
        return Ok(configuration.services.iter().map(|service| service.settings.module.clone()).collect());
    }
    let unknown: Vec<String> = arguments
        .services
        .iter()
        .filter(|name| !configuration.services.iter().any(|service| service.settings.module == **name))
        .map(|name| format!("{}: it has no service `{name}`", configuration.path.display()))
        .collect();
    if !unknown.is_empty() {
        let known: Vec<&str> = configuration.services.iter().map(|service| service.settings.module.as_str()).collect();
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

fn check(arguments: &Generate, out: &Path, package: &Package, changes: &Changes) -> Result<(), String> {
    if changes.is_empty() {
        return Ok(());
    }
    let command = std::iter::once("cargo xtask generate".to_owned())
        .chain(arguments.services.iter().cloned())
        .chain(arguments.config.iter().map(|path| format!("--config {}", path.display())))
        .chain(arguments.model.iter().map(|path| format!("--model {}", path.display())))
        .chain(arguments.service.iter().map(|shape| format!("--service {shape}")))
        .chain(arguments.out.iter().map(|path| format!("--out {}", path.display())))
        .collect::<Vec<_>>()
        .join(" ");
    print!("{}", diff::unified(out, &package.files, changes));
    Err(format!("{} is not what the models say\n  hint: run `{command}`", out.display()))
}
