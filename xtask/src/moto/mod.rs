//! `cargo xtask moto`: calls to a server that others wrote, moto's, in the place of AWS.

mod environment;
mod server;

use std::path::Path;
use std::process::Command;

use clap::Args;

use self::server::Server;
use crate::example;

/// Arguments of `moto`.
#[derive(Debug, Args)]
pub struct Moto {
    /// Only set up the server, and say why if it cannot be.
    #[arg(long)]
    prepare: bool,
}

/// Starts the server and runs the cases, which print a table. They are an example of `tinsmith-tests`.
///
/// # Errors
///
/// What is missing to set the server up, or that it does not start; cases that failed, which the table has.
pub fn run(arguments: &Moto, root: &Path) -> Result<(), String> {
    let python = environment::python(root)?;
    if arguments.prepare {
        return Ok(());
    }
    let cases = example::build(root, "moto")?;
    // The server lives as long as this, whatever comes of the cases.
    let server = Server::start(&python, root)?;
    let status = Command::new(&cases).arg(&server.url).status();
    let status = status.map_err(|error| format!("{}: it cannot be run: {error}", cases.display()))?;
    if status.success() { Ok(()) } else { Err("there are cases of moto that failed: see the table above".to_owned()) }
}
