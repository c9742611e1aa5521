use std::time::SystemTime;

use super::SigningError;
use crate::timestamp::Timestamp;
use crate::timestamp::calendar::{Date, SECONDS_PER_DAY};

/// 10000-01-01T00:00:00Z
const END: i64 = 253_402_300_800;

/// A time in the form that Signature Version 4 uses, `20150830T123600Z`.
pub(super) struct SigningTime([u8; 16]);

impl SigningTime {
    pub(super) fn new(time: SystemTime) -> Result<Self, SigningError> {
        let seconds = Timestamp::from(time).seconds();
        if !(0..END).contains(&seconds) {
            return Err(SigningError::TimeOutOfRange);
        }
        let Date { year, month, day } = Date::from_days(seconds / SECONDS_PER_DAY);
        let second = seconds % SECONDS_PER_DAY;
        let time = [second / 3600, second / 60 % 60, second % 60];
        let [[a, b], [c, d], [e, f], [g, h]] = [year / 100, year % 100, month.into(), day.into()].map(two_digits);
        let [[i, j], [k, l], [m, n]] = time.map(two_digits);
        Ok(Self([a, b, c, d, e, f, g, h, b'T', i, j, k, l, m, n, b'Z']))
    }

    pub(super) fn date_time(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    pub(super) fn date(&self) -> &str {
        self.date_time().get(..8).unwrap_or_default()
    }
}

fn two_digits(number: i64) -> [u8; 2] {
    [number / 10 % 10, number % 10].map(|digit| b'0' + digit as u8)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn text(seconds: u64) -> Result<String, SigningError> {
        SigningTime::new(UNIX_EPOCH + Duration::from_secs(seconds)).map(|time| time.date_time().to_owned())
    }

    #[test]
    fn formats_times() {
        assert_eq!(text(0).as_deref(), Ok("19700101T000000Z"));
        assert_eq!(text(951_782_399).as_deref(), Ok("20000228T235959Z"));
        assert_eq!(text(951_782_400).as_deref(), Ok("20000229T000000Z"));
        assert_eq!(text(951_868_800).as_deref(), Ok("20000301T000000Z"));
        assert_eq!(text(1_440_938_160).as_deref(), Ok("20150830T123600Z"));
        assert_eq!(text(4_107_542_400).as_deref(), Ok("21000301T000000Z"));
        assert_eq!(text(END.unsigned_abs() - 1).as_deref(), Ok("99991231T235959Z"));
    }

    #[test]
    fn refuses_times_without_four_digits_of_year() {
        assert_eq!(text(END.unsigned_abs()), Err(SigningError::TimeOutOfRange));
        let before = SigningTime::new(UNIX_EPOCH - Duration::from_nanos(1)).err();
        assert_eq!(before, Some(SigningError::TimeOutOfRange));
    }
}
