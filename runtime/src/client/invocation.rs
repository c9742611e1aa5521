//! What AWS's services are told of a call's attempts.

use std::borrow::Cow;
use std::time::SystemTime;

use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::retry::RetryCosts;
use crate::timestamp::{Timestamp, TimestampFormat};

const ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

/// A call, as the service can tell its attempts from others.
pub(super) struct Invocation([u8; 36]);

/// The headers of one attempt.
pub(super) struct AttemptHeaders {
    id: HeaderValue,
    request: HeaderValue,
}

impl Invocation {
    /// A call of its own.
    pub(super) fn new() -> Self {
        Self(crate::uuid::write(crate::random::bits()))
    }

    /// The headers of the attempt of this number. `until` is when its answer is not waited for any more.
    pub(super) fn headers(
        &self,
        attempt: u32,
        max: u32,
        costs: RetryCosts,
        until: Option<SystemTime>,
    ) -> AttemptHeaders {
        let id = HeaderValue::from_bytes(&self.0).unwrap_or(HeaderValue::from_static(""));
        AttemptHeaders { id, request: request(attempt, max, costs, until) }
    }
}

impl AttemptHeaders {
    /// Puts them where the call has none of its own.
    pub(super) fn put(self, headers: &mut HeaderMap) {
        headers.entry(ID).or_insert(self.id);
        headers.entry(REQUEST).or_insert(self.request);
    }
}

fn request(attempt: u32, max: u32, costs: RetryCosts, until: Option<SystemTime>) -> HeaderValue {
    let text: Cow<'static, str> = match (attempt, costs, max) {
        (1, RetryCosts::Legacy, _) => return HeaderValue::from_static("attempt=1"),
        (1, RetryCosts::New2026, 3) => return HeaderValue::from_static("attempt=1; max=3"),
        _ => match until.and_then(ttl).filter(|_| attempt > 1) {
            Some(ttl) => format!("ttl={ttl}; attempt={attempt}; max={max}").into(),
            None => format!("attempt={attempt}; max={max}").into(),
        },
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// The time as `20260701T120000Z`.
fn ttl(time: SystemTime) -> Option<String> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let whole = Timestamp::new(i64::try_from(since.as_secs()).ok()?, 0)?;
    let text = whole.format(TimestampFormat::DateTime).ok()?;
    Some(text.chars().filter(|character| !matches!(character, '-' | ':')).collect())
}
