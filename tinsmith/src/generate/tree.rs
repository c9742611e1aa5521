//! The generated crate or module on disk: what differs, and writing it, all or nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tinsmith_codegen::in_parallel;

use super::banner::is_generated;

/// Which files of the directory a run answers for: only those may be deleted.
#[derive(Debug)]
pub enum Scope {
    /// All generated files.
    Everything,
    /// Those of these modules.
    Services(Vec<String>),
}

/// What differs between disk and memory, by path with `/`.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files that are not there yet.
    pub created: BTreeSet<String>,
    /// Files whose content differs, with what is there.
    pub changed: BTreeMap<String, String>,
    /// Generated files that nothing generates any more, with what is there.
    pub deleted: BTreeMap<String, String>,
}

impl Changes {
    /// Whether disk and memory are the same.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.deleted.is_empty()
    }

    /// All paths that differ.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.created.iter().chain(self.changed.keys()).chain(self.deleted.keys())
    }
}

/// What is in the directory of the generated crate or module.
#[derive(Debug)]
pub struct Disk {
    out: PathBuf,
    /// The folder of Rust files in it, with a `/` behind it if it is not that itself.
    folder: &'static str,
    scope: Scope,
    /// The Rust files, or why they cannot be listed.
    sources: Result<Vec<String>, String>,
    /// What is in those that can be read, and in the manifest.
    contents: BTreeMap<String, Vec<u8>>,
}

impl Disk {
    /// Reads all files that the run may have to compare; those of the runtime too, where it is written along.
    #[must_use]
    pub fn read(out: &Path, folder: &'static str, scope: Scope, vendored: Option<&str>) -> Self {
        let roots = std::iter::once(folder.to_owned()).chain(vendored.map(|folder| format!("{folder}/src/")));
        let sources = sources(out, roots.collect());
        let relevant = |path: &&String| scope.has(folder, path) || is_shared(folder, path);
        let mut paths: Vec<&str> = sources.iter().flatten().filter(relevant).map(String::as_str).collect();
        paths.push("Cargo.toml");
        let contents =
            in_parallel(&paths, |path| fs::read(out.join(path)).ok().map(|content| ((*path).to_owned(), content)));
        Self { out: out.to_owned(), folder, scope, contents: contents.into_iter().flatten().collect(), sources }
    }

    /// The files of a service that can be read, in order of their paths.
    pub fn service(&self, module: &str) -> impl Iterator<Item = (&str, &[u8])> {
        let directory = directory(self.folder, module);
        let from = self.contents.range(directory.clone()..);
        from.take_while(move |(path, _)| path.starts_with(&directory)).map(entry)
    }

    /// Those that belong to no service.
    pub fn shared(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.contents.iter().filter(|(path, _)| is_shared(self.folder, path)).map(entry)
    }

    /// Compares the directory with the files that it should have.
    ///
    /// # Errors
    ///
    /// Files that cannot be read; files in the way that the generator did not write.
    pub fn compare(&self, files: &BTreeMap<String, String>) -> Result<Changes, String> {
        let mut changes = Changes::default();
        let mut in_the_way = Vec::new();
        for (path, text) in files {
            match self.content(path) {
                Ok(existing) if *existing == *text.as_bytes() => {}
                Ok(existing) => {
                    let existing = String::from_utf8_lossy(&existing).into_owned();
                    if is_generated(&existing) {
                        changes.changed.insert(path.clone(), existing);
                    } else {
                        in_the_way.push(format!(
                            "{}: it is in the way, and not generated: its first line is not the generator's\n  hint: move it",
                            self.out.join(path).display()
                        ));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => drop(changes.created.insert(path.clone())),
                Err(error) => in_the_way.push(format!("{}: it cannot be read: {error}", self.out.join(path).display())),
            }
        }
        if !in_the_way.is_empty() {
            return Err(in_the_way.join("\n"));
        }
        for path in self.sources.as_ref().map_err(String::clone)? {
            if self.scope.has(self.folder, path) && !files.contains_key(path) {
                let text = self.content(path).map_err(|error| format!("{path}: it cannot be read: {error}"))?;
                let text = String::from_utf8_lossy(&text).into_owned();
                if is_generated(&text) {
                    changes.deleted.insert(path.clone(), text);
                }
            }
        }
        Ok(changes)
    }

    /// What was read, or why it was not.
    fn content(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        match self.contents.get(path) {
            Some(content) => Ok(Cow::Borrowed(content)),
            None => fs::read(self.out.join(path)).map(Cow::Owned),
        }
    }
}

impl Scope {
    fn has(&self, folder: &str, path: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Services(modules) => modules.iter().any(|module| path.starts_with(&directory(folder, module))),
        }
    }
}

/// Where the files of a service are.
fn directory(folder: &str, module: &str) -> String {
    format!("{folder}{}/", module.trim_start_matches("r#"))
}

/// Whether the file is in no directory of a service.
fn is_shared(folder: &str, path: &str) -> bool {
    !path.strip_prefix(folder).unwrap_or(path).contains('/')
}

fn entry<'a>((path, content): (&'a String, &'a Vec<u8>)) -> (&'a str, &'a [u8]) {
    (path, content)
}

/// Rust files below some directories, which end with `/`, but for that of `out` itself, which is empty.
fn sources(out: &Path, mut open: Vec<String>) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    while let Some(directory) = open.pop() {
        let entries = match fs::read_dir(out.join(&directory)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(format!("{}: it cannot be read: {error}", out.join(&directory).display())),
        };
        for entry in entries {
            let entry = entry.map_err(|error| format!("{directory}: {error}"))?;
            let path = format!("{directory}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(|error| format!("{path}: {error}"))?;
            if kind.is_dir() {
                open.push(format!("{path}/"));
            } else if path.ends_with(".rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Brings the directory up to date. New content is written aside first, so that a full disk leaves everything as it was.
///
/// # Errors
///
/// What could not be written, renamed or deleted.
pub fn write(out: &Path, files: &BTreeMap<String, String>, changes: &Changes) -> Result<(), String> {
    if changes.is_empty() {
        return Ok(());
    }
    let failed = |path: &Path, error: io::Error| format!("{}: it cannot be written: {error}", path.display());
    fs::create_dir_all(out).map_err(|error| failed(out, error))?;
    let staging = tempfile::Builder::new().prefix(".staging-").tempdir_in(out).map_err(|error| failed(out, error))?;
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (number, path) in changes.created.iter().chain(changes.changed.keys()).enumerate() {
        let (aside, target) = (staging.path().join(number.to_string()), out.join(path));
        fs::write(&aside, files.get(path).map(String::as_str).unwrap_or_default())
            .map_err(|error| failed(&target, error))?;
        staged.push((aside, target));
    }
    for (_, target) in &staged {
        let directory = target.parent().unwrap_or(out);
        fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    }
    for (aside, target) in &staged {
        fs::rename(aside, target).map_err(|error| failed(target, error))?;
    }
    for path in changes.deleted.keys() {
        let path = out.join(path);
        fs::remove_file(&path).map_err(|error| failed(&path, error))?;
        // Directories that are empty now go too; others stay.
        let mut directory = path.parent();
        while let Some(empty) = directory.filter(|directory| *directory != out && fs::remove_dir(directory).is_ok()) {
            directory = empty.parent();
        }
    }
    Ok(())
}
