//! The manifest of the generated crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::plan::CRATE_FEATURES;

/// What a manifest says.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The name of the package.
    pub name: String,
    /// The version of the generator, which is that of the package and of the runtime.
    pub version: String,
    /// The oldest compiler.
    pub rust_version: String,
    /// Where the runtime is, from the package's directory.
    pub runtime_path: String,
    /// The services: their modules, with the cargo features of the runtime that each takes.
    pub services: BTreeMap<String, BTreeSet<String>>,
    /// Whether all services are on by default.
    pub services_by_default: bool,
    /// Whether the package is a workspace of its own.
    pub own_workspace: bool,
}

/// `Cargo.toml`.
#[must_use]
pub fn manifest(manifest: &Manifest) -> String {
    let feature = |module: &String| module.trim_start_matches("r#").to_owned();
    let mut default = vec!["ring".to_owned()];
    if manifest.services_by_default {
        default.extend(manifest.services.keys().map(feature));
    }
    let mut text = format!(
        r#"[package]
name = "{name}"
description = "Light, fast clients of AWS services"
version = "{version}"
edition = "2024"
rust-version = "{rust_version}"
license = "MIT OR Apache-2.0"

[package.metadata.docs.rs]
all-features = true

[features]
default = [{default}]
"#,
        name = manifest.name,
        version = manifest.version,
        rust_version = manifest.rust_version,
        default = quoted(default.iter().map(String::as_str)),
    );
    for (choice, docs) in CRATE_FEATURES {
        let _ = writeln!(text, "## {docs}\n{choice} = [\"tinsmith-runtime/{choice}\"]");
    }
    for (module, taken) in &manifest.services {
        let taken: Vec<String> = taken.iter().map(|feature| format!("tinsmith-runtime/{feature}")).collect();
        let _ = writeln!(text, "{} = [{}]", feature(module), quoted(taken.iter().map(String::as_str)));
    }
    let _ = writeln!(
        text,
        "\n[dependencies]\ntinsmith-runtime = {{ version = \"{}\", path = \"{}\", default-features = false }}",
        manifest.version, manifest.runtime_path
    );
    if manifest.own_workspace {
        text.push_str("\n[workspace]\n");
    }
    text
}

fn quoted<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ")
}
