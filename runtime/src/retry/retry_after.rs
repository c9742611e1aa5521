//! How long a service asks to wait.

use std::time::Duration;

use http::header::HeaderMap;

/// How long a response asks to wait: `x-amz-retry-after`, in whole milliseconds. Anything else is passed over, and so is
/// `Retry-After`.
#[must_use]
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("x-amz-retry-after")?.to_str().ok()?;
    // `parse` would take a plus sign.
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|_| is_number).map(Duration::from_millis)
}
