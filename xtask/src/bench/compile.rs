//! Programs of one call: what compiling them takes, and how large they are.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::process::{cargo_of, cpu_seconds, machine, tool};
use super::{Run, Side, crates};

/// One compiler process, as `benches/rustc.sh` writes it down.
#[derive(Debug, Clone, PartialEq)]
struct Compiled {
    name: String,
    seconds: f64,
    peak_mib: f64,
}

/// Measures program by program and profile by profile, the sides in turn.
pub(super) fn run(run: &mut Run<'_>) -> Result<(), String> {
    if let Err(reason) = tool("/usr/bin/time", "time") {
        run.fail(format!("compile: memory, and the service's crate alone: {reason}"));
    }
    let folder = run.root.join("target/bench/compile");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    run.results.measured_with("compile", &machine())?;
    for program in run.arguments.programs.clone() {
        for &side in run.sides() {
            let number = crates::number(side, run.root, &program).map(|number| number as f64);
            run.keep("compile", &program, "crates", side.name(), number);
        }
        for profile in run.arguments.profiles.clone() {
            for &side in run.sides() {
                println!("compile: {program}, {profile}, {}", side.name());
                if let Err(reason) = program_of(run, side, &program, &profile) {
                    run.fail(format!("compile: {program}, {profile}: {}: {reason}", side.name()));
                }
            }
        }
    }
    Ok(())
}

/// One program in one profile, from nothing; theirs once, as it takes minutes.
fn program_of(run: &mut Run<'_>, side: Side, program: &str, profile: &str) -> Result<(), String> {
    let target = run.root.join("target/bench/compile").join(side.name());
    let log = target.with_extension("log");
    let row = format!("{program}, {profile}");
    let runs = if side == Side::Ours { run.arguments.runs.max(1) } else { 1 };
    let (mut all, mut alone, mut peak) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    for _ in 0..runs {
        remove(&target)?;
        remove(&log)?;
        all = all.min(cpu_seconds(&mut command(run.root, side, program, profile, &target, &log)?)?);
        let compiled = std::fs::read_to_string(&log).map(|text| read(&text)).unwrap_or_default();
        let largest = compiled.iter().map(|compiled| compiled.peak_mib).fold(f64::NAN, f64::max);
        let service = crate_of(side, program).and_then(|name| compiled.iter().find(|compiled| compiled.name == name));
        peak = peak.min(largest);
        alone = alone.min(service.map_or(f64::INFINITY, |compiled| compiled.seconds));
    }
    run.keep("compile", &row, "CPU seconds", side.name(), Ok(rounded(all)));
    if alone.is_finite() {
        run.keep("compile", &format!("{row}, the crate alone"), "CPU seconds", side.name(), Ok(rounded(alone)));
    }
    if peak.is_finite() {
        run.keep("compile", &row, "MiB of the largest compiler", side.name(), Ok(peak.round()));
    }
    if profile == "check" {
        return Ok(());
    }
    let folder = if profile == "dev" { "debug" } else { profile };
    if profile != "dev" {
        let size = crates::stripped(&target.join(folder).join(program)).map(|size| size as f64);
        run.keep("compile", &row, "bytes, stripped", side.name(), size);
    }
    // Nobody waits for `small` but those who ship: it links everything anew whatever changed.
    if profile == "small" {
        return Ok(());
    }
    let touched = touched(run, side, program, profile, &target);
    run.keep("compile", &format!("{row}, rebuilt after touching the program"), "CPU seconds", side.name(), touched);
    Ok(())
}

/// What is compiled again when the program changed, and linking: the least of some times.
fn touched(run: &Run<'_>, side: Side, program: &str, profile: &str, target: &Path) -> Result<f64, String> {
    let source = source(side, run.root, program);
    let log = target.join("rebuilt.log");
    let mut least = f64::INFINITY;
    for _ in 0..run.arguments.runs.max(1) {
        let file = std::fs::File::options().append(true).open(&source);
        let touch = file.and_then(|file| file.set_modified(SystemTime::now()));
        touch.map_err(|error| format!("{}: {error}", source.display()))?;
        least = least.min(cpu_seconds(&mut command(run.root, side, program, profile, target, &log)?)?);
    }
    Ok(rounded(least))
}

fn source(side: Side, root: &Path, program: &str) -> PathBuf {
    side.workspace(root).join("programs").join(program).join("src/main.rs")
}

fn command(
    root: &Path,
    side: Side,
    program: &str,
    profile: &str,
    target: &Path,
    log: &Path,
) -> Result<Command, String> {
    let mut command = cargo_of(side, root, target);
    match profile {
        "check" => command.arg("check"),
        "dev" | "release" | "small" => command.args(["build", "--profile", profile]),
        other => return Err(format!("there is no profile `{other}`: check, dev, release, small")),
    };
    command.args(["--quiet", "--package", program]);
    if side == Side::Theirs {
        command.arg("--locked");
    }
    if Path::new("/usr/bin/time").exists() {
        command.env("RUSTC_WRAPPER", root.join("benches/rustc.sh")).env("BENCH_RUSTC_LOG", log);
    }
    Ok(command)
}

/// The crate that the generator of each side writes for a service, as the compiler calls it. Theirs are several for a
/// program of all services, so that there is none alone.
fn crate_of(side: Side, program: &str) -> Option<String> {
    match (side, program) {
        (_, "all") => None,
        (Side::Theirs, service) => Some(format!("aws_sdk_{service}")),
        (Side::Ours, _) => Some("tinsmith_aws".to_owned()),
    }
}

/// Reads lines of a crate's name, user and system seconds, and the most KiB that were resident.
fn read(log: &str) -> Vec<Compiled> {
    let compiled = |line: &str| {
        let mut fields = line.split_whitespace();
        let name = fields.next()?.to_owned();
        let mut number = || fields.next()?.parse::<f64>().ok();
        Some(Compiled { name, seconds: number()? + number()?, peak_mib: number()? / 1024.0 })
    };
    log.lines().filter_map(compiled).collect()
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 100.0).round() / 100.0
}

fn remove(path: &Path) -> Result<(), String> {
    let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("{}: {error}", path.display())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_each_compiler_is_read() {
        let compiled = Compiled { name: "tinsmith_aws".to_owned(), seconds: 10.5, peak_mib: 2.0 };
        assert_eq!(read("tinsmith_aws 10.25 0.25 2048\nnot a line\n"), [compiled]);
    }
}
