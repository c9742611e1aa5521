//! Points in time, and the three texts Smithy has for them.

pub(crate) mod calendar;
mod conversions;
mod cursor;
mod format;
mod parse;

use std::fmt;
use std::str::FromStr;

pub(crate) const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// A point in time, to the nanosecond, independent of any time zone.
///
/// It is counted from the Unix epoch without leap seconds. `Debug` and `Display` show it as RFC 3339 does
/// (`2014-04-29T18:30:38Z`); outside of the years 0000 to 9999, which RFC 3339 cannot write, as `@` and epoch seconds.
///
/// ```
/// use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};
///
/// let timestamp = Timestamp::parse("1398796238.25", TimestampFormat::EpochSeconds)?;
/// assert_eq!((timestamp.seconds(), timestamp.nanos()), (1_398_796_238, 250_000_000));
/// assert_eq!(timestamp.format(TimestampFormat::DateTime)?, "2014-04-29T18:30:38.25Z");
/// assert_eq!("2014-04-29T18:30:38.25Z".parse(), Ok(timestamp));
/// # Ok::<(), tinsmith_runtime::timestamp::TimestampError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

/// How a timestamp is written, after the [`timestampFormat`
/// trait](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimestampFormat {
    /// RFC 3339: `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// IMF-fixdate of RFC 9110, section 5.6.7: `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
    /// Decimal seconds since the Unix epoch: `1515531081.123`.
    EpochSeconds,
}

/// Why a timestamp could not be read, written or converted.
///
/// The text that was read is left out on purpose: a member may be sensitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampError {
    /// The text is not of that format.
    Syntax {
        /// The format it was read in.
        format: TimestampFormat,
        /// The byte of the text where reading stopped.
        position: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The format, or the type converted to, cannot hold the point in time.
    OutOfRange {
        /// What cannot hold it.
        target: &'static str,
    },
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self { seconds: 0, nanos: 0 };
    pub(crate) const MIN: Self = Self { seconds: i64::MIN, nanos: 0 };
    pub(crate) const MAX: Self = Self { seconds: i64::MAX, nanos: NANOS_PER_SECOND - 1 };

    /// The point in time `nanos` nanoseconds after `seconds` seconds from the epoch, or `None` when `nanos` is a second
    /// or more. Half a second before the epoch is `new(-1, 500_000_000)`.
    #[must_use]
    pub const fn new(seconds: i64, nanos: u32) -> Option<Self> {
        if nanos < NANOS_PER_SECOND { Some(Self { seconds, nanos }) } else { None }
    }

    /// The point in time so many seconds from the epoch.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self { seconds, nanos: 0 }
    }

    /// Whole seconds from the epoch, rounded towards the past.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after [`seconds`](Self::seconds), less than 1,000,000,000.
    #[must_use]
    pub const fn nanos(self) -> u32 {
        self.nanos
    }
}

impl TimestampFormat {
    fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::HttpDate => "http-date",
            Self::EpochSeconds => "epoch-seconds",
        }
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads RFC 3339, as [`Display`](fmt::Display) writes it; [`parse`](Self::parse) takes the other formats.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text, TimestampFormat::DateTime)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(32);
        if self.write_into(TimestampFormat::DateTime, &mut text).is_err() {
            text.push('@');
            format::write_epoch_seconds(*self, &mut text);
        }
        formatter.pad(&text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { format, position, expected } => {
                write!(formatter, "not a timestamp in {} format: expected {expected} at byte {position}", format.name())
            }
            Self::OutOfRange { target } => {
                write!(formatter, "the timestamp is out of the range of {target}")
            }
        }
    }
}

impl std::error::Error for TimestampError {}
