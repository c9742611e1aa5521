//! `cargo xtask load`: 10,000 calls, 200 at a time, to a server that does a third of them wrong.

use std::path::Path;
use std::process::Command;

use crate::example;

/// Makes the calls; how they ended, and what is left of them, is printed. They are an example of `tinsmith-tests`.
///
/// # Errors
///
/// A call that did not end in time, or as it should; tasks, connections or memory that are left.
pub fn run(root: &Path) -> Result<(), String> {
    let calls = example::build(root, "load")?;
    let status = Command::new(&calls).status();
    let status = status.map_err(|error| format!("{}: it cannot be run: {error}", calls.display()))?;
    if status.success() { Ok(()) } else { Err("calls did not end as they should: see above".to_owned()) }
}
