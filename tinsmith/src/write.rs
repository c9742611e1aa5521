use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file to be written.
pub struct Output {
    pub path: PathBuf,
    pub text: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Created,
    Changed,
    Unchanged,
}

/// Writes the files whose content differs. All are written under other names first, so that a full disk or a folder
/// without permission leaves everything as it was.
pub fn write_changed(outputs: &[Output]) -> Result<Vec<Change>, (PathBuf, io::Error)> {
    let mut changes = Vec::new();
    let mut staged = Vec::new();
    for output in outputs {
        let named = |error| (output.path.clone(), error);
        let change = change(output).map_err(named)?;
        changes.push(change);
        if change != Change::Unchanged {
            staged.push((stage(output).map_err(named)?, &output.path));
        }
    }
    for (file, path) in staged {
        file.persist(path).map_err(|error| (path.clone(), error.error))?;
    }
    Ok(changes)
}

fn change(output: &Output) -> io::Result<Change> {
    match fs::read(&output.path) {
        Ok(old) if old == output.text.as_bytes() => Ok(Change::Unchanged),
        Ok(_) => Ok(Change::Changed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Change::Created),
        Err(error) => Err(error),
    }
}

fn stage(output: &Output) -> io::Result<NamedTempFile> {
    let folder = match output.path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(output.text.as_bytes())?;
    share(&file)?;
    Ok(file)
}

/// Temporary files are private to their owner; models are not.
#[cfg(unix)]
fn share(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: PathBuf, text: &str) -> Output {
        Output { path, text: text.to_owned() }
    }

    #[test]
    fn only_what_changed_is_written() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("models/a.json");
        let write = |text| write_changed(&[output(path.clone(), text)]).expect("writable");
        assert_eq!(write("1"), [Change::Created]);
        assert_eq!(write("1"), [Change::Unchanged]);
        assert_eq!(write("2"), [Change::Changed]);
        assert_eq!(fs::read_to_string(&path).expect("written"), "2");
    }

    #[test]
    fn nothing_is_written_when_one_file_fails() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let good = folder.path().join("good.json");
        let blocked = folder.path().join("file");
        fs::write(&blocked, "").expect("writable");
        let outputs = [output(good.clone(), "1"), output(blocked.join("below.json"), "1")];
        assert!(write_changed(&outputs).is_err());
        assert!(!good.exists());
    }
}
