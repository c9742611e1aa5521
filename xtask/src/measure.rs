//! `cargo xtask measure`: the figures of the README, made anew on this machine.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use clap::Args;

/// Arguments of `measure`.
#[derive(Debug, Args)]
pub struct Measure {
    /// The service whose crate is compiled.
    #[arg(long, default_value = "quicksight")]
    service: String,
    /// How often each build is repeated; the least is shown.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Runs the command.
///
/// # Errors
///
/// A build that fails; a system that does not say how much time its processes took.
pub fn run(arguments: &Measure, root: &Path) -> Result<(), String> {
    let target = root.join("target/measure");
    for (name, verb) in [("check", ["check"].as_slice()), ("dev", &["build"]), ("release", &["build", "--release"])] {
        let seconds = compile(arguments, root, &target, verb)?;
        println!("{name:<9} {seconds:>7.2} CPU seconds for tinsmith-aws with {} alone", arguments.service);
    }
    let (files, lines, bytes) = size_of_sources(&root.join("generated/src"))?;
    println!("generated {lines:>7} lines, {bytes} bytes, {files} files");
    let binary = std::env::current_exe().map_err(|error| format!("this program has no path: {error}"))?;
    let started = Instant::now();
    succeed(Command::new(binary).args(["generate", "--check", "--no-record"]))?;
    println!("generate  {:>7.2} seconds of wall clock for all services", started.elapsed().as_secs_f64());
    let example = target.join("release/examples/size");
    succeed(
        cargo(root, &target)
            .args(["build", "--release", "--quiet", "--package", "tinsmith-tests", "--example", "size"])
            .args(["--config", "profile.release.strip=true"]),
    )?;
    let bytes = std::fs::metadata(&example).map_err(|error| format!("{}: {error}", example.display()))?.len();
    println!("program   {bytes:>7} bytes, release, stripped, for one call to each of the three services");
    Ok(())
}

/// The least CPU seconds of compiling the generated crate when everything that it depends on is compiled.
fn compile(arguments: &Measure, root: &Path, target: &Path, verb: &[&str]) -> Result<f64, String> {
    let build = || {
        let mut command = cargo(root, target);
        command.args(verb).args(["--quiet", "--package", "tinsmith-aws", "--no-default-features", "--features"]);
        command.arg(&arguments.service);
        command
    };
    succeed(&mut build())?;
    let mut least = f64::INFINITY;
    for _ in 0..arguments.runs.max(1) {
        let profile = if verb.contains(&"--release") { "release" } else { "dev" };
        succeed(cargo(root, target).args(["clean", "--quiet", "--package", "tinsmith-aws", "--profile", profile]))?;
        let before = children_seconds()?;
        succeed(&mut build())?;
        least = least.min(children_seconds()? - before);
    }
    Ok(least)
}

fn cargo(root: &Path, target: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    command
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: it cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

/// User and system time of all processes that this one has waited for, from `/proc/self/stat`: fields 16 and 17, in
/// hundredths of a second on every Linux.
fn children_seconds() -> Result<f64, String> {
    let unknown = "this system has no /proc/self/stat: CPU seconds cannot be measured here";
    let stat = std::fs::read_to_string("/proc/self/stat").map_err(|error| format!("{unknown}: {error}"))?;
    // The name of the program, in parentheses, may hold spaces.
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace()).ok_or(unknown)?;
    let ticks: Vec<f64> = fields.skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    if ticks.len() == 2 { Ok(ticks.iter().sum::<f64>() / 100.0) } else { Err(unknown.to_owned()) }
}

fn size_of_sources(directory: &Path) -> Result<(usize, usize, usize), String> {
    let (mut files, mut lines, mut bytes) = (0, 0, 0);
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        let failed = |error: std::io::Error| format!("{}: {error}", directory.display());
        for entry in std::fs::read_dir(&directory).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = std::fs::read_to_string(&path).map_err(failed)?;
                files += 1;
                lines += text.lines().count();
                bytes += text.len();
            }
        }
    }
    Ok((files, lines, bytes))
}
