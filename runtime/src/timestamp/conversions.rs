use super::{Timestamp, TimestampError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn after_epoch(duration: Duration) -> Timestamp {
    let seconds = i64::try_from(duration.as_secs()).ok();
    seconds.and_then(|seconds| Timestamp::new(seconds, duration.subsec_nanos())).unwrap_or(Timestamp::MAX)
}

fn before_epoch(duration: Duration) -> Timestamp {
    let nanos = duration.subsec_nanos();
    let borrow = u64::from(nanos > 0);
    let seconds = duration.as_secs().checked_add(borrow).and_then(|seconds| 0_i64.checked_sub_unsigned(seconds));
    let nanos = if nanos > 0 { super::NANOS_PER_SECOND - nanos } else { 0 };
    seconds.and_then(|seconds| Timestamp::new(seconds, nanos)).unwrap_or(Timestamp::MIN)
}

/// No platform has a `SystemTime` wider than a `Timestamp`; if one came, the ends would hold.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(duration) => after_epoch(duration),
            Err(error) => before_epoch(error.duration()),
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let whole = Duration::from_secs(timestamp.seconds().unsigned_abs());
        let time = if timestamp.seconds() < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        time.and_then(|time| time.checked_add(Duration::from_nanos(timestamp.nanos().into())))
            .ok_or(TimestampError::OutOfRange { target: "SystemTime" })
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        // jiff gives both parts the same sign.
        match u64::try_from(time.as_second()) {
            Ok(seconds) if time.subsec_nanosecond() >= 0 => {
                after_epoch(Duration::new(seconds, time.subsec_nanosecond().unsigned_abs()))
            }
            _ => before_epoch(Duration::new(time.as_second().unsigned_abs(), time.subsec_nanosecond().unsigned_abs())),
        }
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        i32::try_from(timestamp.nanos())
            .ok()
            .and_then(|nanos| jiff::Timestamp::new(timestamp.seconds(), nanos).ok())
            .ok_or(TimestampError::OutOfRange { target: "jiff::Timestamp" })
    }
}

#[cfg(feature = "time")]
impl From<time::OffsetDateTime> for Timestamp {
    fn from(time: time::OffsetDateTime) -> Self {
        Self { seconds: time.unix_timestamp(), nanos: time.nanosecond() }
    }
}

#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        time::OffsetDateTime::from_unix_timestamp(timestamp.seconds())
            .and_then(|time| time.replace_nanosecond(timestamp.nanos()))
            .map_err(|_| TimestampError::OutOfRange { target: "time::OffsetDateTime" })
    }
}

/// A leap second is the first second of the next minute.
#[cfg(feature = "chrono")]
impl<Zone: chrono::TimeZone> From<chrono::DateTime<Zone>> for Timestamp {
    fn from(time: chrono::DateTime<Zone>) -> Self {
        let nanos = time.timestamp_subsec_nanos();
        Self {
            seconds: time.timestamp() + i64::from(nanos / super::NANOS_PER_SECOND),
            nanos: nanos % super::NANOS_PER_SECOND,
        }
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        chrono::DateTime::from_timestamp(timestamp.seconds(), timestamp.nanos())
            .ok_or(TimestampError::OutOfRange { target: "chrono::DateTime" })
    }
}
