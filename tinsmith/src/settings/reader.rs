//! Values of a table, with all that is wrong with them.

use std::path::Path;

use tinsmith_codegen::nearest;
use toml::Table;

/// Reads the tables of a file and collects problems, so that one run shows all of them.
pub(super) struct Reader<'a> {
    path: &'a Path,
    problems: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &'a Path) -> Self {
        Self { path, problems: Vec::new() }
    }

    pub(super) fn problem(&mut self, key: &str, reason: &str, hint: &str) {
        let key = key.trim_end_matches('.');
        self.problems.push(format!("{}: {key}: {reason}\n  hint: {hint}", self.path.display()));
    }

    pub(super) fn is_well(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn finish(self) -> Result<(), String> {
        if self.is_well() { Ok(()) } else { Err(self.problems.join("\n")) }
    }

    /// Keys that are not known are problems.
    pub(super) fn only(&mut self, table: &Table, place: &str, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let hint = match nearest(key, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known are {}", known.join(", ")),
            };
            self.problem(&format!("{place}{key}"), "there is no such setting", &hint);
        }
    }

    pub(super) fn table<'t>(&mut self, table: &'t Table, place: &str, key: &str) -> Option<&'t Table> {
        let value = table.get(key)?;
        if value.as_table().is_none() {
            self.problem(&format!("{place}{key}"), "it is not a table", &format!("write [{place}{key}]"));
        }
        value.as_table()
    }

    pub(super) fn text(&mut self, table: &Table, place: &str, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.as_str().map(str::to_owned);
        if text.is_none() {
            self.problem(&format!("{place}{key}"), "it is not a string", "put it in quotes");
        }
        text
    }

    pub(super) fn flag(&mut self, table: &Table, place: &str, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        if value.as_bool().is_none() {
            self.problem(&format!("{place}{key}"), "it is not true or false", &format!("write {key} = false"));
        }
        value.as_bool()
    }

    pub(super) fn list(&mut self, table: &Table, place: &str, key: &str) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let list = value
            .as_array()
            .and_then(|list| list.iter().map(|entry| entry.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>());
        if list.is_none() {
            self.problem(&format!("{place}{key}"), "it is not a list of strings", "write [\"…\", \"…\"]");
        }
        list
    }
}
