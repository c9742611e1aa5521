//! Programs that are run to be measured, and what the system tells of them.

use std::path::Path;
use std::process::{Command, Output};

use super::Side;
use crate::metadata::cargo;

/// Runs a program that must succeed.
pub(super) fn succeed(command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|error| format!("{command:?}: it cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

/// What a program that must succeed prints.
pub(crate) fn text(command: &mut Command) -> Result<String, String> {
    succeed(command).map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A tool that must be there, or what to install.
pub(super) fn tool(name: &str, package: &str) -> Result<(), String> {
    match Command::new(name).arg("--version").output() {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err(format!("it takes `{name}`: apt-get install {package}")),
    }
}

/// Cargo in the workspace of a side. Without incremental compilation, which crates from a registry do not have either.
pub(crate) fn cargo_of(side: Side, root: &Path, target: &Path) -> Command {
    let mut command = cargo();
    command.current_dir(side.workspace(root)).env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

/// Builds a package of a side in release.
pub(super) fn build(side: Side, root: &Path, package: &str) -> Result<(), String> {
    println!("building {package}");
    let mut command = cargo_of(side, root, &side.target(root));
    command.args(["build", "--release", "--quiet", "--package", package]);
    // Theirs is the version that the lock file names; ours follows the checkout.
    if side == Side::Theirs {
        command.arg("--locked");
    }
    succeed(&mut command).map(drop)
}

/// User and system time of all processes that this one has waited for, from `/proc/self/stat`: fields 16 and 17, in
/// hundredths of a second on every Linux.
pub(super) fn children_seconds() -> Result<f64, String> {
    let unknown = "this system has no /proc/self/stat: CPU seconds cannot be measured here";
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|error| format!("{unknown}: {error}"))?;
    // The name of the program, in parentheses, may hold spaces.
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace()).ok_or(unknown)?;
    let ticks: Vec<f64> = fields.skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    if ticks.len() == 2 { Ok(ticks.iter().sum::<f64>() / 100.0) } else { Err(unknown.to_owned()) }
}

/// The CPU seconds of a program that must succeed, and of those that it starts.
pub(crate) fn cpu_seconds(command: &mut Command) -> Result<f64, String> {
    let before = children_seconds()?;
    succeed(command)?;
    Ok(children_seconds()? - before)
}

/// Today.
pub(crate) fn date() -> String {
    let now = tinsmith_runtime::timestamp::Timestamp::from(std::time::SystemTime::now());
    now.to_string().chars().take(10).collect()
}

/// The compiler and the processor.
pub(crate) fn machine() -> String {
    let rustc = text(Command::new("rustc").arg("--version")).unwrap_or_default();
    let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores of {}", rustc.trim(), name.map_or("an unknown processor", |(_, name)| name))
}
