//! What callgrind counts: instructions by function.

use std::path::Path;
use std::process::Command;

use super::process::succeed;

/// Instructions of some runs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Instructions {
    pub(super) total: u64,
    /// Those of SHA-256 of them. Valgrind has no SHA instructions: both sides fall back to what takes many times as many.
    pub(super) hashing: u64,
}

impl Instructions {
    /// Instructions of one of `count` runs, without hashing.
    pub(super) fn each(&self, count: u64) -> u64 {
        self.total.saturating_sub(self.hashing) / count.max(1)
    }
}

/// Counts what `PROGRAM run OPERATION COUNT` does within the function that marks the measured part.
pub(super) fn count(program: &Path, operation: &str, count: u64, bodies: &Path) -> Result<Instructions, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no folder for callgrind: {error}"))?;
    let profile = folder.path().join("profile");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*harness*calls*measured*"]);
    command.arg(format!("--callgrind-out-file={}", profile.display()));
    command.arg(program).args(["run", operation, &count.to_string()]).env("BENCH_BODIES", bodies);
    succeed(&mut command)?;
    let text = std::fs::read_to_string(&profile).map_err(|error| format!("{}: {error}", profile.display()))?;
    let instructions = read(&text);
    if instructions.total == 0 { Err("callgrind counted nothing".to_owned()) } else { Ok(instructions) }
}

/// Reads a profile: <https://valgrind.org/docs/manual/cl-format.html>. A name stands where its number is first used, and
/// the line after `calls=` is what the called function costs, which is counted there.
fn read(profile: &str) -> Instructions {
    let mut hashing_functions = std::collections::HashMap::new();
    let (mut in_hashing, mut called) = (false, false);
    let mut instructions = Instructions::default();
    for line in profile.lines() {
        if let Some(function) = line.strip_prefix("fn=").or_else(|| line.strip_prefix("cfn=")) {
            let (number, name) = function.split_once(' ').unwrap_or((function, ""));
            let known = hashing_functions.entry(number.to_owned()).or_insert(false);
            *known |= is_hashing(name);
            if line.starts_with("fn=") {
                in_hashing = *known;
            }
        } else if line.starts_with("calls=") {
            called = true;
        } else if line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
            let cost = line.split(' ').nth(1).and_then(|cost| cost.parse().ok()).unwrap_or(0);
            if !std::mem::take(&mut called) {
                instructions.total += cost;
                instructions.hashing += if in_hashing { cost } else { 0 };
            }
        }
    }
    instructions
}

/// Of the crate `sha2`, or of the assembly that `ring` and `aws-lc-rs` have for it.
fn is_hashing(function: &str) -> bool {
    function.contains("sha2::") || function.contains("sha256_block")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: &str = "\
# callgrind format
positions: line
events: Ir
summary: 1350

fl=(1) ???
fn=(7) harness::calls::measured
0 100
cfn=(8) sha2::sha256::compress256
calls=2 0
0 1000
+3 50

fn=(8)
0 900
* 100
fn=(9) tinsmith_runtime::sign::sign
-2 200
";

    #[test]
    fn a_called_function_is_counted_once_and_hashing_apart() {
        assert_eq!(read(PROFILE), Instructions { total: 1350, hashing: 1000 });
        assert_eq!(read(PROFILE).each(10), 35);
    }

    #[test]
    fn hashing_is_known_by_the_crate_or_the_assembly() {
        assert!(is_hashing("<digest::core_api::wrapper::CoreWrapper<sha2::Sha256> as digest::Update>::update"));
        assert!(is_hashing("ring_core_0_17_14__sha256_block_data_order_nohw"));
        assert!(!is_hashing("tinsmith_runtime::sign::payload_sha256"));
    }
}
