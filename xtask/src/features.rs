//! `cargo xtask features`: whether the packages that users depend on compile with each feature alone, none, and all.

use std::path::Path;

use serde_json::Value;

use crate::metadata::{cargo, metadata, packages, text};

/// Packages that users name in their manifests, with features to choose from.
const PACKAGES: &[&str] = &["tinsmith-runtime", "tinsmith-aws"];

/// Checks one combination after the other, and prints a line for each.
///
/// # Errors
///
/// The combinations that do not compile; what the compiler says of them has been printed.
pub fn run(root: &Path) -> Result<(), String> {
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

/// None, each of the package's features alone, and all.
fn selections(package: &Value) -> Vec<Selection> {
    let selection = |name: &str, arguments: &[&str]| Selection {
        name: name.to_owned(),
        arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
    };
    let features = package.get("features").and_then(Value::as_object).into_iter().flat_map(|features| features.keys());
    let mut selections = vec![selection("no feature", &["--no-default-features"])];
    selections.extend(features.map(|feature| selection(feature, &["--no-default-features", "--features", feature])));
    selections.push(selection("all features", &["--all-features"]));
    selections
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_feature_each_alone_and_all() {
        let package = json!({"name": "example", "features": {"default": ["hyper"], "hyper": []}});
        let selections = selections(&package);
        let names: Vec<&str> = selections.iter().map(|selection| selection.name.as_str()).collect();
        assert_eq!(names, ["no feature", "default", "hyper", "all features"]);
        let hyper = selections.iter().find(|selection| selection.name == "hyper").expect("it has the feature");
        assert_eq!(hyper.arguments, ["--no-default-features", "--features", "hyper"]);
    }
}
