//! The command line of Tinsmith.

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tinsmith::command::{generate, import, update};

/// Smithy models in, light Rust clients out.
#[derive(Debug, Parser)]
#[command(name = "tinsmith", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the clients of all services, or of those named.
    Generate(generate::Generate),
    /// Turn botocore's descriptions of services into Smithy models.
    Import(import::Import),
    /// Download the pinned botocore, or another version, and import every service of tinsmith.toml.
    Update(update::Update),
}

fn main() -> ExitCode {
    let folder = Path::new(".");
    let done = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments, folder),
        Command::Import(arguments) => import::run(&arguments, folder),
        Command::Update(arguments) => update::run(&arguments, folder),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
