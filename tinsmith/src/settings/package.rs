//! `[package]` and `[features]`: what the manifest of the generated crate says beside what is generated.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::reader::Reader;

/// What the user says of the generated crate.
#[derive(Debug, Default)]
pub struct Package {
    /// `[package]`, as it is to stand in the manifest.
    pub table: Table,
    /// `[features]`: what is on by default, and features of the user's own.
    pub features: BTreeMap<String, Vec<String>>,
}

/// Keys of `[package]` that the generator or cargo decides, each with the reason.
const NOT_HERE: &[(&str, &str)] =
    &[("workspace", "cargo finds the workspace around the crate"), ("build", "a generated crate has no build script")];

pub(super) fn read(reader: &mut Reader<'_>, table: &Table) -> Package {
    let package = reader.table(table, "", "package").cloned().unwrap_or_default();
    for (key, why) in NOT_HERE.iter().filter(|(key, _)| package.contains_key(*key)) {
        reader.problem(&format!("package.{key}"), "it cannot be set", why);
    }
    if let Some(name) = reader.text(&package, "package.", "name").filter(|name| !is_package_name(name)) {
        let reason = format!("`{name}` cannot be the name of a package");
        reader.problem("package.name", &reason, "letters, digits, `-` and `_`, not beginning with a digit");
    }
    let mut features = BTreeMap::new();
    if let Some(table) = reader.table(table, "", "features") {
        for name in table.keys() {
            features.extend(reader.list(table, "features.", name).map(|list| (name.clone(), list)));
        }
    }
    Package { table: package, features }
}

/// Whether cargo takes it for the name of a package, and rustc for that of a crate.
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
}

impl Package {
    /// The keys of `[package]` with their values as TOML: those of the user, and these where he says nothing.
    #[must_use]
    pub fn with_defaults(&self, defaults: &[(&str, String)]) -> Vec<(String, String)> {
        let own = |key: &str| self.table.get(key).map(Value::to_string);
        let defaults = defaults.iter().map(|(key, value)| {
            let value = own(key).unwrap_or_else(|| Value::from(value.as_str()).to_string());
            ((*key).to_owned(), value)
        });
        let mut keys: Vec<(String, String)> = defaults.collect();
        for (key, value) in &self.table {
            if !keys.iter().any(|(known, _)| known == key) {
                keys.push((key.clone(), value.to_string()));
            }
        }
        keys
    }
}
