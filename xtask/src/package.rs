//! `cargo xtask package`: whether each package that is published can be. What a registry shows of it and the texts of the
//! licences are there, and it is not too large.
//!
//! The packages are not compiled, as `cargo publish` does that before it sends anything.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::metadata::{cargo, metadata, packages, text};

/// What a registry takes at most.
const MAX_BYTES: u64 = 10 << 20;

/// Files that each package has.
const FILES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// What the manifest of each package says.
const KEYS: &[&str] = &["categories", "description", "keywords", "license", "rust_version"];

/// Packs the packages, and prints the size of each.
///
/// # Errors
///
/// What cannot be packed; everything that a package lacks, and packages that are too large.
pub fn run(root: &Path) -> Result<(), String> {
    let metadata = metadata(root, &["--no-deps"])?;
    let published: Vec<&Value> =
        packages(&metadata).iter().filter(|package| package.get("publish").is_none_or(Value::is_null)).collect();
    let mut pack = packing(root);
    pack.arg("--no-verify");
    for package in &published {
        pack.args(["--package", text(package, "name")]);
    }
    said(&mut pack)?;

    let folder = Path::new(text(&metadata, "target_directory")).join("package");
    let mut problems = Vec::new();
    for package in published {
        let name = text(package, "name");
        let packed = folder.join(format!("{name}-{}.crate", text(package, "version")));
        let bytes = packed.metadata().map_err(|error| format!("{}: {error}", packed.display()))?.len();
        let files = said(packing(root).args(["--list", "--package", name]))?;
        println!("{name:<20} {:>5} files {bytes:>9} bytes", files.lines().count());
        problems.extend(lacks(package, &files, bytes).into_iter().map(|problem| format!("{name}: {problem}")));
    }
    if problems.is_empty() { Ok(()) } else { Err(format!("it cannot be published:\n  {}", problems.join("\n  "))) }
}

/// Of a working tree with changes too: what is published is a commit.
fn packing(root: &Path) -> Command {
    let mut command = cargo();
    command.current_dir(root).args(["package", "--allow-dirty", "--quiet"]);
    command
}

/// What a command that must succeed prints.
fn said(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("cargo package: it cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo package: {}", String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Why a package with these files, a line each, and so many bytes cannot be published.
fn lacks(package: &Value, files: &str, bytes: u64) -> Vec<String> {
    let says = |key: &str| match package.get(key) {
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(texts)) => !texts.is_empty(),
        _ => false,
    };
    let mut problems: Vec<String> = Vec::new();
    for key in KEYS.iter().filter(|key| !says(key)) {
        problems.push(format!("its manifest lacks `{}`", key.replace('_', "-")));
    }
    for file in FILES.iter().filter(|file| !files.lines().any(|line| line == **file)) {
        problems.push(format!("it lacks {file}"));
    }
    if bytes > MAX_BYTES {
        problems.push(format!("it has {bytes} bytes, where registries take {MAX_BYTES}"));
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_that_is_lacking_is_named() {
        let mut package = json!({
            "categories": ["api-bindings"], "description": "What it is", "keywords": ["aws"], "license": "MIT",
            "rust_version": "1.88",
        });
        let files = "Cargo.toml\nLICENSE-APACHE\nLICENSE-MIT\nREADME.md\nsrc/lib.rs\n";
        assert_eq!(lacks(&package, files, MAX_BYTES), [""; 0]);
        package["keywords"] = json!([]);
        package["rust_version"] = json!(null);
        let problems = lacks(&package, "Cargo.toml\nLICENSE-APACHE\nsrc/README.md\n", MAX_BYTES + 1);
        assert_eq!(
            problems,
            [
                "its manifest lacks `keywords`",
                "its manifest lacks `rust-version`",
                "it lacks LICENSE-MIT",
                "it lacks README.md",
                "it has 10485761 bytes, where registries take 10485760",
            ]
        );
    }
}
