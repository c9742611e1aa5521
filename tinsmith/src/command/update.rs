//! `update`: the pinned botocore, or another version, and the models of all services from it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::import::{import_all, write};
use crate::botocore::download;
use crate::settings::pin::{Pin, Settings};
use crate::write::Output;

/// Arguments of `update`.
#[derive(Debug, Args)]
pub struct Update {
    /// Pin this version in tinsmith.toml instead of the one there.
    #[arg(long, value_name = "V")]
    version: Option<String>,
}

/// Updates the models of `tinsmith.toml` and prints a line for each file.
///
/// # Errors
///
/// As [`import::run`](super::import::run).
pub fn run(arguments: &Update, root: &Path) -> Result<(), String> {
    let mut settings = Settings::load(&root.join("tinsmith.toml")).map_err(|error| error.to_string())?;
    let pin = settings.pin().map_err(|error| error.to_string())?;
    let version = arguments.version.as_ref().unwrap_or(&pin.version);

    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let wheel = download::download(version, folder.path())?;
    let sha256 = download::sha256(&wheel).map_err(|error| format!("{}: can't read it: {error}", wheel.display()))?;
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
