//! What cargo knows of the workspace.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The cargo that runs this program, or the one on the path.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The answer of `cargo metadata` for the workspace in `root`.
pub(crate) fn metadata(root: &Path, arguments: &[&str]) -> Result<Value, String> {
    let mut command = cargo();
    command.current_dir(root).args(["metadata", "--format-version", "1"]).args(arguments);
    let output = command.output().map_err(|error| format!("cargo metadata: it cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: its answer is not JSON: {error}"))
}

/// The packages of an answer.
pub(crate) fn packages(metadata: &Value) -> &[Value] {
    metadata.get("packages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A text of a package; empty where there is none.
pub(crate) fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package.get(key).and_then(Value::as_str).unwrap_or_default()
}
