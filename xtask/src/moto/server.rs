//! The server, while it runs.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A server of moto's on a free port of the loopback interface. It stops when this is dropped, and when this process ends
/// in any other way: it reads from a pipe that ends then.
pub(super) struct Server {
    process: Child,
    pub(super) url: String,
}

impl Server {
    /// Starts it, and waits until it says where it listens.
    pub(super) fn start(python: &Path, root: &Path) -> Result<Self, String> {
        let log = root.join("target/moto/log.txt");
        let file = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let mut command = Command::new(python);
        command.arg(root.join("tests/moto/serve.py")).env_remove("PYTHONPATH").env("TZ", "UTC");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(file);
        let process = command.spawn().map_err(|error| format!("{command:?}: it cannot be run: {error}"))?;
        let mut server = Self { process, url: String::new() };
        let mut url = String::new();
        if let Some(printed) = server.process.stdout.take() {
            BufReader::new(printed).read_line(&mut url).map_err(|error| format!("the server of moto: {error}"))?;
        }
        url.trim().clone_into(&mut server.url);
        if server.url.is_empty() {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            return Err(format!("the server of moto did not start\n{}", said.trim_end()));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already, which its clients have noticed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_ends_before_it_listens_is_an_error() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(root.path().join("target/moto")).expect("a folder in it");
        let error = Server::start(Path::new("cat"), root.path()).err().expect("`cat` finds no such file");
        assert!(error.starts_with("the server of moto did not start\ncat: "), "{error}");
    }
}
