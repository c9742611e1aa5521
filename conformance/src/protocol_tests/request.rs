//! `smithy.test#httpRequestTests`: <https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html>.

use serde_json::{Map, Value, json};

use crate::Difference;
use crate::compare::body;
use crate::compare::sent_request::SentRequest;

/// What the client has to do for a case: its parameters, and settings that follow from `host` and `vendorParams`.
pub fn exercise(test: &Value) -> Value {
    let mut settings = settings(test);
    // Where a client may choose the endpoint, the case says what must come of it.
    let endpoint = match test.get("host").and_then(Value::as_str) {
        Some(host) => Some(format!("https://{host}")),
        None if test.get("resolvedHost").is_some() => None,
        None => Some("https://example.com".to_owned()),
    };
    if let Some(endpoint) = endpoint
        && !settings.contains_key("endpoint")
    {
        settings.insert("endpoint".to_owned(), endpoint.into());
    }
    json!({ "settings": settings, "params": test.get("params") })
}

/// Settings of every case: credentials, a fixed idempotency token, and what `vendorParams` says.
pub fn settings(test: &Value) -> Map<String, Value> {
    let mut settings = Map::new();
    let fixed = [
        ("region", "us-east-1"),
        ("accessKeyId", "AKIDEXAMPLE"),
        ("secretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        ("idempotencyToken", "00000000-0000-4000-8000-000000000000"),
    ];
    settings.extend(fixed.map(|(name, value)| (name.to_owned(), value.into())));
    let shape = test.get("vendorParamsShape").and_then(Value::as_str).unwrap_or_default();
    if !shape.ends_with("#ErrorCodeParams") {
        vendor_settings(test.get("vendorParams").unwrap_or(&Value::Null), &mut settings);
    }
    settings
}

/// `AwsConfig` nests settings in `scopedConfig`, by where they would stand. The driver refuses those that it does not know.
fn vendor_settings(params: &Value, settings: &mut Map<String, Value>) {
    for (name, value) in params.as_object().into_iter().flatten() {
        let name = match name.as_str() {
            "scopedConfig" | "client" | "operation" | "environment" | "configFile" if value.is_object() => {
                vendor_settings(value, settings);
                continue;
            }
            "endpoint_url" => "endpoint",
            "use_fips_endpoint" => "useFips",
            "use_dualstack_endpoint" => "useDualStack",
            "disable_request_compression" => "disableCompression",
            "request_min_compression_size_bytes" => "compressionMinSizeBytes",
            other => other,
        };
        settings.insert(name.to_owned(), value.clone());
    }
}

/// Compares a request with what the case says of it.
pub fn judge(test: &Value, outcome: &Value) -> Vec<Difference> {
    let request = match SentRequest::of(outcome) {
        Ok(request) => request,
        Err(difference) => return vec![difference],
    };
    let text = |name| test.get(name).and_then(Value::as_str);
    let host = request.uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
    let mut differences: Vec<Difference> = [
        text("method").and_then(|method| Difference::between("method", method, request.method)),
        text("uri").and_then(|uri| Difference::between("uri", uri, request.path())),
        text("resolvedHost").and_then(|resolved| Difference::between("resolvedHost", resolved, host)),
    ]
    .into_iter()
    .flatten()
    .collect();
    differences.extend(query(test, &request));
    differences.extend(headers(test, &request));
    differences.extend(auth_scheme(text("authScheme"), &request));
    if let Some(expected) = text("body") {
        let is_compressed = request.header("content-encoding").is_some_and(|encoding| encoding.ends_with("gzip"));
        let media_type = text("bodyMediaType").unwrap_or_default();
        differences.extend(body::differences(media_type, expected, &request.body, is_compressed));
    }
    differences
}

fn query(test: &Value, request: &SentRequest<'_>) -> Vec<Difference> {
    let query = request.query();
    let has = |name: &str| query.iter().any(|piece| piece.split('=').next() == Some(name));
    let mut rest = query.clone();
    let missing = texts(test, "queryParams").filter(|expected| match rest.iter().position(|piece| piece == expected) {
        Some(position) => {
            rest.remove(position);
            false
        }
        None => true,
    });
    let missing: Vec<Difference> =
        missing.map(|expected| difference("queryParams", expected, &query.join("&"))).collect();
    let required = texts(test, "requireQueryParams").filter(|name| !has(name));
    let required = required.map(|name| difference("requireQueryParams", name, &query.join("&")));
    let forbidden = texts(test, "forbidQueryParams").filter(|name| has(name));
    let forbidden = forbidden.map(|name| difference("forbidQueryParams", &format!("no {name}"), &query.join("&")));
    missing.into_iter().chain(required).chain(forbidden).collect()
}

fn headers(test: &Value, request: &SentRequest<'_>) -> Vec<Difference> {
    let expected = test.get("headers").and_then(Value::as_object).into_iter().flatten();
    let expected = expected.filter_map(|(name, value)| {
        let actual = request.header(name).unwrap_or_else(|| "nothing is there".to_owned());
        Difference::between(&format!("headers.{name}"), value.as_str().unwrap_or_default(), &actual)
    });
    let names = || request.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let required = texts(test, "requireHeaders").filter(|name| request.header(name).is_none());
    let required = required.map(|name| difference("requireHeaders", name, &names()));
    let forbidden = texts(test, "forbidHeaders").filter_map(|name| Some((name, request.header(name)?)));
    let forbidden =
        forbidden.map(|(name, value)| difference("forbidHeaders", &format!("no {name}"), &format!("{name}: {value}")));
    expected.chain(required).chain(forbidden).collect()
}

fn auth_scheme(scheme: Option<&str>, request: &SentRequest<'_>) -> Option<Difference> {
    let signed = request.header("authorization").unwrap_or_else(|| "no Authorization".to_owned());
    match scheme {
        Some("aws.auth#sigv4") if !signed.starts_with("AWS4-HMAC-SHA256 ") => {
            Some(difference("authScheme", "AWS4-HMAC-SHA256", &signed))
        }
        Some("smithy.api#noAuth") if request.header("authorization").is_some() => {
            Some(difference("authScheme", "no Authorization", &signed))
        }
        _ => None,
    }
}

fn texts<'a>(test: &'a Value, name: &str) -> impl Iterator<Item = &'a str> {
    test.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn difference(what: &str, expected: &str, actual: &str) -> Difference {
    Difference { what: what.to_owned(), expected: expected.to_owned(), actual: actual.to_owned() }
}
