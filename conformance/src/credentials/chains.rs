//! What a profile leads to, without a call.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use tinsmith_runtime::credentials::{BaseStep, ProfileChain, RoleStep};
use tinsmith_runtime::profile::{FileKind, ProfileFile, ProfileSet};

use super::outcome::sorted;
use super::{object, string};
use crate::Difference;

/// Follows the case's `selectedProfile` through `profiles` and `ssoSessions`, and compares the steps with `expect.chain`, or
/// that there is an error.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let profiles = profiles(case)?;
    let chain = ProfileChain::of(&profiles, string(case, "/selectedProfile")?);
    let expect = case.get("expect").ok_or("it expects nothing")?;
    let expected = match (expect.get("chain").and_then(Value::as_array), expect.get("error")) {
        (Some(chain), None) => steps(chain.iter().map(sorted)),
        (None, Some(_)) => "an error".to_owned(),
        _ => return Err("it expects neither a chain nor an error".to_owned()),
    };
    let actual = match chain {
        Ok(chain) => {
            let roles = chain.roles.iter().map(role);
            steps(std::iter::once(base(&chain.base)?).chain(roles).map(|step| sorted(&step)))
        }
        Err(_) if expected == "an error" => expected.clone(),
        Err(error) => error.to_string(),
    };
    Ok(Difference::between("chain", &expected, &actual).into_iter().collect())
}

/// The profiles and sessions of a case, as they stand in a file.
pub(super) fn profiles(case: &Value) -> Result<ProfileSet, String> {
    let mut text = String::new();
    for (kind, name) in [("profile", "profiles"), ("sso-session", "ssoSessions")] {
        for (section, properties) in object(case, name)?.into_iter().flatten() {
            let _ = writeln!(text, "[{kind} {section}]");
            for (key, value) in properties.as_object().into_iter().flatten() {
                let value = value.as_str().ok_or_else(|| format!("`{name}.{section}.{key}` is not a string"))?;
                let _ = writeln!(text, "{key} = {value}");
            }
        }
    }
    let set = ProfileSet::new([ProfileFile::parse(FileKind::Config, "config", &text)]);
    match set.problems().first() {
        Some(problem) => Err(format!("its profiles cannot stand in a file: {problem}")),
        None => Ok(set),
    }
}

fn steps(steps: impl Iterator<Item = Value>) -> String {
    format!("{:#}", Value::from_iter(steps))
}

fn step(kind: &str, members: &[(&str, Option<&str>)]) -> Value {
    let mut step = Map::from_iter([("step".to_owned(), json!(kind))]);
    let present = members.iter().filter_map(|(name, value)| Some(((*name).to_owned(), json!(value.as_ref()?))));
    step.extend(present);
    Value::Object(step)
}

fn role(role: &RoleStep) -> Value {
    let members = [
        ("roleArn", Some(role.role_arn.as_str())),
        ("roleSessionName", role.session_name.as_deref()),
        ("externalId", role.external_id.as_deref()),
    ];
    step("AssumeRole", &members)
}

fn base(base: &BaseStep) -> Result<Value, String> {
    Ok(match base {
        BaseStep::AccessKey(keys) => step(
            "AccessKey",
            &[
                ("accessKeyId", Some(keys.access_key_id())),
                ("secretAccessKey", Some(keys.secret_access_key())),
                ("sessionToken", keys.session_token()),
                ("accountId", keys.account_id()),
            ],
        ),
        BaseStep::NamedSource(name) => step("NamedSource", &[("value", Some(name))]),
        BaseStep::WebIdentityToken { role_arn, token_file, session_name } => step(
            "WebIdentityToken",
            &[
                ("roleArn", Some(role_arn)),
                ("webIdentityTokenFile", Some(token_file)),
                ("roleSessionName", session_name.as_deref()),
            ],
        ),
        BaseStep::Sso { session, role } => step(
            "Sso",
            &[
                ("ssoSession", session.section()),
                ("ssoRegion", Some(session.region())),
                ("ssoStartUrl", Some(session.start_url())),
                ("ssoAccountId", role.as_ref().map(|role| role.account_id.as_str())),
                ("ssoRoleName", role.as_ref().map(|role| role.name.as_str())),
            ],
        ),
        BaseStep::LoginSession(session) => step("LoginSession", &[("value", Some(session))]),
        BaseStep::Process { command, account_id } => {
            step("CredentialProcess", &[("command", Some(command.expose())), ("accountId", account_id.as_deref())])
        }
        other => return Err(format!("the step {other:?} is not known")),
    })
}
