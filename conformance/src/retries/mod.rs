//! Retries: which failures pass, what they cost, how long to wait, whole calls, the adaptive mode.

mod adaptive;
mod back_off;
mod calls;
mod classification;
mod failure;
mod fields;
mod quota;
mod request_headers;
mod service;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde_json::Value;
use tinsmith_runtime::retry::RetryCosts;

use self::fields::string;
use crate::{Case, Difference, files};

/// Runs every case of a file, by the file's name: `adaptive`, `backoff`, `classification`, `quota`, and through a client
/// `request-headers`, `standard-2026`, `standard-legacy`.
///
/// # Errors
///
/// A file that cannot be read, or is named like none of them; all cases that cannot be understood, one a line.
pub fn run(set: &str, file: &Path) -> Result<Vec<Case>, String> {
    let document = files::json(file)?;
    let stem = files::stem(file);
    let run_case: fn(&Value, &Value) -> Result<Vec<Difference>, String> = match &*stem {
        "adaptive" => |_, case| adaptive::run(case),
        "backoff" => |_, case| back_off::run(case),
        "classification" => classification::run,
        "quota" => |_, case| quota::run(case),
        "request-headers" => |_, case| request_headers::run(case),
        "standard-2026" => |_, case| calls::run(RetryCosts::New2026, case),
        "standard-legacy" => |_, case| calls::run(RetryCosts::Legacy, case),
        _ => return Err(format!("{}: it is none of the files of retries that are known", file.display())),
    };
    let listed = document.get("cases").and_then(Value::as_array);
    let listed = listed.ok_or_else(|| format!("{}: `/cases` is not an array", file.display()))?;
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (index, case) in listed.iter().enumerate() {
        let name = string(case, "name").map_or_else(|_| format!("case {index}"), str::to_owned);
        match run_case(&document, case) {
            Ok(differences) => cases.push(Case::new(set, name, differences)),
            Err(problem) => problems.push(format!("{}: {name}: {problem}", file.display())),
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}
