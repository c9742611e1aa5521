//! The manifest of the generated crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::crate_features::CRATE_FEATURES;

/// What a manifest says.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The keys of `[package]` in order, each with its value as TOML.
    pub package: Vec<(String, String)>,
    /// Where the runtime comes from: what stands in the table of the dependency, as TOML, such as `version = "0.1"`.
    pub runtime: String,
    /// The services: their modules, with the cargo features of the runtime that each takes.
    pub services: BTreeMap<String, BTreeSet<String>>,
    /// The features that are on by default; `ring` and all services where they are not named.
    pub default_features: Option<Vec<String>>,
    /// Features of the user's own: the name of each, and what it turns on.
    pub features: BTreeMap<String, Vec<String>>,
    /// Whether the package is a workspace of its own.
    pub own_workspace: bool,
}

/// `Cargo.toml`.
#[must_use]
pub fn manifest(manifest: &Manifest) -> String {
    let mut text = "[package]\n".to_owned();
    for (key, value) in &manifest.package {
        let _ = writeln!(text, "{key} = {value}");
    }
    if !manifest.package.iter().any(|(key, _)| key == "metadata") {
        text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    }
    text.push_str("\n[features]\n");
    let feature = |module: &String| module.trim_start_matches("r#").to_owned();
    let services = || std::iter::once("ring".to_owned()).chain(manifest.services.keys().map(feature)).collect();
    let _ = writeln!(text, "default = [{}]", quoted(&manifest.default_features.clone().unwrap_or_else(services)));
    for (choice, docs) in CRATE_FEATURES {
        let _ = writeln!(text, "## {docs}\n{choice} = [\"tinsmith-runtime/{choice}\"]");
    }
    for (module, taken) in &manifest.services {
        let taken: Vec<String> = taken.iter().map(|feature| format!("tinsmith-runtime/{feature}")).collect();
        let _ = writeln!(text, "{} = [{}]", feature(module), quoted(&taken));
    }
    for (name, on) in &manifest.features {
        let _ = writeln!(text, "{name} = [{}]", quoted(on));
    }
    let _ = writeln!(text, "\n[dependencies]\ntinsmith-runtime = {{ {}, default-features = false }}", manifest.runtime);
    if manifest.own_workspace {
        text.push_str("\n[workspace]\n");
    }
    text
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>().join(", ")
}
