//! Whether and when calls are made again, as a program asks.

use std::time::Duration;

use tinsmith_runtime::error::{Error, ErrorDetails, ErrorKind};
use tinsmith_runtime::generated::ErrorTraits;
use tinsmith_runtime::http::{HeaderMap, HeaderValue};
use tinsmith_runtime::retry::{
    NotRetried, RateLimiter, RetryCosts, RetryDecision, RetryMode, RetryQuota, RetryReason, RetrySettings,
    parse_max_attempts, retry_after,
};
use tinsmith_runtime::transport::{TransportError, TransportErrorKind};

fn service(status: u16, code: &str) -> ErrorDetails {
    ErrorDetails::new(ErrorKind::Service, "Ping", "no").with_status(status).with_code(code)
}

#[test]
fn of_those_with_an_opinion_the_last_one_counts() {
    use RetryReason::{Throttling, Transient};
    let modeled = |traits: ErrorTraits| Some(traits);
    let (plain, retryable) = (ErrorTraits::new(""), ErrorTraits::new("").retryable());
    let throttling = ErrorTraits::new("").throttling();
    for (status, code, traits, expected) in [
        (400, "Odd", None, None),
        (500, "Odd", None, Some(Transient)),
        (501, "Odd", None, None),
        (503, "SlowDown", None, Some(Throttling)),
        (400, "LimitExceededException", modeled(plain), Some(Throttling)),
        (400, "Odd", modeled(plain), None),
        (500, "Odd", modeled(plain), Some(Transient)),
        (400, "Odd", modeled(retryable), Some(Transient)),
        (503, "SlowDown", modeled(ErrorTraits::new("").retryable()), Some(Transient)),
        (500, "Odd", modeled(throttling), Some(Throttling)),
        (400, "PriorRequestNotComplete", None, Some(Throttling)),
        (400, "InternalError", None, None),
    ] {
        assert_eq!(service(status, code).with_modeled(traits).retry_reason(), expected, "{status} {code}");
    }
    assert_eq!(service(400, "InternalError").with_service("S3").retry_reason(), Some(Transient));
    assert_eq!(service(400, "IDPCommunicationError").with_service("STS").retry_reason(), Some(Transient));
    assert_eq!(service(400, "IDPCommunicationError").with_service("S3").retry_reason(), None);
}

#[test]
fn without_a_response_it_is_the_transport_that_says() {
    for (kind, expected) in [
        (TransportErrorKind::Connect, Some(RetryReason::Transient)),
        (TransportErrorKind::Io, Some(RetryReason::Transient)),
        (TransportErrorKind::ConnectTimeout, Some(RetryReason::Timeout)),
        (TransportErrorKind::RequestBody, None),
        (TransportErrorKind::Configuration, None),
    ] {
        let details = |error| ErrorDetails::new(ErrorKind::Transport, "Ping", "").with_cause(error);
        assert_eq!(details(TransportError::new(kind, "")).retry_reason(), expected, "{kind:?}");
        assert_eq!(details(TransportError::new(kind, "").not_retryable()).retry_reason(), None);
    }
    assert_eq!(ErrorDetails::new(ErrorKind::Credentials, "Ping", "").retry_reason(), None);
}

#[test]
fn values_of_variables_and_profiles() {
    for (text, mode) in [("legacy", RetryMode::Standard), (" Standard", RetryMode::Standard)] {
        assert_eq!(text.parse(), Ok(mode));
    }
    assert_eq!("ADAPTIVE".parse(), Ok(RetryMode::Adaptive));
    assert_eq!("often".parse::<RetryMode>().unwrap_err().to_string(), "the value must be `standard` or `adaptive`");
    assert_eq!(parse_max_attempts("5"), Ok(5));
    for text in ["0", "-1", "", "three", "5000000000"] {
        assert_eq!(parse_max_attempts(text).unwrap_err().expected(), "a whole number of attempts from 1 on", "{text}");
    }
    assert_eq!("true".parse(), Ok(RetryCosts::New2026));
    assert_eq!("FALSE".parse(), Ok(RetryCosts::Legacy));
    assert!("1".parse::<RetryCosts>().is_err());
}

#[test]
fn settings_are_filled_from_others() {
    let code = RetrySettings::new().max_attempts(0);
    let profile = RetrySettings::new().max_attempts(9).mode(RetryMode::Adaptive);
    let both = code.or(profile);
    assert_eq!((both.max_attempts_of("STS"), both.mode_in_force()), (1, RetryMode::Adaptive));
    assert_eq!(RetrySettings::off().max_attempts(7).max_attempts_of("STS"), 1);
    let new = RetrySettings::new().costs(RetryCosts::New2026);
    let attempts = ["STS", "DynamoDB", "DynamoDB Streams"].map(|service| new.max_attempts_of(service));
    assert_eq!((attempts, new.max_attempts(2).max_attempts_of("DynamoDB")), ([3, 4, 4], 2));
}

#[test]
fn delays_end_however_many_attempts_there_are() {
    let settings = RetrySettings::new().max_attempts(u32::MAX);
    for (attempt, seconds) in [(1, 1), (5, 16), (6, 20), (2_000, 20), (u32::MAX - 1, 20)] {
        let decision = service(500, "Odd").retry_decision(&settings, attempt);
        assert_eq!(decision, RetryDecision::Retry { delay: Duration::from_secs(seconds), cost: 5 }, "{attempt}");
    }
    let random = |random| service(500, "Odd").failed_attempt(1).decide(&settings, 500, random);
    for (number, milliseconds) in [(-1.0, 0), (0.25, 250), (7.0, 1_000), (f64::NAN, 1_000)] {
        let expected = RetryDecision::Retry { delay: Duration::from_millis(milliseconds), cost: 5 };
        assert_eq!(random(number), expected, "{number}");
    }
}

#[test]
fn what_a_service_asks_to_wait_is_whole_milliseconds() {
    let asked = |value: &'static str| {
        let value = HeaderValue::from_static(value);
        retry_after(&HeaderMap::from_iter([("x-amz-retry-after".parse().unwrap(), value)]))
    };
    assert_eq!(asked("1500"), Some(Duration::from_millis(1_500)));
    for value in ["+5", "-100", "1.5", "", "later", "99999999999999999999"] {
        assert_eq!(asked(value), None, "{value}");
    }
    let headers = HeaderMap::from_iter([("x-amz-retry-after".parse().unwrap(), HeaderValue::from_static("60000"))]);
    let error: Error<()> = service(503, "Odd").with_headers(headers).into();
    let delay = |costs| match error.retry_decision(&RetrySettings::new().costs(costs), 1) {
        RetryDecision::Retry { delay, .. } => delay,
        other => panic!("{other:?}"),
    };
    // In place of the back-off, and no longer than the longest; or no more than five seconds above it.
    assert_eq!(delay(RetryCosts::Legacy), Duration::from_secs(20));
    assert_eq!(delay(RetryCosts::New2026), Duration::from_millis(5_050));
}

#[test]
fn the_quota_is_shared_and_never_overdrawn() {
    let quota = RetryQuota::holding(20, 17);
    let other = quota.clone();
    assert!(quota.take(14) && !other.take(5) && other.take(3));
    assert_eq!((quota.tokens(), other.capacity()), (0, 20));
    other.succeeded(None);
    quota.succeeded(Some(30));
    assert_eq!(quota.tokens(), 20);
    assert_eq!(format!("{quota:?}"), "RetryQuota(20 of 20)");
}

#[test]
fn errors_say_how_often_was_tried_and_why_no_more() {
    let error = service(503, "Odd").with_attempts(3).with_not_retried(NotRetried::Attempts);
    assert_eq!(error.to_string(), "Odd: no (Ping, status 503, 3 attempts)");
    let error = service(503, "Odd").with_attempts(1).with_not_retried(NotRetried::Body);
    assert_eq!(error.to_string(), "Odd: no (Ping, status 503, not retried: its body can be read only once)");
}

#[test]
fn a_clock_that_goes_back_stalls_no_sender() {
    let mut limiter = RateLimiter::new(Duration::from_secs(100));
    limiter.answered(true, Duration::from_secs(101));
    let first = limiter.acquire(Duration::from_secs(101));
    let second = limiter.acquire(Duration::from_secs(50));
    assert!(second > first && second < Duration::from_secs(60), "{first:?} {second:?}");
    assert!(limiter.acquire(Duration::from_secs(200)) < Duration::from_secs(3));
}
