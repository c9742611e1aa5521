//! The times in test data.

use std::time::SystemTime;

use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};

/// Reads `2015-08-30T12:36:00Z`, from 1970 on and in whole seconds.
pub fn parse(text: &str) -> Result<SystemTime, String> {
    Timestamp::parse(text, TimestampFormat::DateTime)
        .ok()
        .filter(|time| text.len() == 20 && time.to_string() == text)
        .and_then(|time| SystemTime::try_from(time).ok())
        .filter(|time| *time >= SystemTime::UNIX_EPOCH)
        .ok_or_else(|| format!("`{text}` is not a time like 2015-08-30T12:36:00Z from 1970 on"))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn reads_times() {
        let at = |seconds| Ok(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(parse("1970-01-01T00:00:00Z"), at(0));
        assert_eq!(parse("2015-08-30T12:36:00Z"), at(1_440_938_160));
        assert_eq!(parse("2000-02-29T23:59:59Z"), at(951_868_799));
        assert_eq!(parse("2026-11-01T12:34:56Z"), at(1_793_536_496));
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "1969-12-31T23:59:59Z",
            "2015-13-01T00:00:00Z",
            "2015-00-01T00:00:00Z",
            "2015-02-29T00:00:00Z",
            "2015-08-30T24:00:00Z",
            "2015-08-30 12:36:00Z",
            "2015-08-30T12:36:00é",
            "+015-08-30T12:36:00Z",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
