//! What a program finds around itself: variables of the environment, and files.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Variables of the environment and files, as settings and credentials are looked for in them: those of the process, or
/// others in their place, for tests. Cheap to clone; clones share the files.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::config::System;
///
/// let system = System::in_memory(
///     [("HOME", "/home"), ("AWS_PROFILE", "blue")],
///     [("/home/.aws/config", "[profile blue]\nregion = eu-west-1\n")],
/// );
/// let config = Config::default().system(system);
/// # let _ = config;
/// ```
#[derive(Clone)]
pub struct System {
    variable: Variable,
    /// The names of all variables, where they can be told.
    names: Arc<dyn Fn() -> Vec<String> + Send + Sync>,
    files: Files,
}

type Variable = Arc<dyn Fn(&str) -> Option<OsString> + Send + Sync>;

#[derive(Clone)]
enum Files {
    OnDisk,
    InMemory(Arc<Mutex<BTreeMap<PathBuf, Vec<u8>>>>),
}

impl System {
    /// The variables of this process, and the files of the disk.
    #[must_use]
    pub fn of_process() -> Self {
        let names = || std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect();
        Self { variable: Arc::new(|name| std::env::var_os(name)), names: Arc::new(names), files: Files::OnDisk }
    }

    /// These variables and files alone. What is written stays in memory.
    #[must_use]
    pub fn in_memory<'a>(
        variables: impl IntoIterator<Item = (&'a str, &'a str)>,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let variables: BTreeMap<String, OsString> =
            variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        let files =
            files.into_iter().map(|(path, content)| (PathBuf::from(path), content.as_bytes().to_vec())).collect();
        let names: Vec<String> = variables.keys().cloned().collect();
        Self {
            variable: Arc::new(move |name| variables.get(name).cloned()),
            names: Arc::new(move || names.clone()),
            files: Files::InMemory(Arc::new(Mutex::new(files))),
        }
    }

    /// The variables that this function gives, and no files.
    #[must_use]
    pub fn of_variables(variable: impl Fn(&str) -> Option<OsString> + Send + Sync + 'static) -> Self {
        Self { variable: Arc::new(variable), names: Arc::new(Vec::new), files: Files::InMemory(Arc::default()) }
    }

    /// The value of a variable, as it is.
    #[must_use]
    pub fn variable_os(&self, name: &str) -> Option<OsString> {
        (self.variable)(name)
    }

    /// The value of a variable, without white space round it. One that is empty, or is not text, counts as unset.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<String> {
        let value = self.variable_os(name)?.into_string().ok()?;
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The names of the variables that begin so, in order, where they can be told: a function gives values alone.
    pub(crate) fn variables_that_begin_with(&self, beginning: &str) -> Vec<String> {
        let mut names = (self.names)();
        names.retain(|name| name.starts_with(beginning));
        names.sort();
        names
    }

    /// What is in a file.
    ///
    /// # Errors
    ///
    /// As [`std::fs::read`].
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.files {
            Files::OnDisk => std::fs::read(path),
            Files::InMemory(files) => {
                let missing = || io::Error::new(io::ErrorKind::NotFound, "there is no such file");
                locked(files).get(path).cloned().ok_or_else(missing)
            }
        }
    }

    /// Writes a file that only its user may read, as a whole or not at all.
    ///
    /// # Errors
    ///
    /// When it cannot be written beside the file that is there, or put in its place.
    pub fn write_private(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        match &self.files {
            Files::OnDisk => write_private(path, content),
            Files::InMemory(files) => {
                locked(files).insert(path.to_owned(), content.to_vec());
                Ok(())
            }
        }
    }
}

fn locked(files: &Mutex<BTreeMap<PathBuf, Vec<u8>>>) -> MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    use std::io::Write as _;

    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(format!(".{}", std::process::id()));
    let aside = PathBuf::from(aside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&aside).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    let result = written.and_then(|()| std::fs::rename(&aside, path));
    if result.is_err() {
        // It may not be there at all; the error that matters is the first.
        let _ = std::fs::remove_file(&aside);
    }
    result
}

/// Says nothing of values and contents, which may be secret.
impl fmt::Debug for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.files {
            Files::OnDisk => "System(of the process)",
            Files::InMemory(_) => "System(in memory)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_that_are_blank_are_unset() {
        let system = System::in_memory([("A", " b "), ("C", " ")], []);
        assert_eq!(system.variable("A").as_deref(), Some("b"));
        assert_eq!((system.variable("C"), system.variable("D")), (None, None));
    }

    #[test]
    fn files_in_memory_are_shared_by_clones() {
        let system = System::in_memory([], [("/a", "one")]);
        assert_eq!(system.read(Path::new("/a")).unwrap(), b"one");
        system.clone().write_private(Path::new("/b"), b"two").unwrap();
        assert_eq!(system.read(Path::new("/b")).unwrap(), b"two");
        assert_eq!(system.read(Path::new("/c")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn private_files_are_for_their_user_alone_and_leave_nothing_beside() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = std::env::temp_dir().join(format!("tinsmith-system-{}", std::process::id()));
        let path = folder.join("cache/token.json");
        let system = System::of_process();
        system.write_private(&path, b"one").unwrap();
        system.write_private(&path, b"two").unwrap();
        assert_eq!(system.read(&path).unwrap(), b"two");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.join("cache")).unwrap().count(), 1);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
