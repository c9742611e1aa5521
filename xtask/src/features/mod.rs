//! `cargo xtask features`: whether the packages that users depend on compile with each feature alone, none, and all.
//! Hashes are there always.

mod costs;

use std::path::Path;

use clap::Args;
use serde_json::Value;

use crate::metadata::{cargo, metadata, packages, text};

/// Packages that users name in their manifests, with features to choose from.
const PACKAGES: &[&str] = &["tinsmith-runtime", "tinsmith-aws"];

/// What no program can do without: hashes, here by the smallest feature that brings them.
const HASHES: &str = "sha2";

/// Features that bring hashes of their own.
const BRING_HASHES: &[&str] = &["aws-lc-rs", "default", "ring"];

/// Arguments of `features`.
#[derive(Debug, Args)]
pub struct Features {
    /// Measure what features cost, and write it to `docs/features.md`: all, or those that are named.
    #[arg(long, num_args = 0.., value_name = "FEATURE")]
    costs: Option<Vec<String>>,
}

/// Runs the command.
///
/// # Errors
///
/// The combinations that do not compile; what the compiler says of them has been printed.
pub fn run(arguments: &Features, root: &Path) -> Result<(), String> {
    match &arguments.costs {
        Some(features) => costs::run(root, features),
        None => check(root),
    }
}

/// Checks one combination after the other, and prints a line for each.
fn check(root: &Path) -> Result<(), String> {
    let metadata = metadata(root, &["--no-deps"])?;
    let mut failed = Vec::new();
    for package in PACKAGES {
        let found = packages(&metadata).iter().find(|candidate| text(candidate, "name") == *package);
        let found = found.ok_or_else(|| format!("the workspace has no package `{package}`"))?;
        for selection in selections(found) {
            println!("{package}: {}", selection.name);
            let mut command = cargo();
            command.current_dir(root).args(["check", "--quiet", "--package", package]).args(selection.arguments);
            let status = command.status().map_err(|error| format!("cargo check: it cannot be run: {error}"))?;
            if !status.success() {
                failed.push(format!("{package}: {}", selection.name));
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("it does not compile:\n  {}", failed.join("\n  "))) }
}

/// A choice of features.
#[derive(Debug, PartialEq, Eq)]
struct Selection {
    name: String,
    arguments: Vec<String>,
}

/// Hashes alone, each of the package's features beside them or with its own, and all.
fn selections(package: &Value) -> Vec<Selection> {
    let selection = |name: &str, arguments: &[&str]| Selection {
        name: name.to_owned(),
        arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
    };
    let features = package.get("features").and_then(Value::as_object).into_iter().flat_map(|features| features.keys());
    let mut selections = vec![selection("no feature", &["--no-default-features", "--features", HASHES])];
    for feature in features.filter(|feature| *feature != HASHES) {
        let with_hashes = format!("{feature},{HASHES}");
        let features = if BRING_HASHES.contains(&feature.as_str()) { feature } else { &with_hashes };
        selections.push(selection(feature, &["--no-default-features", "--features", features]));
    }
    selections.push(selection("all features", &["--all-features"]));
    selections
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_feature_each_alone_and_all() {
        let package =
            json!({"name": "example", "features": {"default": ["ring"], "hyper": [], "ring": ["hyper"], "sha2": []}});
        let selections = selections(&package);
        let names: Vec<&str> = selections.iter().map(|selection| selection.name.as_str()).collect();
        assert_eq!(names, ["no feature", "default", "hyper", "ring", "all features"]);
        let hyper = selections.iter().find(|selection| selection.name == "hyper").expect("it has the feature");
        assert_eq!(hyper.arguments, ["--no-default-features", "--features", "hyper,sha2"]);
        let ring = selections.iter().find(|selection| selection.name == "ring").expect("it has the feature");
        assert_eq!(ring.arguments, ["--no-default-features", "--features", "ring"]);
    }
}
