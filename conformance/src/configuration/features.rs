//! Features of the user agent and their ids.

use std::path::Path;

use serde_json::Value;
use tinsmith_runtime::user_agent::Feature;

use crate::{Case, Difference, files};

/// Compares the id of every feature in `features`, by its name.
///
/// # Errors
///
/// A file that cannot be read, or has no such table.
pub fn run(set: &str, file: &Path) -> Result<Vec<Case>, String> {
    let document = files::json(file)?;
    let table = document.get("features").and_then(Value::as_object);
    let table = table.ok_or_else(|| format!("{}: `/features` is not an object", file.display()))?;
    let case = |(name, id): (&String, &Value)| {
        let expected = id.as_str().ok_or_else(|| format!("{}: the id of {name} is not a string", file.display()))?;
        let actual = Feature::ALL.iter().find(|feature| feature.name() == name).map_or("unknown", |known| known.id());
        Ok(Case::new(set, name, Difference::between("id", expected, actual).into_iter().collect()))
    };
    table.iter().map(case).collect()
}
