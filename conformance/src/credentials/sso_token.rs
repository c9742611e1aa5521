//! Tokens of SSO: profiles that lead to one, and how it is renewed.

use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};
use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::{ProviderContext, SsoSession, SsoTokenProvider};
use tinsmith_runtime::identity::TokenProvider as _;

use super::exchange::Replay;
use super::outcome::{of_token, sorted};
use super::setup::{block_on, clock, config};
use super::{chains, string};
use crate::Difference;

/// Runs a case by its `kind`: `profile` or `refresh`.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let expect = case.get("expect").ok_or("it expects nothing")?;
    let session = SsoSession::of_profile(&chains::profiles(case)?, string(case, "/selectedProfile")?);
    match string(case, "/kind")? {
        "profile" => match (session, expect.get("resolves").and_then(Value::as_bool)) {
            (Err(error), _) if expect.get("error").is_some() => of_token(expect, Err(error)),
            (Err(error), _) => {
                Ok(Difference::between("resolves", "no error", &error.to_string()).into_iter().collect())
            }
            (Ok(session), Some(resolves)) => {
                let expected = if expect.get("error").is_some() { "an error".to_owned() } else { resolves.to_string() };
                let actual = session.is_some().to_string();
                Ok(Difference::between("resolves", &expected, &actual).into_iter().collect())
            }
            (Ok(_), None) => Err("`expect.resolves` is neither true nor false".to_owned()),
        },
        "refresh" => {
            refresh(case, expect, session.map_err(|error| error.to_string())?.ok_or("its profile has no session")?)
        }
        other => Err(format!("the kind `{other}` is not known")),
    }
}

fn refresh(case: &Value, expect: &Value, session: SsoSession) -> Result<Vec<Difference>, String> {
    let cached = case.get("cachedToken").ok_or("it has no `cachedToken`")?;
    let name = session.section().ok_or("its session has no name")?;
    let digits: String = Sha1::digest(name).iter().map(|byte| format!("{byte:02x}")).collect();
    let path = format!("/home/.aws/sso/cache/{digits}.json");
    let system = System::in_memory([("HOME", "/home")], [(path.as_str(), cached.to_string().as_str())]);
    let now = clock(case)?;
    let replay = Replay::new(exchanges(case, cached, &session), case, now);
    let config = config(system.clone(), now).transport(replay.clone());
    let provider = SsoTokenProvider::new(session);
    let result = block_on(provider.token(&ProviderContext::from(config)));
    let mut differences = replay.differences();
    differences.extend(of_token(expect, result)?);
    let written = system.read(path.as_ref()).map_err(|error| error.to_string())?;
    let written: Value = serde_json::from_slice(&written).map_err(|error| error.to_string())?;
    let expected = expect.get("writeback").unwrap_or(cached);
    differences.extend(Difference::between(
        "writeback",
        &format!("{:#}", sorted(expected)),
        &format!("{:#}", sorted(&written)),
    ));
    Ok(differences)
}

/// The call that renews the token, where the case has an answer to it.
fn exchanges(case: &Value, cached: &Value, session: &SsoSession) -> Vec<Value> {
    let Some(answer) = case.get("refreshResponse") else { return Vec::new() };
    let request = json!({
        "method": "POST",
        "uri": format!("https://oidc.{}.amazonaws.com/token", session.region()),
        "json": {
            "clientId": cached.get("clientId"), "clientSecret": cached.get("clientSecret"),
            "grantType": "refresh_token", "refreshToken": cached.get("refreshToken"),
        },
    });
    vec![json!({"request": request, "response": {"status": 200, "headers": {}, "body": answer.to_string()}})]
}
