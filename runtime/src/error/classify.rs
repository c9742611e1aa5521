//! What an error's code and status say of retries, where the model says nothing.

/// Codes with which services ask for fewer calls.
const THROTTLING: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
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
const TRANSIENT: &[&str] =
    &["InternalError", "InternalFailure", "RequestTimeout", "RequestTimeoutException", "ServiceUnavailable"];

pub(super) fn is_throttling(code: Option<&str>, status: Option<u16>, modeled: bool) -> bool {
    status == Some(429)
        || code.is_some_and(|code| {
            // Some services throttle with it, others mean a quota; those say so in the model.
            THROTTLING.contains(&code) || (code == "LimitExceededException" && !modeled)
        })
}

pub(super) fn is_transient(code: Option<&str>, status: Option<u16>) -> bool {
    matches!(status, Some(500 | 502 | 503 | 504)) || code.is_some_and(|code| TRANSIENT.contains(&code))
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

pub(super) fn is_clock_skew(code: Option<&str>) -> bool {
    code.is_some_and(|code| CLOCK_SKEW.contains(&code))
}
