//! What the manifest of the generated crate says. A module has none; only the runtime may be written beside it.

use std::path::Path;

use tinsmith_codegen::Manifest;

use super::place;
use crate::Invocation;
use crate::settings::{Configuration, RuntimeSource};

/// What is known of the manifest before the services are.
#[derive(Debug, Default)]
pub struct Said {
    /// The name of the package, where there is one.
    pub name: Option<String>,
    /// All but the services.
    pub manifest: Manifest,
    /// Where the runtime is written to, from the directory of the crate, where that is asked for.
    pub vendored: Option<String>,
}

/// What configuration and place say.
///
/// # Errors
///
/// A directory that cannot be found out.
pub fn said(configuration: &Configuration, out: &Path, invocation: &Invocation<'_>) -> Result<Said, String> {
    let physical = |path: &Path| place::physical(path).map_err(|error| format!("{}: {error}", path.display()));
    let out = physical(out)?;
    let checkout = invocation.checkout.map(physical).transpose()?;
    let version = env!("CARGO_PKG_VERSION");
    let from = |path: &Path| physical(path).map(|path| place::relative(&out, &path));
    let by_path = |path: String| format!("version = \"{version}\", path = {}", toml::Value::from(path));
    let source = match (&configuration.runtime, &checkout) {
        (Some(source), _) => source.clone(),
        (None, _) if configuration.module.is_some() => return Ok(Said::default()),
        (None, Some(checkout)) => RuntimeSource::Path(checkout.join("runtime")),
        (None, None) => RuntimeSource::Vendored(out.join("runtime")),
    };
    let (runtime, vendored) = match &source {
        RuntimeSource::Path(path) => (by_path(from(path)?), None),
        RuntimeSource::Version(version) => (format!("version = {}", toml::Value::from(version.as_str())), None),
        RuntimeSource::Git { url, kind, reference } => {
            let (url, reference) = (toml::Value::from(url.as_str()), toml::Value::from(reference.as_str()));
            (format!("git = {url}, {kind} = {reference}"), None)
        }
        RuntimeSource::Vendored(folder) => {
            let folder = from(folder)?;
            (by_path(folder.clone()), Some(folder))
        }
    };
    let description = "Light, fast clients of web services".to_owned();
    let name = configuration.package.table.get("name").and_then(toml::Value::as_str).unwrap_or(invocation.package);
    let package = configuration.package.with_defaults(&[
        ("name", name.to_owned()),
        ("description", description),
        ("version", version.to_owned()),
        ("edition", "2024".to_owned()),
        ("rust-version", env!("CARGO_PKG_RUST_VERSION").to_owned()),
    ]);
    let mut features = configuration.package.features.clone();
    let manifest = Manifest {
        package,
        runtime,
        default_features: features.remove("default"),
        features,
        // Elsewhere it may be a member of the user's workspace, or belong to none.
        own_workspace: checkout.is_some_and(|checkout| out.starts_with(&checkout) && out != checkout.join("generated")),
        ..Manifest::default()
    };
    let name = configuration.module.is_none().then(|| name.to_owned());
    Ok(Said { name, manifest, vendored })
}
