//! Servers next to the program that hand out credentials: how they are asked, and how they answer.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use super::{Credentials, CredentialsError, CredentialsErrorKind, ProviderContext};
use crate::body::Body;
use crate::codec::json;
use crate::time::within;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::transport::{TransportError, TransportErrorKind, TransportOptions};
use crate::types::Document;

/// What such a server answers at most.
const MAX_ANSWER: usize = 64 << 10;
/// How long it is waited at most before a second attempt, and twice that before each further one.
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// How long such a server may take, and how often it is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    /// From the connection to the end of the answer.
    pub(super) read: Duration,
    pub(super) attempts: u32,
}

/// What it answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Why it did not.
pub(super) enum Silence {
    /// There is nobody.
    NoConnection(TransportError),
    /// Somebody is there who does not answer.
    NoAnswer(TransportError),
}

impl Answer {
    /// The body, where it is text.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default().trim()
    }
}

impl From<Silence> for TransportError {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::NoConnection(error) | Silence::NoAnswer(error) => error,
        }
    }
}

/// Asks, and asks again where the server says that it has trouble of its own.
pub(super) async fn ask(
    context: &ProviderContext,
    limits: Limits,
    request: &(dyn Fn() -> http::Request<Body> + Sync),
) -> Result<Answer, Silence> {
    let (mut attempt, mut wait) = (1, FIRST_WAIT);
    loop {
        let answer = ask_once(context, limits, request()).await;
        let is_trouble = answer.as_ref().is_ok_and(|answer| answer.status.is_server_error());
        if !is_trouble || attempt >= limits.attempts {
            return answer;
        }
        context.sleep().sleep(wait.mul_f64(crate::random::unit())).await;
        (attempt, wait) = (attempt + 1, wait * 2);
    }
}

async fn ask_once(context: &ProviderContext, limits: Limits, request: http::Request<Body>) -> Result<Answer, Silence> {
    let options = TransportOptions { connect_timeout: Some(limits.connect), ..TransportOptions::default() };
    let (progress, host) = (options.progress.clone(), request.uri().host().unwrap_or_default().to_owned());
    let asking = async {
        let response = context.transport()?.send(request, options).await?;
        let (parts, body) = response.into_parts();
        let broken = |error| TransportError::new(TransportErrorKind::Io, "reading the answer").with_source(error);
        let body = body.collect(MAX_ANSWER).await.map_err(broken)?;
        Ok(Answer { status: parts.status, headers: parts.headers, body })
    };
    let limit = limits.connect + limits.read;
    let answer = within(context.sleep(), limit, asking).await.unwrap_or_else(|| {
        progress.time_out();
        let error = TransportError::new(TransportErrorKind::Timeout, format!("no answer from {host} after {limit:?}"));
        Err(if progress.may_have_been_sent() { error } else { error.not_sent() })
    });
    answer.map_err(
        |error: TransportError| {
            if error.may_have_been_sent() { Silence::NoAnswer(error) } else { Silence::NoConnection(error) }
        },
    )
}

/// The credentials of an answer in JSON, as containers and instances give them. `who` says who answered.
pub(super) fn credentials(who: &str, answer: &[u8]) -> Result<Credentials, CredentialsError> {
    let wrong = |what: &str| {
        CredentialsError::new(format!("{who} answered with something else than credentials: {what}"))
            .with_kind(CredentialsErrorKind::Service)
    };
    let document = json::read_document(answer).map_err(|_| wrong("it is not JSON"))?;
    let text = |names: &[&str]| -> Option<&str> {
        let found = names.iter().find_map(|name| document.get(name).and_then(Document::as_str));
        found.filter(|text| !text.is_empty())
    };
    if let Some(code) = text(&["Code", "code"]).filter(|code| *code != "Success") {
        let message = text(&["Message", "message"]).unwrap_or("it does not say why");
        let kind = if code == "AssumeRoleUnauthorizedAccess" {
            CredentialsErrorKind::Forbidden
        } else {
            CredentialsErrorKind::Service
        };
        let (code, message) = (code.escape_debug(), message.escape_debug());
        return Err(CredentialsError::new(format!("{who} has no credentials: {code}: {message}")).with_kind(kind));
    }
    let needed = |names: &[&'static str], name: &str| text(names).ok_or_else(|| wrong(&format!("it has no `{name}`")));
    let access_key_id = needed(&["AccessKeyId"], "AccessKeyId")?;
    let mut credentials = Credentials::new(access_key_id, needed(&["SecretAccessKey"], "SecretAccessKey")?);
    if let Some(token) = text(&["Token", "SessionToken"]) {
        credentials = credentials.with_session_token(token);
    }
    if let Some(account_id) = text(&["AccountId"]) {
        credentials = credentials.with_account_id(account_id);
    }
    if let Some(expires) = text(&["Expiration"]) {
        let expires = Timestamp::parse(expires, TimestampFormat::DateTime).ok();
        let expires = expires.and_then(|expires| SystemTime::try_from(expires).ok());
        credentials = credentials.with_expiry(expires.ok_or_else(|| wrong("its `Expiration` is no point in time"))?);
    }
    Ok(credentials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_none_is_told_without_what_is_in_it() {
        let kind =
            |answer: &str| credentials("it", answer.as_bytes()).map_err(|error| (error.kind(), error.to_string()));
        let answer =
            r#"{"AccessKeyId":"AKID","SecretAccessKey":"s3cr3t","Token":"t","Expiration":"2030-01-01T00:00:00Z"}"#;
        let found = kind(answer).unwrap();
        assert_eq!((found.access_key_id(), found.session_token()), ("AKID", Some("t")));
        for (answer, what) in [
            ("no", "it is not JSON"),
            (r#"{"AccessKeyId":"AKID"}"#, "it has no `SecretAccessKey`"),
            (
                r#"{"AccessKeyId":"AKID","SecretAccessKey":"s3cr3t","Expiration":"soon"}"#,
                "its `Expiration` is no point",
            ),
            (
                r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"no\nrole"}"#,
                r"AssumeRoleUnauthorizedAccess: no\nrole",
            ),
        ] {
            let (_, message) = kind(answer).unwrap_err();
            assert!(message.contains(what) && !message.contains("s3cr3t"), "{message}");
        }
    }
}
