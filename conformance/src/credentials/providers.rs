//! Credentials of the default chain and of profiles, and tokens of the default chain of tokens.

use serde_json::Value;
use tinsmith_runtime::credentials::{Chain, CredentialsProvider, ProfileCredentials, ProfileToken, ProviderContext};
use tinsmith_runtime::identity::TokenProvider;

use super::exchange::Replay;
use super::outcome::{of_credentials, of_token};
use super::setup::{block_on, clock, config, system};
use super::string;
use crate::Difference;

/// Asks the case's `provider`, and holds what it sends against `http` and what it gives against `expect`.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let (system, now) = (system(case)?, clock(case)?);
    let exchanges = case.get("http").and_then(Value::as_array).ok_or("`http` is not an array")?;
    let replay = Replay::new(exchanges.clone(), case, now);
    let expect = case.get("expect").ok_or("it expects nothing")?;
    let context = ProviderContext::from(config(system.clone(), now).transport(replay.clone()));
    let of_provider = |provider: &dyn CredentialsProvider| {
        of_credentials(expect, block_on(provider.credentials(&context)), replay.last_status())
    };
    let outcome = match string(case, "/provider")? {
        "chain" => of_provider(&Chain::standard(&system)),
        "profile" => of_provider(&ProfileCredentials::new()),
        "token-chain" => of_token(expect, block_on(ProfileToken::new().token(&context))),
        other => return Err(format!("the provider `{other}` is not known")),
    };
    let mut differences = replay.differences();
    differences.extend(outcome?);
    Ok(differences)
}
