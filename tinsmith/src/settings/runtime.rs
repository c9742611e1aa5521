//! Where the runtime comes from that generated crates link against.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::reader::Reader;

/// Where a generated crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// A directory with its crate.
    Path(PathBuf),
    /// A version in the registry.
    Version(String),
    /// A repository, at a revision or tag.
    Git {
        /// The address of the repository.
        url: String,
        /// `rev` or `tag`.
        kind: &'static str,
        /// Which one.
        reference: String,
    },
    /// A directory that the generator writes the runtime into.
    Vendored(PathBuf),
}

const KNOWN: &[&str] = &["path", "version", "git", "rev", "tag", "vendored"];

/// `[runtime]`, with its paths from the directory of the configuration.
pub(super) fn read(reader: &mut Reader<'_>, table: &Table, directory: &Path) -> Option<RuntimeSource> {
    let value = table.get("runtime")?;
    let Some(table) = value.as_table() else {
        reader.problem("runtime", "it is not a table", "write [runtime], and below it path, version, git or vendored");
        return None;
    };
    reader.only(table, "runtime.", KNOWN);
    let mut text = |key: &str| reader.text(table, "runtime.", key);
    let (path, version, vendored) = (text("path"), text("version"), text("vendored"));
    let git = text("git").map(|url| (url, text("rev").map(|rev| ("rev", rev)).or(text("tag").map(|tag| ("tag", tag)))));
    match (path, version, git, vendored) {
        (Some(path), None, None, None) => Some(RuntimeSource::Path(directory.join(path))),
        (None, Some(version), None, None) => Some(RuntimeSource::Version(version)),
        (None, None, Some((url, Some((kind, reference)))), None) => Some(RuntimeSource::Git { url, kind, reference }),
        (None, None, Some((_, None)), None) => {
            let hint = "add rev = \"…\" or tag = \"…\": otherwise the crate is another one tomorrow";
            reader.problem("runtime.git", "it has no revision", hint);
            None
        }
        (None, None, None, Some(folder)) => Some(RuntimeSource::Vendored(directory.join(folder))),
        _ => {
            if table.keys().all(|key| table.get(key).is_some_and(Value::is_str)) {
                reader.problem(
                    "runtime",
                    "it says none or several of its sources",
                    "name one: path, version, git or vendored",
                );
            }
            None
        }
    }
}
