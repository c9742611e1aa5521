//! Downloading botocore, by pip: it knows the index, the proxy and the certificates of the machine.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::kept;
use crate::settings::Pin;

/// A wheel in a folder that lasts as long as this.
#[derive(Debug)]
pub struct Download {
    /// The version of botocore.
    pub version: String,
    /// The wheel.
    pub wheel: PathBuf,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    _folder: TempDir,
}

impl Download {
    /// Downloads the wheel of a version, and shows how far it is where there is somebody to see it.
    pub fn of(version: &str) -> Result<Self, String> {
        if !version.starts_with(|first: char| first.is_ascii_digit())
            || !version.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
        {
            return Err(format!("`{version}` is no version of botocore\n  hint: versions look like 1.44.5"));
        }
        let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let requirement = format!("botocore=={version}");
        let output = pip(&requirement, folder.path())?;
        if !output.status.success() {
            return Err(failure(version, &String::from_utf8_lossy(&output.stderr)));
        }
        let wheel = wheel_in(&folder.path().join("wheels"));
        let wheel = wheel.ok_or_else(|| format!("pip says that it downloaded {requirement}, but there is no wheel"))?;
        let sha256 = sha256(&wheel).map_err(|error| format!("{}: it cannot be read: {error}", wheel.display()))?;
        Ok(Self { version: version.to_owned(), wheel, sha256, _folder: folder })
    }

    /// Refuses a wheel that is not the pinned one.
    pub fn hold_against(&self, pin: Option<&Pin>) -> Result<(), String> {
        match pin {
            Some(pin) if self.sha256 != pin.sha256.to_lowercase() => Err(format!(
                "the wheel of botocore {} is not the pinned one: its SHA-256 is {}, not {}\n  hint: do not use it unless \
                 you know why it changed",
                self.version, self.sha256, pin.sha256
            )),
            _ => Ok(()),
        }
    }

    /// Keeps the wheel for later runs, and says where.
    pub fn keep(self) -> Result<PathBuf, String> {
        kept::keep(&self.wheel, &self.version)
    }
}

/// What pip says when there is nothing to download: it names every version that there is, or none where it reaches no
/// index.
fn failure(version: &str, said: &str) -> String {
    let versions = said.split_once("(from versions: ").and_then(|(_, rest)| rest.split_once(')'));
    match versions.map(|(versions, _)| versions.rsplit(", ").next().unwrap_or(versions)) {
        Some("none") => format!(
            "downloading botocore {version}: no package index can be reached\n  hint: go online, or name a wheel that is \
             there: --from WHEEL"
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

fn pip(requirement: &str, folder: &Path) -> Result<Output, String> {
    let commands: [&[&str]; 3] = [&["pip"], &["python3", "-m", "pip"], &["python", "-m", "pip"]];
    let mut failures = String::new();
    for command in commands {
        let Some((program, first)) = command.split_first() else {
            continue;
        };
        let mut command = Command::new(program);
        command.args(first).args(["download", "--disable-pip-version-check", "--no-deps", "--progress-bar", "off"]);
        command.args(["--only-binary", ":all:", "--dest"]).arg(folder.join("wheels")).arg(requirement);
        // What is on its way is below the folder too, so that one can see how much of it is there.
        command.envs(["TMPDIR", "TEMP", "TMP"].map(|name| (name, folder))).env("PYTHONUNBUFFERED", "1");
        match command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().and_then(|child| watch(child, folder)) {
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
        "no pip to download botocore with:{failures}\n  hint: install Python's pip, or name a wheel that is there: \
         --from WHEEL"
    ))
}

/// Waits for pip, with a bar on the terminal, if there is one: how many bytes are there of those that it announces.
fn watch(mut child: Child, folder: &Path) -> io::Result<Output> {
    let total = AtomicU64::new(0);
    let said = child.stdout.take();
    let bar = ProgressBar::no_length().with_message("downloading botocore");
    bar.set_style(style("{spinner} {msg}"));
    let output = thread::scope(|scope| {
        scope.spawn(|| {
            let lines = said.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok);
            let sizes = lines.filter_map(|line| announced_bytes(&line));
            sizes.for_each(|bytes| total.store(bytes, Ordering::Relaxed));
        });
        let waiting = scope.spawn(|| child.wait_with_output());
        while !waiting.is_finished() {
            match total.load(Ordering::Relaxed) {
                0 => bar.tick(),
                bytes => {
                    if bar.length() != Some(bytes) {
                        bar.set_style(style("{spinner} {msg} {wide_bar} {bytes} of {total_bytes}"));
                        bar.set_length(bytes);
                    }
                    bar.set_position(largest_file(folder));
                }
            }
            thread::sleep(Duration::from_millis(50));
        }
        waiting.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    bar.finish_and_clear();
    output
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The size in a line such as `Downloading botocore-1.44.5-py3-none-any.whl (14.9 MB)`.
fn announced_bytes(line: &str) -> Option<u64> {
    let (_, size) = line.rsplit_once('(')?;
    let (number, unit) = size.strip_suffix(')')?.split_once(' ')?;
    let scale = match unit {
        "kB" => 1e3,
        "MB" => 1e6,
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    // Whole numbers of bytes, far below 2^53.
    Some((number * scale) as u64)
}

/// The size of the largest file below a folder: pip downloads into one, and copies it at the end.
fn largest_file(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => largest_file(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.map(size).max().unwrap_or_default()
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
    use super::{announced_bytes, failure};

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

    #[test]
    fn pip_announces_sizes() {
        assert_eq!(announced_bytes("Downloading botocore-1.44.5-py3-none-any.whl (14.9 MB)"), Some(14_900_000));
        assert_eq!(announced_bytes("  Using cached botocore-1.44.5-py3-none-any.whl (812 kB)"), Some(812_000));
        assert_eq!(announced_bytes("Collecting botocore==1.44.5"), None);
        assert_eq!(announced_bytes("Saved (it is)"), None);
    }
}
