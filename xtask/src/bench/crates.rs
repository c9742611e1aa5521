//! What a program depends on and is made of.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::Side;
use super::process::{cargo_of, succeed, text};

/// The number of crates that a program is made of, itself included; build scripts' and procedural macros' own
/// dependencies are not counted.
pub(super) fn number(side: Side, root: &Path, program: &str) -> Result<u64, String> {
    let mut command = cargo_of(side, root, &side.target(root));
    command.args(["tree", "--edges", "normal", "--prefix", "none", "--no-dedupe", "--package", program]);
    let tree = text(&mut command)?;
    Ok(tree.lines().filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len() as u64)
}

/// The bytes of a program without symbols.
pub(crate) fn stripped(program: &Path) -> Result<u64, String> {
    let stripped = program.with_extension("stripped");
    succeed(Command::new("strip").arg("-o").arg(&stripped).arg(program))?;
    Ok(std::fs::metadata(&stripped).map_err(|error| format!("{}: {error}", stripped.display()))?.len())
}

/// Lines and functions of the Rust files below a folder.
pub(super) fn sources(folder: &Path) -> Result<[u64; 2], String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut sum = [0, 0];
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let [lines, functions] = if path.is_dir() {
            sources(&path)?
        } else {
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            [text.lines().count() as u64, text.lines().filter(|line| is_function(line)).count() as u64]
        };
        sum = [sum[0] + lines, sum[1] + functions];
    }
    Ok(sum)
}

fn is_function(line: &str) -> bool {
    let line = line.trim_start();
    !line.starts_with("//") && (line.starts_with("fn ") || line.contains(" fn ")) && line.contains('(')
}
