//! Instructions and allocations of calls over a transport in memory, and of their parts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::process::{build, machine, text, tool};
use super::{Run, Side, callgrind};

/// What one run of an operation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Allocated {
    pub(super) number: u64,
    pub(super) bytes: u64,
    pub(super) peak: u64,
}

/// Measures both sides, operation by operation.
pub(super) fn run(run: &mut Run<'_>) -> Result<(), String> {
    for &side in run.sides() {
        build(side, run.root, side.package())?;
    }
    run.results.measured_with("calls", &machine())?;
    let valgrind = tool("valgrind", "valgrind");
    for &side in run.sides() {
        for (operation, length) in lengths(side, run.root)? {
            run.keep("calls", &operation, "bytes of the body sent", side.name(), Ok(length as f64));
        }
        let allocated = allocations(side, run.root)?;
        for (operation, own) in &allocated {
            let built = allocated.get(&built_by(operation));
            let net = |of: fn(&Allocated) -> u64| of(own).saturating_sub(built.map_or(0, of)) as f64;
            run.keep("calls", operation, "allocations", side.name(), Ok(net(|allocated| allocated.number)));
            run.keep("calls", operation, "bytes allocated", side.name(), Ok(net(|allocated| allocated.bytes)));
            run.keep("calls", operation, "bytes at once", side.name(), Ok(own.peak as f64));
        }
    }
    if let Err(reason) = valgrind {
        run.fail(format!("calls: instructions: {reason}"));
        return Ok(());
    }
    let mut counted = BTreeMap::new();
    for operation in names(Side::Ours, run.root)? {
        for &side in run.sides() {
            if side == Side::Theirs && operation.ends_with("_validate") {
                continue;
            }
            let measured = instructions(side, run.root, &operation).map(|instructions| {
                counted.insert((side.name(), operation.clone()), instructions);
                let built = counted.get(&(side.name(), built_by(&operation))).copied().unwrap_or(0);
                instructions.saturating_sub(built) as f64
            });
            run.keep("calls", &operation, "instructions", side.name(), measured);
        }
    }
    Ok(())
}

/// Serializing is measured with the making of the input, which it consumes on the other side: that is taken off.
fn built_by(operation: &str) -> String {
    operation.strip_suffix("_serialize").map_or_else(String::new, |call| format!("{call}_build"))
}

/// The instructions of one run of an operation, without hashing.
pub(super) fn instructions(side: Side, root: &Path, operation: &str) -> Result<u64, String> {
    let count = match operation {
        _ if operation.contains("_analysis") => 4,
        _ if operation.contains("batch") => 30,
        _ => 100,
    };
    let program = side.target(root).join("release/calls");
    Ok(callgrind::count(&program, operation, count, &root.join("benches/bodies"))?.each(count))
}

/// The names of a side's operations.
pub(super) fn names(side: Side, root: &Path) -> Result<Vec<String>, String> {
    let program = side.target(root).join("release/calls");
    Ok(text(Command::new(program).arg("list"))?.lines().map(str::to_owned).collect())
}

/// What one run of each operation allocates.
pub(super) fn allocations(side: Side, root: &Path) -> Result<BTreeMap<String, Allocated>, String> {
    let mut program = Command::new(side.target(root).join("release/allocations"));
    let printed = text(program.arg("10").env("BENCH_BODIES", root.join("benches/bodies")))?;
    let lines = printed.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let name = fields.next()?.to_owned();
        let mut number = || fields.next()?.parse().ok();
        Some((name, Allocated { number: number()?, bytes: number()?, peak: number()? }))
    });
    Ok(lines.collect())
}

/// The lengths of the bodies that a side sends, by call.
fn lengths(side: Side, root: &Path) -> Result<Vec<(String, u64)>, String> {
    let mut program = Command::new(side.target(root).join("release/calls"));
    let printed = text(program.arg("bodies").env("BENCH_BODIES", root.join("benches/bodies")))?;
    let pair =
        |line: &str| line.split_once('\t').and_then(|(name, length)| Some((name.to_owned(), length.parse().ok()?)));
    Ok(printed.lines().filter_map(pair).collect())
}
