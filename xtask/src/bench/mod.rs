//! `cargo xtask bench`: what Tinsmith costs, beside the AWS SDK for Rust doing the same. `benches/README.md` says how.

mod callgrind;
mod calls;
mod compile;
pub(crate) mod crates;
mod generation;
mod limits;
mod loopback;
mod picture;
pub(crate) mod process;
mod report;
mod results;
mod synthetic;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use self::results::Results;

/// Arguments of `bench`.
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure [default: compile, calls, loopback, generation].
    parts: Vec<Part>,
    /// Leave the other side as it was measured before.
    #[arg(long)]
    only_ours: bool,
    /// How often what varies is repeated; the least counts. The other side is compiled once.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Programs to compile.
    #[arg(long, value_delimiter = ',', default_value = "sts,verifiedpermissions,quicksight,all")]
    programs: Vec<String>,
    /// How to compile them.
    #[arg(long, value_delimiter = ',', default_value = "check,dev,release,small")]
    profiles: Vec<String>,
    /// Set the limits to what is measured now, and a few per cent.
    #[arg(long)]
    update: bool,
}

/// A part of the suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// CPU seconds, memory, crates and sizes of programs.
    Compile,
    /// Instructions and allocations of calls and their parts.
    Calls,
    /// Calls over sockets.
    Loopback,
    /// The time of generation.
    Generation,
    /// Write tables and picture anew from the results that are there.
    Report,
    /// Hold what our side alone costs against the limits that are committed.
    Limits,
}

/// One run of the suite.
struct Run<'a> {
    arguments: &'a Bench,
    root: &'a Path,
    results: Results,
    /// What could not be measured, and why.
    failures: Vec<String>,
}

/// One of the two that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Theirs,
    Ours,
}

impl Side {
    /// The name in results and tables.
    fn name(self) -> &'static str {
        match self {
            Self::Theirs => "sdk",
            Self::Ours => "tinsmith",
        }
    }

    /// The folder of its workspace.
    fn workspace(self, root: &Path) -> PathBuf {
        match self {
            Self::Theirs => root.join("benches/sdk"),
            Self::Ours => root.join("benches"),
        }
    }

    /// The package of its operations.
    fn package(self) -> &'static str {
        match self {
            Self::Theirs => "sdk-calls",
            Self::Ours => "tinsmith-calls",
        }
    }

    /// Where its calls are built.
    fn target(self, root: &Path) -> PathBuf {
        root.join("target/bench").join(self.name())
    }
}

impl Run<'_> {
    /// The sides to measure, theirs first.
    fn sides(&self) -> &'static [Side] {
        if self.arguments.only_ours { &[Side::Ours] } else { &[Side::Theirs, Side::Ours] }
    }

    /// Keeps a figure, or the reason why there is none, and goes on.
    fn keep(&mut self, part: &str, row: &str, unit: &str, column: &str, measured: Result<f64, String>) {
        match measured.and_then(|value| {
            println!("{part}: {row}: {column}: {value} {unit}");
            self.results.put(part, row, unit, column, value)
        }) {
            Ok(()) => {}
            Err(reason) => self.fail(format!("{part}: {row}: {column}: {reason}")),
        }
    }

    fn fail(&mut self, reason: String) {
        eprintln!("left out: {reason}");
        self.failures.push(reason);
    }
}

/// Runs the command; the answer is whether all was measured and is within the limits.
///
/// # Errors
///
/// Results that cannot be read or written; limits that are exceeded.
pub fn run(arguments: &Bench, root: &Path) -> Result<bool, String> {
    if arguments.parts.contains(&Part::Limits) {
        return limits::run(root, arguments.update).map(|()| true);
    }
    let results = Results::load(&root.join("benches/results.json"))?;
    let mut run = Run { arguments, root, results, failures: Vec::new() };
    let all = [Part::Compile, Part::Calls, Part::Loopback, Part::Generation];
    for part in if arguments.parts.is_empty() { &all[..] } else { &arguments.parts } {
        let measured = match part {
            Part::Compile => compile::run(&mut run),
            Part::Calls => calls::run(&mut run),
            Part::Loopback => loopback::run(&mut run),
            Part::Generation => generation::run(&mut run),
            Part::Report | Part::Limits => Ok(()),
        };
        if let Err(reason) = measured {
            run.fail(reason);
        }
    }
    report::write(&run.results, root)?;
    for failure in &run.failures {
        eprintln!("not measured: {}", failure.lines().next().unwrap_or_default());
    }
    Ok(run.failures.is_empty())
}
