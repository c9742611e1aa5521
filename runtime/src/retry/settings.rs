//! How calls are retried.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::service::ServiceRules;

/// How calls are retried. What is not set is as by default, or as environment and profile say.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::retry::{RetryMode, RetrySettings};
///
/// let patient = RetrySettings::new().max_attempts(8);
/// let config = Config::new("eu-west-1").retry(patient);
/// assert_eq!(patient.mode_in_force(), RetryMode::Standard);
/// # let _ = config;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetrySettings {
    mode: Option<RetryMode>,
    costs: Option<RetryCosts>,
    max_attempts: Option<u32>,
    max_back_off: Option<Duration>,
}

/// How much is done about calls that fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryMode {
    /// Failures that pass are retried after a random wait, as long as the quota lasts: the default.
    #[default]
    Standard,
    /// As standard; once a service has asked for fewer calls, the client also limits the rate at which it sends.
    Adaptive,
    /// Each call is one attempt.
    Off,
}

/// What retries cost, and how long they wait. The bucket that they are paid from holds 500 tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryCosts {
    /// A retry takes 5 tokens, 10 after a timeout; back-off begins at a second. What AWS's SDKs still have by default.
    #[default]
    Legacy,
    /// A retry takes 14 tokens, 5 after throttling; back-off begins at 50 ms, after throttling at a second. DynamoDB is
    /// tried four times, and long polls wait where they find the bucket empty. `AWS_NEW_RETRIES_2026`.
    New2026,
}

impl RetrySettings {
    /// How many attempts there are unless something else says so, the first included.
    pub const DEFAULT_MAX_ATTEMPTS: u32 = 3;

    /// The longest wait unless something else is set, before what a service asks for.
    pub const DEFAULT_MAX_BACK_OFF: Duration = Duration::from_secs(20);

    /// Settings of which nothing is set.
    #[must_use]
    pub const fn new() -> Self {
        Self { mode: None, costs: None, max_attempts: None, max_back_off: None }
    }

    /// One attempt a call.
    #[must_use]
    pub const fn off() -> Self {
        Self::new().mode(RetryMode::Off)
    }

    /// Sets the mode. Variable: `AWS_RETRY_MODE`; key of profiles: `retry_mode`.
    #[must_use]
    pub const fn mode(self, mode: RetryMode) -> Self {
        Self { mode: Some(mode), ..self }
    }

    /// Sets how many attempts there are of a call, the first included; none counts as one. Variable: `AWS_MAX_ATTEMPTS`;
    /// key of profiles: `max_attempts`.
    #[must_use]
    pub const fn max_attempts(self, max_attempts: u32) -> Self {
        let max_attempts = if max_attempts == 0 { 1 } else { max_attempts };
        Self { max_attempts: Some(max_attempts), ..self }
    }

    /// Sets what retries cost. Variable: `AWS_NEW_RETRIES_2026`, `true` or `false`.
    #[must_use]
    pub const fn costs(self, costs: RetryCosts) -> Self {
        Self { costs: Some(costs), ..self }
    }

    /// Sets the longest wait before a retry, 20 seconds unless this says otherwise.
    #[must_use]
    pub const fn max_back_off(self, max_back_off: Duration) -> Self {
        Self { max_back_off: Some(max_back_off), ..self }
    }

    /// These settings, with those of others where nothing is set.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            mode: self.mode.or(others.mode),
            costs: self.costs.or(others.costs),
            max_attempts: self.max_attempts.or(others.max_attempts),
            max_back_off: self.max_back_off.or(others.max_back_off),
        }
    }

    /// The mode, where one is set.
    #[must_use]
    pub fn set_mode(&self) -> Option<RetryMode> {
        self.mode
    }

    /// The number of attempts, where one is set.
    #[must_use]
    pub fn set_max_attempts(&self) -> Option<u32> {
        self.max_attempts
    }

    /// The costs, where they are set.
    #[must_use]
    pub fn set_costs(&self) -> Option<RetryCosts> {
        self.costs
    }

    /// The mode that applies.
    #[must_use]
    pub fn mode_in_force(&self) -> RetryMode {
        self.mode.unwrap_or_default()
    }

    /// The costs that apply.
    #[must_use]
    pub fn costs_in_force(&self) -> RetryCosts {
        self.costs.unwrap_or_default()
    }

    /// How many attempts there are of a call of this service, called as its model does (`sdkId`).
    #[must_use]
    pub fn max_attempts_of(&self, service: &str) -> u32 {
        self.max_attempts_by(ServiceRules::of(service))
    }

    pub(crate) fn max_attempts_by(&self, rules: &ServiceRules) -> u32 {
        match (self.mode_in_force(), self.max_attempts, self.costs_in_force()) {
            (RetryMode::Off, ..) => 1,
            (_, Some(max_attempts), _) => max_attempts,
            (_, None, RetryCosts::New2026) => rules.max_attempts_2026,
            (_, None, RetryCosts::Legacy) => Self::DEFAULT_MAX_ATTEMPTS,
        }
    }

    /// The longest wait that applies.
    #[must_use]
    pub fn max_back_off_in_force(&self) -> Duration {
        self.max_back_off.unwrap_or(Self::DEFAULT_MAX_BACK_OFF)
    }
}

/// The value of `AWS_RETRY_MODE` and `retry_mode`, in any case. `legacy`, which is a mode of other SDKs, counts as standard.
impl FromStr for RetryMode {
    type Err = RetrySettingError;

    fn from_str(text: &str) -> Result<Self, RetrySettingError> {
        let text = text.trim();
        let is = |name: &str| text.eq_ignore_ascii_case(name);
        match () {
            () if is("standard") || is("legacy") => Ok(Self::Standard),
            () if is("adaptive") => Ok(Self::Adaptive),
            () => Err(RetrySettingError("`standard` or `adaptive`")),
        }
    }
}

/// The value of `AWS_NEW_RETRIES_2026`.
impl FromStr for RetryCosts {
    type Err = RetrySettingError;

    fn from_str(text: &str) -> Result<Self, RetrySettingError> {
        let text = text.trim();
        match () {
            () if text.eq_ignore_ascii_case("true") => Ok(Self::New2026),
            () if text.eq_ignore_ascii_case("false") => Ok(Self::Legacy),
            () => Err(RetrySettingError("`true` or `false`")),
        }
    }
}

/// The value of `AWS_MAX_ATTEMPTS` and `max_attempts`.
///
/// # Errors
///
/// What is no whole number from 1 on.
pub fn parse_max_attempts(text: &str) -> Result<u32, RetrySettingError> {
    let number = text.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or(RetrySettingError("a whole number of attempts from 1 on"))
}

/// A value that a setting of retries cannot have; it says what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetrySettingError(&'static str);

impl RetrySettingError {
    /// What the value should be, such as "`true` or `false`".
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for RetrySettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value must be {}", self.0)
    }
}

impl std::error::Error for RetrySettingError {}
