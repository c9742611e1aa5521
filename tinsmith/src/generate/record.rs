//! What was made of which inputs, by their hashes, so that a run that would make the same again need not.
//!
//! It says nothing of the disk: whoever asks brings the hash of what is there. So a file that was edited, added or deleted
//! is found as ever, and a record that is lost, cut off or of another generator only makes the run longer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tinsmith_codegen::LeftOut;

use super::package::Summary;
use crate::cache;

/// How many entries are kept, the newest ones: about 25 kB.
const ENTRIES: usize = 100;

/// How much of the executable is read: where linkers put the identity that they give each build.
const HEAD: u64 = 64 * 1024;

/// The record of earlier runs.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    generator: String,
    entries: Vec<Entry>,
    changed: bool,
}

#[derive(Debug)]
struct Entry {
    inputs: String,
    output: String,
    summary: Summary,
}

/// A hash of several things. Whoever writes an output by hand must not meet the hash of another, so it is a cryptographic one.
#[derive(Debug)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// With nothing in it.
    pub fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds one thing; its length too, so that no two lists of things are the same bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The hash in hexadecimal digits.
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The fingerprint of files.
pub fn fingerprint<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut fingerprint = Fingerprint::new();
    for (path, content) in files {
        fingerprint.add(path.as_bytes());
        fingerprint.add(content);
    }
    fingerprint.finish()
}

impl Record {
    /// The record in the user's cache, or, in a checkout, beside the executable, thus in the target directory. There is none
    /// where neither can be found.
    pub fn open(in_checkout: bool) -> Option<Self> {
        let executable = std::env::current_exe().ok()?;
        let generator = build(&executable).ok()?;
        let folder = if in_checkout { executable.parent()?.to_owned() } else { cache::folder()? };
        let path = folder.join("generated.json");
        let entries = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        let entries = entries.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(entry).collect();
        Some(Self { path, generator, entries, changed: false })
    }

    /// The start of a fingerprint of inputs: what is made of them depends on the generator too.
    pub fn inputs(&self) -> Fingerprint {
        let mut fingerprint = Fingerprint::new();
        fingerprint.add(self.generator.as_bytes());
        fingerprint
    }

    /// What is told of the output that these inputs are known to make, where it is this one, if one is given.
    pub fn find(&self, inputs: &str, output: Option<&str>) -> Option<&Summary> {
        let entry = self.entries.iter().find(|entry| entry.inputs == inputs)?;
        output.is_none_or(|output| entry.output == output).then_some(&entry.summary)
    }

    /// Notes what was made.
    pub fn note(&mut self, inputs: String, output: String, summary: Summary) {
        if self.find(&inputs, Some(&output)).is_none_or(|known| *known != summary) {
            self.entries.retain(|entry| entry.inputs != inputs);
            self.entries.insert(0, Entry { inputs, output, summary });
            self.changed = true;
        }
    }

    /// Writes what was noted. That it cannot be written is no error: the next run takes longer.
    pub fn save(&self) {
        if self.changed {
            let entries: Vec<Value> = self.entries.iter().take(ENTRIES).map(Entry::json).collect();
            let _ = replace(&self.path, Value::from(entries).to_string().as_bytes());
        }
    }
}

/// Which build the executable is. Cargo writes it anew when anything that it is made of changes; reading all of it would
/// take longer than all else that a run without changes does.
fn build(executable: &Path) -> io::Result<String> {
    let file = File::open(executable)?;
    let metadata = file.metadata()?;
    let written = metadata.modified()?.duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head)?;
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(&metadata.len().to_le_bytes());
    fingerprint.add(&written.as_nanos().to_le_bytes());
    fingerprint.add(&head);
    Ok(fingerprint.finish())
}

/// All or nothing, since other runs may be reading.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

impl Entry {
    fn json(&self) -> Value {
        let Summary { operations, left_out, shapes, files, lines, in_partitions, runtime_features, ignored_traits } =
            &self.summary;
        json!({
            "inputs": self.inputs,
            "output": self.output,
            "operations": operations,
            "left_out": [left_out.operations, left_out.shapes],
            "shapes": shapes,
            "files": files,
            "lines": lines,
            "in_partitions": in_partitions,
            "runtime_features": runtime_features,
            "ignored_traits": ignored_traits,
        })
    }
}

/// One that is whole.
fn entry(value: &Value) -> Option<Entry> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let count = |value: &Value| usize::try_from(value.as_u64()?).ok();
    let left_out = |index: usize| count(value.get("left_out")?.get(index)?);
    let features = value.get("runtime_features")?.as_array()?;
    let features: Option<BTreeSet<_>> = features.iter().map(|name| name.as_str().map(str::to_owned)).collect();
    let ignored = value.get("ignored_traits")?.as_object()?;
    let ignored: Option<BTreeMap<_, _>> = ignored.iter().map(|(id, times)| Some((id.clone(), count(times)?))).collect();
    let summary = Summary {
        operations: count(value.get("operations")?)?,
        left_out: LeftOut { operations: left_out(0)?, shapes: left_out(1)? },
        shapes: count(value.get("shapes")?)?,
        files: count(value.get("files")?)?,
        lines: count(value.get("lines")?)?,
        in_partitions: value.get("in_partitions")?.as_bool()?,
        runtime_features: features?,
        ignored_traits: ignored?,
    };
    Some(Entry { inputs: text("inputs")?, output: text("output")?, summary })
}
