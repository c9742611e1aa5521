//! Shared configuration files, where they are, and what they set.

mod endpoint_urls;
mod features;
mod locations;
mod profiles;
mod recursion;

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::clients::plan::Plan;
use crate::{Case, Difference, endpoints, files};

/// Runs a file of the folder `configuration`; its name says of what kind its cases are.
///
/// # Errors
///
/// A file that cannot be read; all cases that cannot be understood, by their names, one a line.
pub fn run(set: &str, file: &Path, partitions: &Path, plan: &mut Plan) -> Result<Vec<Case>, String> {
    match files::stem(file).as_str() {
        "profile-parser" | "profile-sections" => run_cases(set, file, profiles::run_case),
        "file-locations" => run_cases(set, file, locations::run_case),
        "endpoint-urls" => {
            let partitions = endpoints::partitions(&files::json(partitions)?)?;
            run_cases(set, file, |case| endpoint_urls::run_case(case, partitions))
        }
        "recursion-detection" => run_cases(set, file, recursion::run_case),
        "user-agent-features" => features::run(set, file),
        _ => {
            let count = files::json(file)?.get("cases").and_then(Value::as_array).map_or(0, Vec::len);
            plan.leave_out(set, count, "files of this name are not known");
            Ok(Vec::new())
        }
    }
}

fn run_cases(
    set: &str,
    file: &Path,
    run_case: impl Fn(&Value) -> Result<Vec<Difference>, String>,
) -> Result<Vec<Case>, String> {
    let document = files::json(file)?;
    let listed = document.get("cases").and_then(Value::as_array);
    let listed = listed.ok_or_else(|| format!("{}: `/cases` is not an array", file.display()))?;
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (index, case) in listed.iter().enumerate() {
        let name = case.get("name").and_then(Value::as_str).map_or_else(|| format!("case {index}"), str::to_owned);
        match run_case(case) {
            Ok(differences) => cases.push(Case::new(set, name, differences)),
            Err(problem) => problems.push(format!("{}: {name}: {problem}", file.display())),
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

/// An object of the case; an empty one where there is none.
fn object<'c>(case: &'c Value, name: &str) -> Result<&'c Map<String, Value>, String> {
    static EMPTY: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    match case.get(name) {
        None | Some(Value::Null) => Ok(&EMPTY),
        Some(Value::Object(object)) => Ok(object),
        Some(_) => Err(format!("`{name}` is not an object")),
    }
}

/// The variables of the case's environment.
fn variables(case: &Value) -> Result<impl Fn(&str) -> Option<String>, String> {
    let environment = object(case, "environment")?;
    if let Some((name, _)) = environment.iter().find(|(_, value)| !value.is_string()) {
        return Err(format!("`environment.{name}` is not a string"));
    }
    Ok(move |name: &str| environment.get(name).and_then(Value::as_str).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::test_data::{failures, shared};

    #[test]
    fn configuration_passes() {
        let Some(directory) = shared("configuration") else {
            return;
        };
        for (name, count) in [
            ("profile-parser", 43),
            ("profile-sections", 6),
            ("file-locations", 5),
            ("endpoint-urls", 26),
            ("recursion-detection", 4),
            ("user-agent-features", 73),
        ] {
            let file = directory.join(format!("{name}.json"));
            let partitions = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../models/partitions.json"));
            let cases = run(name, &file, partitions, &mut Plan::default()).expect("readable cases");
            assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
            assert_eq!(cases.len(), count, "{name}");
        }
    }

    #[test]
    fn what_comes_out_otherwise_is_a_difference() {
        let case = json!({"files": {"config": "[profile a]\nB = c\nd"}, "expect": {"profiles": {"a": {"b": "C"}}}});
        let differences = profiles::run_case(&case).unwrap();
        assert_eq!(differences.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["problems", "profiles"]);
        let case = json!({"files": {"config": "[profile a]"}, "expect": {"error": {"text": "wrong"}}});
        assert_eq!(profiles::run_case(&case).unwrap()[0].what, "problems");
        let case =
            json!({"service": "s3", "environment": {"AWS_ENDPOINT_URL": "https://a"}, "expect": {"url": "https://b"}});
        assert_eq!(endpoint_urls::run_case(&case, &[]).unwrap()[0].actual, "https://a");
        let case = json!({"service": "s3", "profile": "none", "expect": {"url": "https://b"}});
        assert!(
            endpoint_urls::run_case(&case, &[]).unwrap()[0].actual.starts_with("no URL: there is no profile `none`")
        );
        let case = json!({"platform": "linux", "environment": {"HOME": "/a"}, "expect": {"config": "/b/.aws/config"}});
        assert_eq!(locations::run_case(&case).unwrap()[0].actual, "/a/.aws/config");
    }

    #[test]
    fn a_trace_that_should_not_be_there_is_a_difference() {
        let lambda = json!({"AWS_LAMBDA_FUNCTION_NAME": "a", "_X_AMZN_TRACE_ID": "b"});
        let case = json!({"environment": lambda, "before": ["A: c"], "after": []});
        let differences = recursion::run_case(&case).unwrap();
        assert_eq!(differences.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["a", "x-amzn-trace-id"]);
        let case = json!({"environment": {}, "before": ["A"], "after": []});
        assert_eq!(recursion::run_case(&case).unwrap_err(), "`before` has a line that is no header");
    }

    #[test]
    fn what_a_case_has_and_nobody_knows_is_a_problem() {
        let case = json!({"files": {}, "expect": {"plugins": {}}});
        assert_eq!(profiles::run_case(&case).unwrap_err(), "`expect.plugins` is not known");
        let case = json!({"files": {"keys": ""}, "expect": {}});
        assert_eq!(profiles::run_case(&case).unwrap_err(), "`files.keys` is not known");
        assert_eq!(locations::run_case(&json!({})).unwrap_err(), "it lacks the string `platform`");
    }
}
