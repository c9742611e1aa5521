//! Whether and when a call that failed is made again: pure functions, with time and randomness passed in.
//!
//! A client asks them after each attempt; so can a program that has an error in its hands:
//!
//! ```
//! use std::time::Duration;
//! use tinsmith_runtime::error::{ErrorDetails, ErrorKind};
//! use tinsmith_runtime::retry::{NotRetried, RetryDecision, RetrySettings};
//!
//! let busy = ErrorDetails::new(ErrorKind::Service, "GetDashboard", "slow down").with_code("ThrottlingException");
//! let settings = RetrySettings::new();
//! // After no more than a second, for five of the quota's 500 tokens.
//! let decision = busy.retry_decision(&settings, 1);
//! assert_eq!(decision, RetryDecision::Retry { delay: Duration::from_secs(1), cost: 5 });
//! // Three attempts are all there are.
//! assert_eq!(busy.retry_decision(&settings, 3), RetryDecision::Stop { reason: NotRetried::Attempts, delay: None });
//! ```
//!
//! Constants and classes are those of the
//! [AWS SDKs](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html) in their `standard` and
//! `adaptive` modes.

mod adaptive;
mod back_off;
mod call;
pub(crate) mod checksum;
mod classify;
mod decision;
mod quota;
mod retry_after;
pub(crate) mod service;
mod settings;

pub use adaptive::{Cubic, RateLimiter, RequestRate, SendingTokens, fill_rate};
pub use back_off::back_off;
pub use call::CallRetries;
pub use checksum::has_wrong_checksum;
pub use classify::{
    RetryReason, by_code, by_model, by_service, by_status, by_transport, is_throttling_code, is_transient_code,
};
pub(crate) use classify::{is_clock_skew_code, is_expired_code};
pub use decision::{FailedAttempt, NotRetried, RetryDecision};
pub use quota::RetryQuota;
pub use retry_after::retry_after;
pub use settings::{RetryCosts, RetryMode, RetrySettingError, RetrySettings, parse_max_attempts};
