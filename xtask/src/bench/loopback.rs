//! Calls over sockets of the loopback interface, to a server that answers each with its body.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::process::{build, machine, text, tool};
use super::{Run, Side};

/// What is called, how many at once, and how often.
struct Load {
    operation: &'static str,
    in_flight: usize,
    calls: usize,
}

/// What one run of a load takes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measured {
    cpu_us: f64,
    first_ms: f64,
    peak_mib: f64,
}

const SMALL: &[&str] =
    &["assume_role_with_web_identity", "assume_role", "create_identity_source", "get_identity_context"];

/// One call after another with client and server on one processor: what waking a sleeping one costs is not in the
/// figures then, and on virtual machines that doubles them. Many at once are left to the system.
fn loads() -> Vec<Load> {
    let load = |operation, in_flight, calls| Load { operation, in_flight, calls };
    let mut loads: Vec<Load> = SMALL.iter().map(|operation| load(operation, 1, 3000)).collect();
    loads.extend([load("batch_is_authorized", 1, 1500), load("describe_analysis_definition", 1, 60)]);
    for in_flight in [64, 1000] {
        loads.extend(["assume_role", "get_identity_context"].map(|operation| load(operation, in_flight, 20_000)));
    }
    loads.push(load("describe_analysis_definition", 64, 256));
    loads
}

/// Measures the sides in turn, several times; the least counts.
pub(super) fn run(run: &mut Run<'_>) -> Result<(), String> {
    for tool_name in ["taskset", "prlimit"] {
        tool(tool_name, "util-linux")?;
    }
    build(Side::Ours, run.root, "server")?;
    for &side in run.sides() {
        build(side, run.root, side.package())?;
    }
    run.results.measured_with("loopback", &machine())?;
    let python = python(run.root);
    if let Err(reason) = &python {
        run.fail(format!("loopback: boto3: {reason}"));
    }
    for pinned in [true, false] {
        let server = Server::start(run.root, pinned)?;
        for load in loads().iter().filter(|load| (load.in_flight == 1) == pinned) {
            measure(run, &server.url, load, python.as_deref().ok());
        }
    }
    Ok(())
}

fn measure(run: &mut Run<'_>, url: &str, load: &Load, python: Option<&Path>) {
    let mut clients: Vec<(&str, Command)> =
        run.sides().iter().map(|side| (side.name(), client(*side, run.root, url, load))).collect();
    if let Some(python) = python.filter(|_| load.in_flight == 1) {
        clients.push(("boto3", boto3(python, run.root, url, load)));
    }
    let mut least: Vec<Result<Measured, String>> = vec![Err("it was not run".to_owned()); clients.len()];
    for _ in 0..run.arguments.runs.max(1) {
        for ((_, client), least) in clients.iter_mut().zip(&mut least) {
            let measured = text(client).and_then(|line| read(&line));
            *least = match (&least, measured) {
                (Ok(before), Ok(now)) => Ok(before.least(&now)),
                (_, measured) => measured,
            };
        }
    }
    let name = format!("{}, {} in flight", load.operation, load.in_flight);
    for ((column, _), measured) in clients.iter().zip(least) {
        run.keep("loopback", &name, "CPU µs a call", column, measured.clone().map(|measured| measured.cpu_us));
        run.keep("loopback", &name, "MiB resident", column, measured.clone().map(|measured| measured.peak_mib));
        if load.in_flight == 1 {
            run.keep("loopback", &name, "ms to the first answer", column, measured.map(|measured| measured.first_ms));
        }
    }
}

impl Measured {
    fn least(&self, other: &Self) -> Self {
        Self {
            cpu_us: self.cpu_us.min(other.cpu_us),
            first_ms: self.first_ms.min(other.first_ms),
            peak_mib: self.peak_mib.min(other.peak_mib),
        }
    }
}

/// Reads the line that clients print: names and values, in turn.
fn read(line: &str) -> Result<Measured, String> {
    let fields: Vec<&str> = line.trim().split('\t').collect();
    let value = |name: &str| {
        let pair = fields.chunks_exact(2).find(|pair| pair[0] == name);
        pair.and_then(|pair| pair[1].parse().ok()).ok_or_else(|| format!("the client printed no {name}: {line}"))
    };
    Ok(Measured { cpu_us: value("cpu_us")?, first_ms: value("first_ms")?, peak_mib: value("peak_mib")? })
}

/// A command on one processor or on all, with as many open files as the system allows: each call in flight has a socket.
fn command(program: &Path, pinned: bool) -> Command {
    let mut command = Command::new("prlimit");
    command.arg("--nofile=8192:");
    if pinned {
        command.args(["taskset", "--cpu-list", "0"]);
    }
    command.arg(program);
    command
}

fn client(side: Side, root: &Path, url: &str, load: &Load) -> Command {
    let mut client = command(&side.target(root).join("release/load"), load.in_flight == 1);
    let threads = if load.in_flight == 1 { 1 } else { 2 };
    client.args([url, load.operation]).args([load.in_flight, load.calls, threads].map(|number| number.to_string()));
    client
}

fn boto3(python: &Path, root: &Path, url: &str, load: &Load) -> Command {
    let mut client = command(python, true);
    client.arg(root.join("benches/boto3/load.py")).args([url, load.operation, &(load.calls / 5).to_string()]);
    client
}

/// A Python that has boto3: one of the target folder, set up when it is first needed.
fn python(root: &Path) -> Result<PathBuf, String> {
    let folder = root.join("target/bench/boto3");
    let python = folder.join("bin/python");
    let requirements = root.join("benches/boto3/requirements.txt");
    let venv = || {
        tool("python3", "python3 python3-venv")?;
        text(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        text(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))
    };
    if text(Command::new(&python).args(["-c", "import boto3"])).is_err() {
        venv().map_err(|error| format!("{error}\n  hint: it takes python3, python3-venv and boto3 from an index"))?;
    }
    Ok(python)
}

/// The server, for as long as this lives.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(root: &Path, pinned: bool) -> Result<Self, String> {
        let mut command = command(&Side::Ours.target(root).join("release/server"), pinned);
        command.env("BENCH_BODIES", root.join("benches/bodies")).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("{command:?}: it cannot be run: {error}"))?;
        let mut url = String::new();
        if let Some(printed) = process.stdout.take() {
            BufReader::new(printed).read_line(&mut url).map_err(|error| format!("the server: {error}"))?;
        }
        let server = Self { process, url: url.trim().to_owned() };
        if server.url.is_empty() { Err("the server printed no URL".to_owned()) } else { Ok(server) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that is gone already has been reported by its clients.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_of_what_clients_print_counts() {
        let first = read("cpu_us\t80.5\tcalls_per_second\t9000\tfirst_ms\t2.5\tpeak_mib\t9.0\n").expect("figures");
        let second = read("cpu_us\t90\tfirst_ms\t1.5\tpeak_mib\t8.0").expect("figures");
        assert_eq!(first.least(&second), Measured { cpu_us: 80.5, first_ms: 1.5, peak_mib: 8.0 });
        assert!(read("cpu_us\t80.5").is_err());
    }
}
