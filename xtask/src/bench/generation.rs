//! The time of generation: from nothing, when all is there, stage by stage, against what cannot be avoided, and for models
//! of growing size.

use std::path::Path;
use std::process::Command;

use super::process::{build, cpu_seconds, machine, text};
use super::{Run, Side, synthetic};

/// Measures generation; there is no other side.
pub(super) fn run(run: &mut Run<'_>) -> Result<(), String> {
    run.results.measured_with("generation", &machine())?;
    let (mut cold, mut warm) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..run.arguments.runs.max(1) {
        let folder = tempfile::tempdir().map_err(|error| format!("no folder to generate into: {error}"))?;
        cold = cold.min(milliseconds(&mut generate(folder.path())?)?);
        warm = warm.min(milliseconds(&mut generate(folder.path())?)?);
    }
    run.keep("generation", "all services, into an empty folder", "CPU ms", "tinsmith", Ok(cold));
    run.keep("generation", "all services, nothing changed", "CPU ms", "tinsmith", Ok(warm));
    match floor(run.root) {
        Ok(parts) => {
            let sum = parts.iter().map(|(_, value)| value).sum();
            run.keep("generation", "all services, into an empty folder", "CPU ms", "floor", Ok(sum));
            for (part, value) in parts {
                run.keep("generation", &format!("floor: {part}"), "CPU ms", "floor", Ok(value));
            }
        }
        Err(reason) => run.fail(format!("generation: the floor: {reason}")),
    }
    match stages(run.arguments.runs) {
        Ok(stages) => {
            for (stage, value) in stages {
                run.keep("generation", &format!("stage: {stage}"), "ms", "tinsmith", Ok(value));
            }
        }
        Err(reason) => run.fail(format!("generation: stages: {reason}")),
    }
    for structures in [250, 500, 1000, 2000, 4000] {
        let measured = growth(structures, run.arguments.runs);
        run.keep("generation", &format!("{structures} structures"), "CPU ms", "tinsmith", measured);
    }
    Ok(())
}

/// This program, generating into a folder.
fn generate(out: &Path) -> Result<Command, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program has no path: {error}"))?;
    let mut command = Command::new(program);
    command.arg("generate").arg("--out").arg(out);
    Ok(command)
}

fn milliseconds(command: &mut Command) -> Result<f64, String> {
    Ok((cpu_seconds(command)? * 1e3).round())
}

/// The parts of the floor in CPU milliseconds.
fn floor(root: &Path) -> Result<Vec<(String, f64)>, String> {
    build(Side::Ours, root, "generation-floor")?;
    let program = Side::Ours.target(root).join("release/generation-floor");
    numbers(&text(Command::new(program).arg(root))?)
}

/// What the stages of generating into an empty folder take, in milliseconds of the clock.
fn stages(runs: usize) -> Result<Vec<(String, f64)>, String> {
    let mut least: Vec<(String, f64)> = Vec::new();
    for _ in 0..runs.max(1) {
        let folder = tempfile::tempdir().map_err(|error| format!("no folder to generate into: {error}"))?;
        for (stage, seconds) in numbers(&text(generate(folder.path())?.arg("--timings"))?)? {
            let value = (seconds * 1e5).round() / 1e2;
            match least.iter_mut().find(|(known, _)| *known == stage) {
                Some((_, least)) => *least = least.min(value),
                None => least.push((stage, value)),
            }
        }
    }
    Ok(least)
}

fn growth(structures: usize, runs: usize) -> Result<f64, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no folder for a model: {error}"))?;
    let model = folder.path().join("growth.json");
    let text = synthetic::model(structures).to_string();
    std::fs::write(&model, text).map_err(|error| format!("{}: {error}", model.display()))?;
    let mut least = f64::INFINITY;
    for run in 0..runs.max(1) {
        let mut command = generate(&folder.path().join(run.to_string()))?;
        least = least.min(milliseconds(command.arg("--model").arg(&model))?);
    }
    Ok(least)
}

/// The lines that are a name, a tab and a number.
fn numbers(printed: &str) -> Result<Vec<(String, f64)>, String> {
    let number =
        |line: &str| line.split_once('\t').and_then(|(name, value)| Some((name.to_owned(), value.parse().ok()?)));
    let numbers: Vec<(String, f64)> = printed.lines().filter_map(number).collect();
    if numbers.is_empty() { Err(format!("no name and number in what was printed: {printed}")) } else { Ok(numbers) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_name_and_a_number_are_read() {
        let printed = "sts 11 operations\nparse\t0.125\nformat\t0.5\n";
        assert_eq!(numbers(printed), Ok(vec![("parse".to_owned(), 0.125), ("format".to_owned(), 0.5)]));
        assert!(numbers("nothing of the kind").is_err());
    }
}
