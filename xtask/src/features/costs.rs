//! What features cost: crates, CPU seconds of a release build from nothing, and bytes of a program of one call.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::bench::process::{cargo_of, cpu_seconds, date, machine, text};
use crate::bench::{Side, crates};

/// The program, in the workspace of the benchmarks.
const PROGRAM: &str = "features";

/// What is measured: the features of a row. The first row is the least that there is, the second what others are added
/// to.
const ROWS: &[&[&str]] = &[
    &["sha2"],
    &["ring"],
    &["ring", "credentials"],
    &["ring", "http2"],
    &["ring", "tracing"],
    &["ring", "compression"],
    &["ring", "md5"],
    &["ring", "rustls-0-23"],
    &["ring", "chrono"],
    &["ring", "jiff"],
    &["ring", "time"],
    &["aws-lc-rs"],
    &["ring", "credentials", "http2", "tracing", "compression", "md5", "rustls-0-23", "chrono", "jiff", "time"],
];

/// What one row costs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cost {
    crates: u64,
    cpu_seconds: f64,
    bytes: u64,
}

/// Measures the rows in which one of these features is the last, or all, and writes the table; rows that are not measured
/// keep the figures that they have.
///
/// # Errors
///
/// What cannot be compiled or written.
pub(super) fn run(root: &Path, wanted: &[String]) -> Result<(), String> {
    let file = root.join("docs/features.md");
    let mut lines = rows(&std::fs::read_to_string(&file).unwrap_or_default());
    for features in ROWS {
        let name = name(features);
        if !wanted.is_empty() && !features.last().is_some_and(|last| wanted.iter().any(|wanted| wanted == last)) {
            continue;
        }
        println!("{name}");
        let cost = measure(root, features)?;
        lines.insert(name.clone(), line(&name, cost));
        std::fs::write(&file, page(&lines)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

fn name(features: &[&str]) -> String {
    features.iter().map(|feature| format!("`{feature}`")).collect::<Vec<_>>().join(", ")
}

fn measure(root: &Path, features: &[&str]) -> Result<Cost, String> {
    let target = root.join("target/bench/features");
    if target.is_dir() {
        std::fs::remove_dir_all(&target).map_err(|error| format!("{}: {error}", target.display()))?;
    }
    let command = |arguments: &[&str]| {
        let mut command = cargo_of(Side::Ours, root, &target);
        command.args(arguments).args(["--package", PROGRAM, "--features", &features.join(",")]);
        command
    };
    let tree = text(&mut command(&["tree", "--edges", "normal", "--prefix", "none", "--no-dedupe"]))?;
    let crates = tree.lines().filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len() as u64;
    let cpu_seconds = cpu_seconds(&mut command(&["build", "--release", "--quiet"]))?;
    let bytes = crates::stripped(&target.join("release").join(PROGRAM))?;
    Ok(Cost { crates, cpu_seconds, bytes })
}

fn line(name: &str, cost: Cost) -> String {
    format!("| {name} | {} | {:.1} | {} | {} |", cost.crates, cost.cpu_seconds, thousands(cost.bytes), date())
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// The rows of a page that is there, by their features.
fn rows(page: &str) -> BTreeMap<String, String> {
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|line| Some((line.split(" | ").next()?.trim_start_matches("| ").to_owned(), line.to_owned())))
        .collect()
}

fn page(lines: &BTreeMap<String, String>) -> String {
    let known = ROWS.iter().filter_map(|features| lines.get(&name(features)));
    let rows: String = known.map(|line| format!("{line}\n")).collect();
    format!(
        "# What features cost\n\n\
         A program of one call to STS that finds its settings and credentials (`Config::load`), with these features of\n\
         `tinsmith-aws` and `tinsmith-runtime` and no others. Crates are those that the program is made of, itself included;\n\
         CPU seconds are those of all processes of a release build from nothing; bytes are of the program without symbols.\n\
         `sha2` alone has no transport; the others are added to `ring`, which has the default one. What a feature adds is\n\
         linked only into programs that reach it, as this one does with `credentials`, `http2` and `tracing` alone.\n\n\
         Measured by `cargo xtask features --costs`, or `--costs NAME` for some rows, with {}.\n\n\
         | features | crates | CPU seconds | bytes | on |\n|---|---:|---:|---:|---|\n{rows}",
        machine()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_not_measured_stay() {
        let lines = ROWS.iter().take(2).map(|features| {
            let name = name(features);
            (name.clone(), line(&name, Cost { crates: 41, cpu_seconds: 77.64, bytes: 3_360_001 }))
        });
        let lines: BTreeMap<String, String> = lines.collect();
        assert!(lines["`ring`"].starts_with("| `ring` | 41 | 77.6 | 3,360,001 | "), "{lines:?}");
        assert_eq!(rows(&page(&lines)), lines);
    }
}
