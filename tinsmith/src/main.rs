//! The command line of Tinsmith.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tinsmith::Invocation;
use tinsmith::command::{generate, import, new, update};

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
    /// Make a crate with the clients of some services.
    New(new::New),
    /// Turn botocore's descriptions of services into Smithy models.
    Import(import::Import),
    /// Download the pinned botocore, or another version, and import every service of tinsmith.toml.
    Update(update::Update),
}

fn main() -> ExitCode {
    let invocation = Invocation::of_tool();
    let done = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments, &invocation),
        Command::New(arguments) => new::run(&arguments, &invocation),
        Command::Import(arguments) => import::run(&arguments, &invocation),
        Command::Update(arguments) => update::run(&arguments, &invocation),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
