//! Requests that another client signed: the same request must get the same signature.

use std::fs;
use std::path::Path;

use http::Request;
use serde_json::Value;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::sign::{KeyCache, SigningOptions, SigningScope, sign};

use crate::{Case, Difference, instant};

/// Signs every recorded request of `file` (one JSON object a line) that is signed there. Region and service come from the
/// recorded scope, time and credentials from `context` (`time`, `accessKeyId`, `secretAccessKey`).
///
/// # Errors
///
/// All lines that cannot be understood, with their number, one a line.
pub fn run(file: &Path, context: &Value) -> Result<Vec<Case>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let set = format!("botocore/{} signature", file.file_stem().unwrap_or_default().to_string_lossy());
    let keys = KeyCache::new();
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let outcome = serde_json::from_str(line)
            .map_err(|error| error.to_string())
            .and_then(|recorded: Value| run_case(&set, &recorded, context, &keys));
        match outcome {
            Ok(case) => cases.extend(case),
            Err(problem) => problems.push(format!("{}:{}: {problem}", file.display(), index + 1)),
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

/// `None` for a response, and for a request that is not signed.
fn run_case(set: &str, recorded: &Value, context: &Value, keys: &KeyCache) -> Result<Option<Case>, String> {
    if recorded.get("request").is_none() || recorded.pointer("/request/auth").is_none_or(Value::is_null) {
        return Ok(None);
    }
    let signed_headers = string(recorded, "/request/auth/signedHeaders")?;
    let scope = string(recorded, "/request/auth/scope")?;
    let [_, region, service, _] = scope.split('/').collect::<Vec<_>>()[..] else {
        return Err(format!("`{scope}` is not a scope like 20150830/us-east-1/service/aws4_request"));
    };
    let mut credentials = Credentials::new(string(context, "/accessKeyId")?, string(context, "/secretAccessKey")?);
    if recorded.get("sessionToken").is_some() {
        credentials = credentials.with_session_token(string(recorded, "/sessionToken")?);
    }
    let time = instant::parse(string(context, "/time")?)?;
    let mut request = request(recorded, signed_headers)?;

    let signed =
        sign(&mut request, &credentials, &SigningScope::new(region, service), time, &SigningOptions::default(), keys);
    let expected = string(recorded, "/request/auth/signature")?;
    let differences = match signed {
        Err(error) => Difference::between("signature", expected, &error.to_string()).into_iter().collect(),
        Ok(signature) => {
            let signed_scope = signature.string_to_sign().lines().nth(2).unwrap_or_default();
            [
                ("signed headers", signed_headers, signature.signed_headers()),
                ("scope", scope, signed_scope),
                ("signature", expected, signature.as_str()),
            ]
            .into_iter()
            .filter_map(|(what, expected, actual)| Difference::between(what, expected, actual))
            .collect()
        }
    };
    Ok(Some(Case::new(set, string(recorded, "/id")?, differences)))
}

/// The recorded request with only those of its headers that were signed.
fn request(recorded: &Value, signed_headers: &str) -> Result<Request<Body>, String> {
    let body = string(recorded, "/request/body")?.to_owned();
    let headers = recorded.pointer("/request/headers").and_then(Value::as_object);
    let headers = headers.ok_or("`/request/headers` is not an object")?;
    let mut request =
        Request::builder().method(string(recorded, "/request/method")?).uri(string(recorded, "/request/url")?);
    for name in signed_headers.split(';') {
        let value = headers.get(name).and_then(Value::as_str);
        let value = value.ok_or_else(|| format!("signed header `{name}` is not among the request's headers"))?;
        request = request.header(name, value);
    }
    request.body(Body::from(body)).map_err(|error| format!("`/request` is not an HTTP request: {error}"))
}

fn string<'a>(value: &'a Value, pointer: &str) -> Result<&'a str, String> {
    value.pointer(pointer).and_then(Value::as_str).ok_or_else(|| format!("`{pointer}` is not a string"))
}
