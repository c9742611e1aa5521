//! The `tinsmith.toml` of a new crate.

use std::fmt::Write as _;
use std::path::Path;

use toml::Value;

use super::{Contents, PARTITIONS};
use crate::generate::place;
use crate::settings::Pin;

/// Its text.
pub(crate) fn tinsmith_toml(
    name: &str,
    runtime: &str,
    folder: &Path,
    pin: Option<&Pin>,
    contents: &Contents,
) -> Result<String, String> {
    let mut text = format!(
        r#"# What this crate is generated from. `tinsmith generate` writes it again after a change here or in models/,
# `tinsmith generate --check` fails where it is not what they say.

# As it is to stand in Cargo.toml: description, license, authors, repository, publish, …
[package]
name = {}
version = "0.1.0"

[runtime]
{}
"#,
        quoted(name),
        runtime_source(runtime, folder)?
    );
    if contents.partitions.is_some() {
        let _ = write!(text, "\n[models]\npartitions = {}\n", quoted(PARTITIONS));
    }
    if let Some(Pin { version, sha256 }) = pin {
        let (version, sha256) = (quoted(version), quoted(sha256));
        let _ = write!(
            text,
            "\n# `tinsmith update --version V` takes another one.\n[models.botocore]\nversion = {version}\nsha256 = {sha256}\n"
        );
    }
    for service in &contents.services {
        let _ = write!(text, "\n[services.{}]\nmodel = {}\n", service.module, quoted(&service.path));
        if let Some(shape) = &service.shape {
            let _ = writeln!(text, "service = {}", quoted(shape));
        }
        if service.overlay.is_some() {
            let _ = writeln!(text, "overlay = {}", quoted(&service.overlay_path()));
        }
        if let Some(reference) = &service.reference {
            let _ = writeln!(text, "reference = {}", quoted(reference));
        }
        if let Some(operations) = &service.operations {
            let operations: Vec<String> = operations.iter().map(|operation| quoted(operation)).collect();
            let _ = writeln!(text, "operations = [{}]", operations.join(", "));
        }
        if service.without_event_streams {
            text.push_str("event_streams = false\n");
        }
    }
    Ok(text)
}

/// What `--runtime` says, as the lines of `[runtime]`.
fn runtime_source(said: &str, folder: &Path) -> Result<String, String> {
    if said == "vendored" {
        return Ok("vendored = \"runtime\"".to_owned());
    }
    if let Some((url, revision)) = said.split_once('#') {
        return Ok(format!("git = {}\nrev = {}", quoted(url), quoted(revision)));
    }
    if said.contains("://") {
        let hint = "write the revision behind it: URL#REVISION";
        return Err(format!("--runtime {said}: the repository has no revision\n  hint: {hint}"));
    }
    if said.starts_with(|first: char| first.is_ascii_digit() || "=^~".contains(first)) {
        return Ok(format!("version = {}", quoted(said)));
    }
    if !Path::new(said).join("Cargo.toml").is_file() {
        let hint = "write vendored, the path of the crate tinsmith-runtime, a version, or URL#REVISION";
        return Err(format!("--runtime {said}: there is no crate\n  hint: {hint}"));
    }
    let physical = |path: &Path| place::physical(path).map_err(|error| format!("{}: {error}", path.display()));
    Ok(format!("path = {}", quoted(&place::relative(&physical(folder)?, &physical(Path::new(said))?))))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
