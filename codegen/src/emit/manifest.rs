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
    /// Whether one of the services is of AWS.
    pub of_aws: bool,
    /// The features that are on by default; where they are not named, `ring`, `credentials` where a service is of AWS, and
    /// all services.
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
    for (name, value) in &manifest.package {
        let _ = writeln!(text, "{} = {value}", key(name));
    }
    if !manifest.package.iter().any(|(name, _)| name == "metadata") {
        text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    }
    text.push_str("\n[features]\n");
    for (name, docs, on) in features(manifest) {
        if let Some(docs) = docs {
            let _ = writeln!(text, "## {docs}");
        }
        let _ = writeln!(text, "{} = [{}]", key(&name), on.iter().map(|on| quoted(on)).collect::<Vec<_>>().join(", "));
    }
    let _ = writeln!(text, "\n[dependencies]\ntinsmith-runtime = {{ {}, default-features = false }}", manifest.runtime);
    if manifest.own_workspace {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// Each feature with what is said of it and what it turns on. One of the user's that is there anyway turns on more.
fn features(manifest: &Manifest) -> Vec<(String, Option<&'static str>, Vec<String>)> {
    let services =
        || manifest.services.iter().map(|(module, taken)| (module.trim_start_matches("r#").to_owned(), taken));
    let of_all = ["ring", "credentials"].iter().filter(|name| manifest.of_aws || **name != "credentials");
    let all = || of_all.map(|name| (*name).to_owned()).chain(services().map(|(name, _)| name)).collect();
    let of_runtime = |feature: &str| format!("tinsmith-runtime/{feature}");
    let mut features = vec![("default".to_owned(), None, manifest.default_features.clone().unwrap_or_else(all))];
    features
        .extend(CRATE_FEATURES.iter().map(|(name, docs)| ((*name).to_owned(), Some(*docs), vec![of_runtime(name)])));
    features.extend(services().map(|(name, taken)| (name, None, taken.iter().map(|name| of_runtime(name)).collect())));
    for (name, on) in &manifest.features {
        match features.iter_mut().find(|(known, ..)| known == name) {
            Some((_, _, all)) => all.extend(on.iter().cloned()),
            None => features.push((name.clone(), None, on.clone())),
        }
    }
    features
}

/// A name as the key of a table.
fn key(name: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
