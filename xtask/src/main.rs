//! The command line of Tinsmith.

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{bench, conformance, features, generate, licenses, models, properties};

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
    Models(models::Models),
    /// Compile the packages that users depend on with each feature alone, with none and with all.
    Features,
    /// Hold the licences of all dependencies against those that are accepted.
    Licenses,
}

fn main() -> ExitCode {
    let manifest_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest_folder.parent().unwrap_or(manifest_folder);
    let result = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments, root).map(|()| true),
        Command::Conformance(arguments) => conformance::run(&arguments, root),
        Command::Properties(arguments) => properties::run(&arguments, root).map(|()| true),
        Command::Bench(arguments) => bench::run(&arguments, root),
        Command::Models(models) => models::run(&models, root).map(|()| true),
        Command::Features => features::run(root).map(|()| true),
        Command::Licenses => licenses::run(root).map(|()| true),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
