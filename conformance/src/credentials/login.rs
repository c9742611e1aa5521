//! Credentials of `aws login`.

use serde_json::{Map, Value, json};
use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::{CredentialsProvider as _, ProfileCredentials, ProviderContext};

use super::exchange::Replay;
use super::outcome::{date, sorted};
use super::setup::{block_on, clock, config};
use super::{object, string, texts};
use crate::Difference;

const FOLDER: &str = "/home/.aws/login/cache/";

/// Asks for the credentials of the case's `profile`, with the private keys as they stand in `cache`, and once more with
/// those of `dpopKeyAsPkcs8`.
pub fn run_case(case: &Value) -> Result<Vec<Difference>, String> {
    let mut differences = run_with(case, &|_, key| key.to_owned())?;
    if object(case, "dpopKeyAsPkcs8")?.is_some() {
        let others = texts(case, "dpopKeyAsPkcs8")?;
        let other = |file: &str, key: &str| {
            others.iter().find(|(name, _)| *name == file).map_or(key, |(_, other)| *other).to_owned()
        };
        let more = run_with(case, &other)?;
        differences.extend(more.into_iter().map(|one| Difference { what: format!("PKCS #8: {}", one.what), ..one }));
    }
    Ok(differences)
}

fn run_with(case: &Value, key: &dyn Fn(&str, &str) -> String) -> Result<Vec<Difference>, String> {
    let cache = cache(case.get("cache").unwrap_or(&Value::Null), key);
    let paths: Vec<(String, String)> =
        cache.iter().map(|(name, content)| (format!("{FOLDER}{name}"), content.to_string())).collect();
    let files =
        texts(case, "files")?.into_iter().chain(paths.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut variables =
        vec![("HOME", "/home"), ("AWS_REGION", "us-east-1"), ("AWS_PROFILE", string(case, "/profile")?)];
    variables.extend(texts(case, "environment")?);
    let (system, now) = (System::in_memory(variables, files), clock(case)?);
    let replay = Replay::new(exchanges(case)?, case, now);
    let config = config(system.clone(), now).transport(replay.clone());
    let result = block_on(ProfileCredentials::new().credentials(&ProviderContext::from(config)));

    let mut differences = replay.differences();
    for expected in case.get("expect").and_then(Value::as_array).ok_or("`expect` is not an array")? {
        if expected == "error" {
            let actual = if result.is_err() { "error" } else { "credentials" };
            differences.extend(Difference::between("outcome", "error", actual));
        } else if let Some(credentials) = expected.get("credentials") {
            let expected = format!("{:#}", sorted(credentials));
            let actual = match &result {
                Ok(credentials) => {
                    let shown = json!({
                        "accessKeyId": credentials.access_key_id(),
                        "secretAccessKey": credentials.secret_access_key(),
                        "sessionToken": credentials.session_token(),
                        "accountId": credentials.account_id(),
                        "expiresAt": credentials.expires().map(date),
                    });
                    format!("{:#}", sorted(&shown))
                }
                Err(error) => error.to_string(),
            };
            differences.extend(Difference::between("credentials", &expected, &actual));
        } else if let Some(contents) = expected.get("cacheContents") {
            for (name, expected) in self::cache(contents, key) {
                let written = system.read(format!("{FOLDER}{name}").as_ref()).map_err(|error| error.to_string())?;
                let written: Value = serde_json::from_slice(&written).map_err(|error| error.to_string())?;
                let (expected, written) = (format!("{:#}", sorted(&expected)), format!("{:#}", sorted(&written)));
                differences.extend(Difference::between(&name, &expected, &written));
            }
        } else {
            return Err(format!("`{expected}` cannot be expected"));
        }
    }
    Ok(differences)
}

/// The files, with their private keys in PEM.
fn cache(cache: &Value, key: &dyn Fn(&str, &str) -> String) -> Map<String, Value> {
    let mut cache = cache.as_object().cloned().unwrap_or_default();
    for (name, content) in &mut cache {
        if let Some(Value::String(text)) = content.get_mut("dpopKey") {
            *text = pem(&key(name, text));
        }
    }
    cache
}

/// `{{PEM label|base64}}` in lines.
fn pem(text: &str) -> String {
    let inner = text.strip_prefix("{{PEM ").and_then(|text| text.strip_suffix("}}"));
    let Some((label, base64)) = inner.and_then(|inner| inner.split_once('|')) else { return text.to_owned() };
    let lines: Vec<&str> = base64.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// The calls of the sign-in service.
fn exchanges(case: &Value) -> Result<Vec<Value>, String> {
    let Some(calls) = case.get("api") else { return Ok(Vec::new()) };
    let calls = calls.as_array().ok_or("`api` is not an array")?;
    let exchange = |call: &Value| {
        let status = call.get("responseCode").and_then(Value::as_u64).unwrap_or(200);
        let body = call.pointer("/response/tokenOutput").map_or_else(|| "{}".to_owned(), Value::to_string);
        let request = json!({
            "method": "POST",
            "uri": "https://us-east-1.signin.aws.amazon.com/v1/token",
            "json": call.pointer("/request/tokenInput"),
            "proof": true,
        });
        json!({"request": request, "response": {"status": status, "headers": {}, "body": body}})
    };
    Ok(calls.iter().map(exchange).collect())
}
