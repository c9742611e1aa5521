//! Files of test data.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Reads a file.
///
/// # Errors
///
/// The file, and why it cannot be read.
pub fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: it cannot be read: {error}", path.display()))
}

/// Reads a JSON file.
///
/// # Errors
///
/// As [`text`], and what is no JSON.
pub fn json(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&text(path)?).map_err(|error| format!("{}: it is not JSON: {error}", path.display()))
}

/// Reads a file with a JSON value on each line, and gives the lines' numbers.
///
/// # Errors
///
/// As [`json`]; all lines that are none.
pub fn json_lines(path: &Path) -> Result<Vec<(usize, Value)>, String> {
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(value) => values.push((index + 1, value)),
            Err(error) => problems.push(format!("{}:{}: it is not JSON: {error}", path.display(), index + 1)),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems.join("\n")) }
}

/// What a folder holds, by name; nothing where there is no such folder.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let problem = |error: std::io::Error| format!("{}: it cannot be read: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(problem)?;
    let mut paths = entries.map(|entry| Ok(entry.map_err(problem)?.path())).collect::<Result<Vec<_>, String>>()?;
    paths.sort();
    Ok(paths)
}

/// Those of a folder's files whose names end so.
///
/// # Errors
///
/// As [`entries`].
pub fn with_extension(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let mut paths = entries(folder)?;
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|found| found == extension));
    Ok(paths)
}

/// The name of a file without its extension.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
