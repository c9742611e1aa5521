//! A trait is honoured when something asks for it.

use std::fs;
use std::path::Path;

use super::{HONOURED, PROTOCOLS};

/// The names of the constants of trait ids, by id.
fn constants() -> Vec<(String, String)> {
    let text = fs::read_to_string(source().join("traits/ids.rs")).expect("readable");
    let constants = text.lines().filter_map(|line| {
        let (name, id) = line.strip_prefix("pub const ")?.split_once(": &str = \"")?;
        Some((id.trim_end_matches("\";").to_owned(), name.to_owned()))
    });
    constants.collect()
}

fn source() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
}

/// The text of all source files but the lists of traits, and `check/values.rs`, which only looks at the form of a value.
fn texts(folder: &Path, texts: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_list = ["traits/mod.rs", "traits/ids.rs", "check/values.rs"].iter().any(|file| path.ends_with(file));
        if path.is_dir() {
            self::texts(&path, texts);
        } else if !is_list {
            texts.push_str(&fs::read_to_string(&path).expect("readable"));
        }
    }
}

#[test]
fn what_is_honoured_is_asked_for() {
    let mut sources = String::new();
    texts(source(), &mut sources);
    let constants = constants();
    let is_read = |id: &str| {
        let (_, name) = constants.iter().find(|(known, _)| known == id).expect("a constant of this id");
        let used = format!("ids::{name}");
        let mut behind = sources.match_indices(&used).map(|(at, used)| &sources[at + used.len()..]);
        behind.any(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_'))
    };
    let unread: Vec<&&str> = HONOURED.iter().filter(|id| !is_read(id)).collect();
    assert!(unread.is_empty(), "nothing asks for {unread:?}");
    assert!(!is_read(PROTOCOLS[0]), "the test tells a trait that is read from one that is not");
}
