//! What would change, as a unified diff; long ones are shortened.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use similar::TextDiff;

use super::tree::Changes;

/// How many lines of one file, and of how many files, are shown.
const LINES: usize = 40;
const FILES: usize = 10;

pub fn unified(out: &Path, files: &BTreeMap<String, String>, changes: &Changes) -> String {
    let mut text = String::new();
    let count = changes.paths().count();
    for path in changes.paths().take(FILES) {
        let old = changes.changed.get(path).or_else(|| changes.deleted.get(path)).map(String::as_str);
        let new = files.get(path).map(String::as_str);
        let name = out.join(path).display().to_string();
        let side = |text: Option<&str>| text.map_or_else(|| "/dev/null".to_owned(), |_| name.clone());
        let diff = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
        let diff = diff.unified_diff().context_radius(3).header(&side(old), &side(new)).to_string();
        let lines: Vec<&str> = diff.lines().collect();
        for line in lines.iter().take(LINES) {
            let _ = writeln!(text, "{line}");
        }
        if lines.len() > LINES {
            let _ = writeln!(text, "… {} more lines of {name}", lines.len() - LINES);
        }
    }
    if count > FILES {
        let _ = writeln!(text, "… {} more files", count - FILES);
    }
    text
}
