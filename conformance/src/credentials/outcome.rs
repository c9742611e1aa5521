//! What came of asking for credentials or a token.

use std::error::Error as _;
use std::io;
use std::time::SystemTime;

use serde_json::{Map, Value, json};
use tinsmith_runtime::credentials::{Credentials, CredentialsError, CredentialsErrorKind};
use tinsmith_runtime::identity::Token;
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};

use crate::Difference;

/// Holds credentials, or why there are none, against what the case expects; the last status that a server answered with
/// tells whose error it is.
pub(super) fn of_credentials(
    expect: &Value,
    result: Result<Credentials, CredentialsError>,
    last_status: Option<u64>,
) -> Result<Vec<Difference>, String> {
    let (credentials, failure) = match result {
        Ok(credentials) => (Some(credentials), None),
        Err(failure) => (None, Some(failure)),
    };
    if let Some(error) = expect.get("error") {
        return of_error(error, failure.as_ref(), last_status);
    }
    let expected = expect.get("credentials").ok_or("it expects neither credentials nor an error")?;
    let expected = format!("{:#}", sorted(expected));
    let Some(credentials) = credentials else {
        let told = failure.as_ref().map(told).unwrap_or_default();
        return Ok(Difference::between("credentials", &expected, &told).into_iter().collect());
    };
    let actual = format!("{:#}", sorted(&shown(&credentials)));
    let mut differences: Vec<_> = Difference::between("credentials", &expected, &actual).into_iter().collect();
    if let Some(features) = expect.get("features").and_then(Value::as_array) {
        let mut expected: Vec<&str> = features.iter().filter_map(Value::as_str).collect();
        let mut actual: Vec<&str> = credentials.features().iter().map(|feature| feature.id()).collect();
        expected.sort_unstable();
        actual.sort_unstable();
        differences.extend(Difference::between("features", &expected.join(","), &actual.join(",")));
    }
    Ok(differences)
}

/// The same of a token.
pub(super) fn of_token(expect: &Value, result: Result<Token, CredentialsError>) -> Result<Vec<Difference>, String> {
    if let Some(error) = expect.get("error") {
        return of_error(error, result.as_ref().err(), None);
    }
    let expected = expect.get("token").ok_or("it expects neither a token nor an error")?;
    let actual = match result {
        Ok(token) => {
            let mut shown = Map::from_iter([("token".to_owned(), json!(token.expose()))]);
            shown.extend(token.expires().map(|expires| ("expiration".to_owned(), json!(date(expires)))));
            format!("{:#}", sorted(&Value::Object(shown)))
        }
        Err(error) => told(&error),
    };
    Ok(Difference::between("token", &format!("{:#}", sorted(expected)), &actual).into_iter().collect())
}

/// A point in time as the cases write it.
pub(super) fn date(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let timestamp = Timestamp::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
    timestamp.format(TimestampFormat::DateTime).unwrap_or_default()
}

fn shown(credentials: &Credentials) -> Value {
    let mut shown = Map::new();
    let mut put = |name: &str, value: Option<&str>| shown.extend(value.map(|value| (name.to_owned(), json!(value))));
    put("accessKeyId", Some(credentials.access_key_id()));
    put("secretAccessKey", Some(credentials.secret_access_key()));
    put("sessionToken", credentials.session_token());
    put("accountId", credentials.account_id());
    let since = credentials.expires().and_then(|expires| expires.duration_since(SystemTime::UNIX_EPOCH).ok());
    shown.extend(since.map(|since| ("expiry".to_owned(), json!(since.as_secs()))));
    Value::Object(shown)
}

/// With the members of objects by name.
pub(super) fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            entries.sort_by(|(left, _), (right, _)| left.cmp(right));
            Value::Object(Map::from_iter(entries))
        }
        value => value.clone(),
    }
}

/// Holds why there is nothing against the kind of an error, where the case says one that is known here.
fn of_error(
    expected: &Value,
    failure: Option<&CredentialsError>,
    last_status: Option<u64>,
) -> Result<Vec<Difference>, String> {
    let kind = expected.get("kind").and_then(Value::as_str);
    let Some(failure) = failure else {
        let expected = kind.unwrap_or("an error");
        return Ok(Difference::between("error", expected, "none").into_iter().collect());
    };
    let Some(kind) = kind else { return Ok(Vec::new()) };
    let is_it = is(failure, kind, last_status)?;
    let differences = (!is_it).then(|| Difference::between("error", kind, &told(failure))).flatten();
    Ok(differences.into_iter().collect())
}

fn is(error: &CredentialsError, kind: &str, last_status: Option<u64>) -> Result<bool, String> {
    use CredentialsErrorKind as Kind;
    let ours = error.kind();
    Ok(match kind {
        "no-credentials" => matches!(ours, Kind::NotConfigured | Kind::SourceNotConfigured),
        "file-not-found" => is_file_not_found(error),
        "forbidden" => ours == Kind::Forbidden,
        // A token that is not taken any more is an answer of the service too.
        "service-error" => {
            ours == Kind::Service || ours == Kind::LoginRequired && last_status.is_some_and(|status| status >= 400)
        }
        "invalid-profile" => ours == Kind::InvalidProfile,
        "invalid-file" => ours == Kind::InvalidFile,
        "token-only-profile" => ours == Kind::TokenOnlyProfile,
        "process-failed" => ours == Kind::ProcessFailed,
        "process-output" => ours == Kind::ProcessOutput,
        // Those of botocore.
        "InvalidConfigError" => ours == Kind::InvalidProfile,
        name if name.ends_with("Error") => true,
        other => return Err(format!("`{other}` is no kind of error")),
    })
}

fn is_file_not_found(error: &CredentialsError) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return true;
        }
        cause = error.source();
    }
    false
}

fn told(error: &CredentialsError) -> String {
    format!("{:?}: {error}", error.kind())
}
