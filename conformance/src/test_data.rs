//! Files that tests read and write.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::Case;

/// The folder of test data beside the repository; `None`, with a note, where there is none.
pub fn shared(set: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance")).join(set);
    if !path.exists() {
        // Not by a macro: what a test prints is shown only when it fails.
        let _ = writeln!(io::stderr(), "skipped: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

/// A folder for the files of one test, empty at first.
pub fn scratch(test: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("tinsmith-{test}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// Those of the cases that failed.
pub fn failures(cases: &[Case]) -> Vec<&Case> {
    cases.iter().filter(|case| case.outcome.is_err()).collect()
}
