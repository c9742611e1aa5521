//! Requests of a second client: what of them must be the same.

use http::Uri;
use serde_json::Value;

use crate::Difference;
use crate::compare::body;
use crate::compare::sent_request::SentRequest;

/// Compares a request with the recorded one: URL, three headers, body, and what it is signed for.
pub fn judge(recorded: &Value, outcome: &Value) -> Vec<Difference> {
    let sent = match SentRequest::of(outcome) {
        Ok(sent) => sent,
        Err(difference) => return vec![difference],
    };
    let text = |pointer: &str| recorded.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let url = text("/request/url");
    let Ok(uri) = url.parse::<Uri>() else {
        return Difference::between("the recorded url", "a URL", url).into_iter().collect();
    };
    let mut differences: Vec<Difference> = [
        Difference::between("method", text("/request/method"), sent.method),
        Difference::between("url", &without_query(&uri), &without_query(&sent.uri)),
        header(recorded, &sent, "content-type", media_type),
        header(recorded, &sent, "x-amz-target", str::to_owned),
        header(recorded, &sent, "x-amz-security-token", str::to_owned),
        Difference::between("auth.scope", &recorded_scope(recorded), &sent_scope(&sent)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let query = |uri: &Uri| body::form(uri.query().unwrap_or_default());
    differences.extend(body::pairs("query", &query(&uri), &query(&sent.uri)));
    let content_type = media_type(text("/request/headers/content-type"));
    differences.extend(body::differences(&content_type, text("/request/body"), &sent.body, false));
    differences
}

fn without_query(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!("{}://{authority}{}", uri.scheme_str().unwrap_or_default(), uri.path())
}

fn header(recorded: &Value, sent: &SentRequest<'_>, name: &str, of: fn(&str) -> String) -> Option<Difference> {
    let expected = recorded.pointer("/request/headers").and_then(|headers| headers.get(name)).and_then(Value::as_str);
    let shown = |value: Option<&str>| value.map_or_else(|| "nothing is there".to_owned(), of);
    Difference::between(&format!("headers.{name}"), &shown(expected), &shown(sent.header(name).as_deref()))
}

fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn recorded_scope(recorded: &Value) -> String {
    let scope = recorded.pointer("/request/auth/scope").and_then(Value::as_str);
    scope.unwrap_or("not signed").to_owned()
}

/// What follows the access key in `Credential=`.
fn sent_scope(sent: &SentRequest<'_>) -> String {
    let Some(authorization) = sent.header("authorization") else { return "not signed".to_owned() };
    let credential = authorization.split_once("Credential=").and_then(|(_, rest)| rest.split(',').next());
    let scope = credential.and_then(|credential| credential.split_once('/'));
    scope.map_or_else(|| authorization.clone(), |(_, scope)| scope.trim().to_owned())
}
