//! The Python that has moto.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python of a virtual environment in the target folder that has what `tests/moto/requirements.txt` lists. It is set
/// up when it is first needed, and when the list changes.
pub(super) fn python(root: &Path) -> Result<PathBuf, String> {
    let requirements = root.join("tests/moto/requirements.txt");
    let wanted = std::fs::read_to_string(&requirements)
        .map_err(|error| format!("{}: it cannot be read: {error}", requirements.display()))?;
    let folder = root.join("target/moto");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = folder.join("installed.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) && python.exists() {
        return Ok(python);
    }
    println!("setting up {}", folder.display());
    let program = if cfg!(windows) { "python" } else { "python3" };
    succeed(Command::new(program).args(["-m", "venv", "--clear"]).arg(&folder)).map_err(|error| {
        hint(&error, "it takes Python 3.11 or newer with venv: apt-get install python3 python3-venv")
    })?;
    succeed(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))
        .map_err(|error| hint(&error, "it takes packages from an index, which pip must reach"))?;
    std::fs::write(&installed, wanted).map_err(|error| format!("{}: {error}", installed.display()))?;
    Ok(python)
}

fn hint(error: &str, hint: &str) -> String {
    format!("moto cannot be set up: {error}\n  hint: {hint}")
}

/// Runs a program that must succeed, without its variables for Python's own packages.
fn succeed(command: &mut Command) -> Result<(), String> {
    let output = command.env_remove("PYTHONPATH").env("PIP_DISABLE_PIP_VERSION_CHECK", "1").output();
    let output = output.map_err(|error| format!("{command:?}: it cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&said).trim_end()))
}
