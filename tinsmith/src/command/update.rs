//! `update`: the pinned botocore, or another version, and the models of all services that come from it.

use std::path::Path;

use clap::Args;

use super::import::{Target, import_all, write};
use crate::Invocation;
use crate::botocore::Download;
use crate::generate::{documentation, place, source};
use crate::settings::{self, Configuration, Pin, ServiceConfiguration};
use crate::write::Output;

/// Arguments of `update`.
#[derive(Debug, Args)]
pub struct Update {
    /// Pin this version in tinsmith.toml instead of the one there.
    #[arg(long, value_name = "V")]
    version: Option<String>,
}

/// Updates the models of all configurations, of which `tinsmith.toml` has the version, and prints a line for each file.
///
/// # Errors
///
/// As [`import::run`](super::import::run).
pub fn run(arguments: &Update, invocation: &Invocation<'_>) -> Result<(), String> {
    let file = invocation.folder.join(settings::FILE);
    let configuration = settings::load(&file)?;
    let others = invocation.configurations.iter().filter(|name| **name != settings::FILE);
    let others: Vec<Configuration> =
        others.map(|name| settings::load(&invocation.folder.join(name))).collect::<Result<_, _>>()?;
    let mut targets: Vec<Target> = Vec::new();
    for service in configuration.services.iter().chain(others.iter().flat_map(|other| &other.services)) {
        match target(service)? {
            // Two configurations may take the same model.
            Some(target) if targets.iter().any(|known| is_same(&known.path, &target.path)) => {}
            Some(target) => targets.push(target),
            None => println!("  skipped  {}: it does not come from botocore", service.model.display()),
        }
    }

    let pin = configuration.botocore;
    let pinned = pin.as_ref().map(|pin| &pin.version);
    let version = arguments.version.as_ref().or(pinned).ok_or_else(|| {
        let hint = "name one with --version, which pins it there";
        format!("{}: it pins no version of botocore\n  hint: {hint}", file.display())
    })?;
    let download = Download::of(version)?;
    println!("botocore {version}: sha256 {}", download.sha256);
    let is_pinned = pinned == Some(version);
    if is_pinned {
        download.hold_against(pin.as_ref())?;
    }
    let partitions = configuration.partitions.unwrap_or_else(|| invocation.folder.join("models/partitions.json"));
    let mut outputs = import_all(&download.wheel, &targets, partitions)?;
    if !is_pinned {
        let pin = Pin { version: version.clone(), sha256: download.sha256.clone() };
        let text = read(&file)?;
        let text = settings::with_pin(&text, &pin).map_err(|error| format!("{}: {error}", file.display()))?;
        outputs.push(Output { path: file, text });
    }
    write(&outputs, invocation.folder)
}

/// The model of a service, if it comes from botocore. One that is not there yet is to be imported; documentation stays
/// where it is.
fn target(service: &ServiceConfiguration) -> Result<Option<Target>, String> {
    let path = service.model.clone();
    if !path.exists() {
        let service = service.settings.module.trim_start_matches("r#").to_owned();
        return Ok(Some(Target { service, path, docs: false }));
    }
    let bytes = source::read(&path)?;
    let docs = documentation::is_in(&bytes);
    let name = documentation::service_name(&source::parse(&path, &bytes)?);
    Ok(name.map(|service| Target { service, path, docs }))
}

fn is_same(one: &Path, other: &Path) -> bool {
    let physical = |path| place::physical(path).ok();
    physical(one).zip(physical(other)).is_some_and(|(one, other)| one == other)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: it cannot be read: {error}", path.display()))
}
