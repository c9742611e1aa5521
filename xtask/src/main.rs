//! The command line of Tinsmith.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tinsmith::Invocation;
use tinsmith::command::{generate, import, update};
use tinsmith_conformance as conformance;
use xtask::{bench, features, licenses, load, moto, package, properties};

/// Smithy models in, light Rust clients out.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the clients of all services, or of those named.
    Generate(generate::Generate),
    /// Check generated clients and the runtime against sets of cases that others made.
    Conformance(conformance::Conformance),
    /// Try the properties of codecs, protocols and timestamps with many cases.
    Properties(properties::Properties),
    /// Measure what Tinsmith costs, beside the AWS SDK for Rust doing the same.
    Bench(bench::Bench),
    /// Bring API descriptions in.
    #[command(subcommand)]
    Models(Models),
    /// Compile the packages that users depend on with each feature alone, with none and with all.
    Features,
    /// Hold the licences of all dependencies against those that are accepted.
    Licenses,
    /// Make 10,000 calls to a server that does a third of them wrong, and count what is left of them.
    Load,
    /// Make calls to the server of moto, an AWS that others wrote; it is downloaded, and runs on this machine.
    Moto(moto::Moto),
    /// Pack each package that is published, and hold it against what registries take.
    Package,
}

/// Brings API descriptions in.
#[derive(Debug, Subcommand)]
enum Models {
    /// Turn botocore's descriptions of services into Smithy models.
    Import(import::Import),
    /// Download the pinned botocore, or another version, and import every service of tinsmith.toml.
    Update(update::Update),
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    match workspace().and_then(|root| run(command, &root)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, root: &Path) -> Result<bool, String> {
    match command {
        Command::Generate(arguments) => generate::run(&arguments, &Invocation::of_checkout(root)).map(|()| true),
        Command::Conformance(arguments) => conformance::run(&arguments, root),
        Command::Properties(arguments) => properties::run(&arguments, root).map(|()| true),
        Command::Bench(arguments) => bench::run(&arguments, root),
        Command::Models(Models::Import(arguments)) => {
            import::run(&arguments, &Invocation::of_checkout(root)).map(|()| true)
        }
        Command::Models(Models::Update(arguments)) => {
            update::run(&arguments, &Invocation::of_checkout(root)).map(|()| true)
        }
        Command::Features => features::run(root).map(|()| true),
        Command::Licenses => licenses::run(root).map(|()| true),
        Command::Load => load::run(root).map(|()| true),
        Command::Moto(arguments) => moto::run(&arguments, root).map(|()| true),
        Command::Package => package::run(root).map(|()| true),
    }
}

/// The checkout that this runs in: cargo tells it, and without cargo it is around the working directory. It may have moved
/// since this was compiled.
fn workspace() -> Result<PathBuf, String> {
    let told = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = std::env::current_dir().ok();
    let folders = told.iter().chain(&here).flat_map(|folder| folder.ancestors());
    let found = folders.into_iter().find(|folder| folder.join("xtask/Cargo.toml").is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        "there is no checkout of Tinsmith around the working directory\n  hint: run `cargo xtask` within one".to_owned()
    })
}
