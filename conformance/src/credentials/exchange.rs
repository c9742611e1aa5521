//! Exchanges in their order: what is sent is held against them, and what comes back is theirs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::AUTHORIZATION;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::{Map, Value, json};
use tinsmith_runtime::body::Body;
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::profile::{FileKind, ProfileFile, ProfileSet};
use tinsmith_runtime::sign::{KeyCache, SigningOptions, SigningScope, sign};
use tinsmith_runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};

use super::outcome::sorted;
use crate::Difference;

/// A server that answers as the case says. Clones are the same server.
#[derive(Clone, Debug)]
pub(super) struct Replay(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    exchanges: Vec<Value>,
    now: SystemTime,
    /// Secret keys that signatures may be made with.
    secrets: Vec<String>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    next: usize,
    differences: Vec<Difference>,
}

impl Replay {
    /// The exchanges of a case, which has the secret keys in its files, its environment and its answers.
    pub(super) fn new(exchanges: Vec<Value>, case: &Value, now: SystemTime) -> Self {
        let secrets = secrets(case);
        Self(Arc::new(Inner { exchanges, now, secrets, state: Mutex::default() }))
    }

    /// What was asked otherwise, too often, or not at all.
    pub(super) fn differences(&self) -> Vec<Difference> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut differences = std::mem::take(&mut state.differences);
        let (expected, actual) = (self.0.exchanges.len().to_string(), state.next.to_string());
        if state.next < self.0.exchanges.len() {
            differences.extend(Difference::between("requests", &expected, &actual));
        }
        differences
    }

    /// The status that the last exchange answers with.
    pub(super) fn last_status(&self) -> Option<u64> {
        self.0.exchanges.last()?.pointer("/response/status")?.as_u64()
    }

    fn answer(&self, request: &http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.next += 1;
        let number = state.next;
        let Some(exchange) = self.0.exchanges.get(number - 1) else {
            let what = format!("request {number}");
            let sent = format!("{} {}", request.method(), request.uri());
            state.differences.extend(Difference::between(&what, "none", &sent));
            return Err(TransportError::new(TransportErrorKind::Connect, "there is nobody"));
        };
        for difference in self.0.compare(request, exchange.get("request").unwrap_or(&Value::Null)) {
            let what = format!("request {number}: {}", difference.what);
            state.differences.push(Difference { what, ..difference });
        }
        Ok(response(exchange.get("response").unwrap_or(&Value::Null)))
    }
}

impl Transport for Replay {
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(std::future::ready(self.answer(&request)))
    }
}

fn response(expected: &Value) -> http::Response<Body> {
    let body = expected.get("body").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut response = http::Response::new(Body::from(body));
    let status = expected.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
    *response.status_mut() = status.and_then(|status| http::StatusCode::from_u16(status).ok()).unwrap_or_default();
    for (name, value) in expected.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let name = http::HeaderName::from_bytes(name.as_bytes());
        let value = http::HeaderValue::from_str(value.as_str().unwrap_or_default());
        if let (Ok(name), Ok(value)) = (name, value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

impl Inner {
    fn compare(&self, request: &http::Request<Body>, expected: &Value) -> Vec<Difference> {
        let text = |name: &str| expected.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut differences = Vec::new();
        differences.extend(Difference::between("method", text("method"), request.method().as_str()));
        let sent = request.uri().to_string();
        differences.extend(Difference::between("uri", &comparable(text("uri")), &comparable(&sent)));
        for (name, value) in expected.get("headers").and_then(Value::as_object).into_iter().flatten() {
            let sent = header(request, name).unwrap_or_default();
            differences.extend(Difference::between(name, value.as_str().unwrap_or_default(), &sent));
        }
        let body = request.body().as_bytes().map(AsRef::as_ref).unwrap_or_default();
        if let Some(form) = expected.get("form").and_then(Value::as_object) {
            let (expected, sent) = forms(form, body);
            differences.extend(Difference::between("form", &expected, &sent));
        }
        if let Some(json) = expected.get("json") {
            let sent: Value = serde_json::from_slice(body).unwrap_or_default();
            differences.extend(Difference::between(
                "body",
                &format!("{:#}", sorted(json)),
                &format!("{:#}", sorted(&sent)),
            ));
        }
        if expected.get("proof").is_some() {
            let claims = proof(&header(request, "dpop").unwrap_or_default());
            let proven =
                claims.map_or_else(|| "none".to_owned(), |claims| format!("{} {}", claims["htm"], claims["htu"]));
            let expected = format!("{} {}", json!(text("method")), json!(text("uri")));
            differences.extend(Difference::between("proof", &expected, &proven));
        }
        differences.extend(self.signature(request, expected.get("signed")));
        differences
    }

    /// The signature, made again by each secret that the case knows: one of them must be the caller's.
    fn signature(&self, request: &http::Request<Body>, signed: Option<&Value>) -> Option<Difference> {
        let sent = header(request, AUTHORIZATION.as_str()).unwrap_or_default();
        let Some(signed) = signed else {
            let token = header(request, "x-amz-security-token").unwrap_or_default();
            return Difference::between("signature", "", &(sent + &token));
        };
        let text = |name: &str| signed.get(name).and_then(Value::as_str);
        let scope = SigningScope::new(text("region").unwrap_or_default(), text("service").unwrap_or_default());
        let mut again = String::new();
        for secret in &self.secrets {
            let mut credentials = Credentials::new(text("accessKeyId").unwrap_or_default(), secret);
            if let Some(token) = text("sessionToken") {
                credentials = credentials.with_session_token(token);
            }
            let mut copy = copy(request);
            let (options, keys) = (SigningOptions::default(), KeyCache::new());
            again = match sign(&mut copy, &credentials, &scope, self.now, &options, &keys) {
                Ok(_) => header(&copy, AUTHORIZATION.as_str()).unwrap_or_default(),
                Err(error) => error.to_string(),
            };
            if again == sent {
                let token = header(request, "x-amz-security-token");
                return Difference::between(
                    "token",
                    text("sessionToken").unwrap_or_default(),
                    &token.unwrap_or_default(),
                );
            }
        }
        let expected = if again.is_empty() { "a signature".to_owned() } else { again };
        Difference::between("signature", &expected, &sent)
    }
}

/// What a proof of possession claims, where it is signed with the key that it names.
fn proof(text: &str) -> Option<Value> {
    let (message, signature) = text.rsplit_once('.')?;
    let (header, claims) = message.split_once('.')?;
    let part = |text: &str| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(text).ok()?).ok();
    let header = part(header)?;
    let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(header.pointer(name)?.as_str()?).ok();
    let point = [vec![4], coordinate("/jwk/x")?, coordinate("/jwk/y")?].concat();
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    key.verify(message.as_bytes(), &signature).ok().and_then(|()| part(claims))
}

fn copy(request: &http::Request<Body>) -> http::Request<Body> {
    let body = request.body().as_bytes().cloned().unwrap_or_default();
    let mut copy = http::Request::new(Body::from(body));
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

fn header(request: &http::Request<Body>, name: &str) -> Option<String> {
    request.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A URL with its pairs in order, and without a `/` at the end of its path.
fn comparable(url: &str) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    format!("{}?{}", path.trim_end_matches('/'), pairs.join("&"))
}

/// Both forms as lines; a pair of any value has that of the other side.
fn forms(expected: &Map<String, Value>, body: &[u8]) -> (String, String) {
    let sent: BTreeMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    let expected: BTreeMap<&str, &str> = expected
        .iter()
        .map(|(name, value)| {
            let any = sent.get(name).map_or("any value", String::as_str);
            (name.as_str(), value.as_str().unwrap_or(any))
        })
        .collect();
    let lines = |pairs: &mut dyn Iterator<Item = (&str, &str)>| {
        pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("\n")
    };
    let sent = lines(&mut sent.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    (lines(&mut expected.into_iter()), sent)
}

/// The secret keys in the environment, the shared files and the answers of a case.
fn secrets(case: &Value) -> Vec<String> {
    let mut secrets = Vec::new();
    gather(case, &mut secrets);
    secrets
}

fn gather(value: &Value, secrets: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (name, value) in entries {
                let is_secret = name == "AWS_SECRET_ACCESS_KEY" || name.eq_ignore_ascii_case("secretAccessKey");
                secrets.extend(value.as_str().filter(|_| is_secret).map(|secret| secret.trim().to_owned()));
                gather(value, secrets);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| gather(element, secrets)),
        Value::String(text) => {
            if let Ok(document @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text) {
                gather(&document, secrets);
            }
            for part in text.split("<SecretAccessKey>").skip(1) {
                secrets.extend(part.split('<').next().map(str::to_owned));
            }
            if text.contains("aws_secret_access_key") {
                let set = ProfileSet::new([ProfileFile::parse(FileKind::Credentials, "files", text)]);
                let profiles = set.profiles().filter_map(|profile| profile.value("aws_secret_access_key"));
                secrets.extend(profiles.map(str::to_owned));
            }
        }
        _ => {}
    }
}
