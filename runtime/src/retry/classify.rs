//! Which failures pass, so that the same call may succeed when it is made again.

use super::service::ServiceRules;
use crate::transport::TransportErrorKind;

/// Why a failure may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryReason {
    /// The service asks for fewer calls.
    Throttling,
    /// The service, or the way there, is out of order for the moment.
    Transient,
    /// Nothing came in the time that was allowed for connecting, reading or the attempt.
    Timeout,
}

/// Codes with which services ask for fewer calls.
const THROTTLING: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes of failures that pass.
const TRANSIENT: &[&str] = &["PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException"];

/// Whether a service asks for fewer calls with this code.
#[must_use]
pub fn is_throttling_code(code: &str) -> bool {
    THROTTLING.contains(&code)
}

/// Whether this code is of a failure that passes. `PriorRequestNotComplete` is also one of throttling, and counts as such.
#[must_use]
pub fn is_transient_code(code: &str) -> bool {
    TRANSIENT.contains(&code)
}

/// What the status of a response says alone: 500, 502, 503 and 504 pass, and 429 asks for fewer calls
/// ([RFC 6585, section 4](https://www.rfc-editor.org/rfc/rfc6585#section-4)).
#[must_use]
pub fn by_status(status: u16) -> Option<RetryReason> {
    match status {
        429 => Some(RetryReason::Throttling),
        500 | 502 | 503 | 504 => Some(RetryReason::Transient),
        _ => None,
    }
}

/// What the code of an error says alone, for whatever service.
#[must_use]
pub fn by_code(code: &str) -> Option<RetryReason> {
    match () {
        () if is_throttling_code(code) => Some(RetryReason::Throttling),
        () if is_transient_code(code) => Some(RetryReason::Transient),
        () => None,
    }
}

/// What the code of an error says for one service, called as its model does (`sdkId`).
#[must_use]
pub fn by_service(service: &str, code: &str) -> Option<RetryReason> {
    ServiceRules::of(service).transient_codes.contains(&code).then_some(RetryReason::Transient)
}

/// What the model says of an error: `smithy.api#retryable`, and its `throttling`.
#[must_use]
pub fn by_model(retryable: bool, throttling: bool) -> Option<RetryReason> {
    match (retryable, throttling) {
        (_, true) => Some(RetryReason::Throttling),
        (true, false) => Some(RetryReason::Transient),
        (false, false) => None,
    }
}

/// What it says that there was no response. Settings that are wrong and bodies that cannot be read stay so.
#[must_use]
pub fn by_transport(kind: TransportErrorKind) -> Option<RetryReason> {
    use TransportErrorKind::{
        Configuration, Connect, ConnectTimeout, InvalidRequest, InvalidResponse, Io, RequestBody, Timeout, Tls,
    };
    match kind {
        Timeout | ConnectTimeout => Some(RetryReason::Timeout),
        Connect | Tls | Io | InvalidResponse => Some(RetryReason::Transient),
        RequestBody | InvalidRequest | Configuration => None,
    }
}

/// Codes with which services refuse a signature for its time.
const CLOCK_SKEW: &[&str] = &[
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Whether a service refuses a signature with this code, maybe for its time.
pub(crate) fn is_clock_skew_code(code: &str) -> bool {
    CLOCK_SKEW.contains(&code)
}

/// Codes with which services say that credentials or a token were good once.
const EXPIRED: &[&str] = &["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"];

/// Whether a service says with this code that credentials or a token were good once.
pub(crate) fn is_expired_code(code: &str) -> bool {
    EXPIRED.contains(&code)
}
