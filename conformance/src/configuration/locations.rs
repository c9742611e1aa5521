//! Where the shared files are.

use serde_json::Value;
use tinsmith_runtime::profile::{Locations, Platform, ProfileName};

use super::variables;
use crate::Difference;

/// Finds the files by `platform` and `environment`, and compares what `expect` has of `config`, `credentials` and
/// `profile`.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let platform = match case.get("platform").and_then(Value::as_str) {
        Some("windows") => Platform::Windows,
        Some(_) => Platform::Unix,
        None => return Err("it lacks the string `platform`".to_owned()),
    };
    let variables = variables(case)?;
    let found = Locations::from_variables(platform, &variables);
    let profile = ProfileName::from_variables(&variables);
    let expect = super::object(case, "expect")?;
    let mut differences = Vec::new();
    for (what, expected) in expect {
        let actual = match what.as_str() {
            "config" => found.config().path(),
            "credentials" => found.credentials().path(),
            "profile" => profile.name(),
            other => return Err(format!("`expect.{other}` is not known")),
        };
        let expected = expected.as_str().ok_or_else(|| format!("`expect.{what}` is not a string"))?;
        differences.extend(Difference::between(what, expected, actual));
    }
    Ok(differences)
}
