//! `cargo xtask properties`: the property tests with many more cases than `cargo test` takes.

use std::path::Path;
use std::process::Command;

use clap::Args;

/// Arguments of `properties`.
#[derive(Debug, Args)]
pub struct Properties {
    /// How many cases each property is tried with.
    #[arg(long, default_value_t = 2_000)]
    cases: u32,
}

/// Runs the command.
///
/// # Errors
///
/// A property that does not hold; its smallest case is in the output of the tests.
pub fn run(arguments: &Properties, root: &Path) -> Result<(), String> {
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--package", "tinsmith-runtime"])
        .args(["codec", "profile", "protocol", "timestamp"].map(|name| ["--test", name]).as_flattened())
        .env("PROPTEST_CASES", arguments.cases.to_string())
        .current_dir(root)
        .status()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if status.success() { Ok(()) } else { Err("a property does not hold: see the tests above".to_owned()) }
}
