//! Where credentials and tokens come from.

mod chains;
mod endpoints;
mod exchange;
mod login;
mod outcome;
mod providers;
mod setup;
mod sso_token;

use std::path::Path;

use serde_json::{Map, Value};

use crate::clients::plan::Plan;
use crate::{Case, Difference, files};

type RunCase = fn(&Value) -> Result<Vec<Difference>, String>;

/// Runs a file of the folder `credentials`; its name says of what kind its cases are.
///
/// # Errors
///
/// A file that cannot be read; all cases that cannot be understood, by their names, one a line.
pub fn run(set: &str, file: &Path, plan: &mut Plan) -> Result<Vec<Case>, String> {
    let run_case: RunCase = match files::stem(file).as_str() {
        "provider-chain" | "profile-provider" | "token-chain" => providers::run_case,
        "profile-chains" => chains::run_case,
        "sso-token" => sso_token::run_case,
        "container-endpoints" => endpoints::run_container,
        "imds-endpoints" => endpoints::run_instance_metadata,
        "login" => login::run_case,
        _ => {
            let count = files::json(file)?.get("cases").and_then(Value::as_array).map_or(0, Vec::len);
            plan.leave_out(set, count, "files of this name are not known");
            return Ok(Vec::new());
        }
    };
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

/// A text that the case must have.
fn string<'c>(case: &'c Value, pointer: &str) -> Result<&'c str, String> {
    case.pointer(pointer).and_then(Value::as_str).ok_or_else(|| format!("`{pointer}` is not a string"))
}

/// An object that the case may have.
fn object<'c>(case: &'c Value, name: &str) -> Result<Option<&'c Map<String, Value>>, String> {
    match case.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(_) => Err(format!("`{name}` is not an object")),
    }
}

/// The texts of an object.
fn texts<'c>(case: &'c Value, name: &str) -> Result<Vec<(&'c str, &'c str)>, String> {
    let entries = object(case, name)?.into_iter().flatten();
    entries
        .map(|(key, value)| {
            let text = value.as_str().ok_or_else(|| format!("`{name}.{key}` is not a string"))?;
            Ok((key.as_str(), text))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::test_data::{failures, shared};

    #[test]
    fn credentials_pass() {
        let Some(directory) = shared("credentials") else {
            return;
        };
        for (name, count) in [
            ("provider-chain", 21),
            ("profile-provider", 13),
            ("token-chain", 2),
            ("profile-chains", 18),
            ("sso-token", 8),
            ("container-endpoints", 7),
            ("imds-endpoints", 10),
            ("login", 6),
        ] {
            let cases =
                run(name, &directory.join(format!("{name}.json")), &mut Plan::default()).expect("readable cases");
            assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
            assert_eq!(cases.len(), count, "{name}");
        }
    }

    #[track_caller]
    fn differ(differences: Result<Vec<Difference>, String>, expected: &[&str]) {
        let differences = differences.expect("it is understood");
        assert_eq!(differences.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), expected, "{differences:#?}");
    }

    /// A web identity in the environment, and the call that it takes.
    fn web_identity() -> Value {
        json!({
            "provider": "chain",
            "environment": {"AWS_REGION": "eu-west-1", "AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/a"},
            "files": {"/t": "a token that is long enough"},
            "http": [{
                "request": {
                    "method": "POST", "uri": "https://sts.eu-west-1.amazonaws.com/",
                    "form": {
                        "Action": "AssumeRoleWithWebIdentity", "Version": "2011-06-15", "RoleSessionName": null,
                        "RoleArn": "arn:aws:iam::123456789012:role/a", "WebIdentityToken": "a token that is long enough",
                    },
                },
                "response": {"status": 200, "headers": {}, "body": "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>AKIDAKIDAKIDAKID</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"},
            }],
            "expect": {
                "credentials": {"accessKeyId": "AKIDAKIDAKIDAKID", "secretAccessKey": "s", "sessionToken": "t", "expiry": 1_893_456_000},
                "features": ["h", "k"],
            },
        })
    }

    #[test]
    fn what_is_asked_otherwise_is_a_difference() {
        differ(providers::run_case(&web_identity()), &[]);
        let with = |pointer: &str, value: Value| {
            let mut case = web_identity();
            *case.pointer_mut(pointer).expect("it is there") = value;
            providers::run_case(&case)
        };
        differ(with("/http/0/request/uri", json!("https://sts.amazonaws.com/")), &["request 1: uri"]);
        differ(with("/http/0/request/form/Version", json!("2")), &["request 1: form"]);
        differ(with("/http/0/request/method", json!("GET")), &["request 1: method"]);
        differ(with("/expect/features", json!(["k"])), &["features"]);
        differ(with("/expect/credentials/expiry", json!(1)), &["credentials"]);
        // Who does not answer is asked three times.
        differ(with("/http", json!([])), &["request 1", "request 2", "request 3", "credentials"]);
        let mut case = web_identity();
        let again = case["http"][0].clone();
        case["http"].as_array_mut().expect("an array").push(again);
        differ(providers::run_case(&case), &["requests"]);
        let signed = json!({"accessKeyId": "AKID", "region": "eu-west-1", "service": "sts"});
        case = web_identity();
        case["http"][0]["request"]["signed"] = signed;
        differ(providers::run_case(&case), &["request 1: signature"]);
        case = web_identity();
        case["expect"] = json!({"error": {"kind": "service-error"}});
        differ(providers::run_case(&case), &["error"]);
    }

    #[test]
    fn an_error_of_another_kind_is_a_difference() {
        let case = json!({
            "provider": "profile", "environment": {"HOME": "/home"}, "http": [],
            "files": {"/home/.aws/config": "[default]\ncredential_process = exit 1\n"},
            "expect": {"error": {"kind": "process-output"}},
        });
        differ(providers::run_case(&case), &["error"]);
        let case = json!({"provider": "profile", "http": [], "expect": {"error": {"kind": "none of them"}}});
        assert_eq!(providers::run_case(&case).unwrap_err(), "`none of them` is no kind of error");
    }
}
