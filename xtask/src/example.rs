//! Examples of `tinsmith-tests` that chores run.

use std::path::{Path, PathBuf};

use crate::metadata::{cargo, metadata, text};

/// Builds an example, and says where it is. It is built as one of the workspace, as then it takes what tests have built
/// already.
pub(crate) fn build(root: &Path, name: &str) -> Result<PathBuf, String> {
    let mut command = cargo();
    command.current_dir(root).args(["build", "--quiet", "--workspace", "--example", name]);
    let status = command.status().map_err(|error| format!("cargo build: it cannot be run: {error}"))?;
    if !status.success() {
        return Err(format!("the example {name} does not compile"));
    }
    let folder = Path::new(text(&metadata(root, &["--no-deps"])?, "target_directory")).join("debug/examples");
    Ok(folder.join(name).with_extension(std::env::consts::EXE_EXTENSION))
}
