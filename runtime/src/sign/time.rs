use std::time::{SystemTime, UNIX_EPOCH};

use super::SigningError;

const SECONDS_OF_DAY: u64 = 86_400;
/// 10000-01-01T00:00:00Z
const END: u64 = 253_402_300_800;

/// A time in the form that Signature Version 4 uses, `20150830T123600Z`.
pub(super) struct SigningTime(String);

impl SigningTime {
    pub(super) fn new(time: SystemTime) -> Result<Self, SigningError> {
        let seconds = time.duration_since(UNIX_EPOCH).map_err(|_| SigningError::TimeOutOfRange)?.as_secs();
        if seconds >= END {
            return Err(SigningError::TimeOutOfRange);
        }
        let (year, month, day) = civil(seconds / SECONDS_OF_DAY);
        let second = seconds % SECONDS_OF_DAY;
        let mut text = String::with_capacity(16);
        for pair in [year / 100, year % 100, month, day] {
            push_two_digits(pair, &mut text);
        }
        text.push('T');
        for pair in [second / 3600, second / 60 % 60, second % 60] {
            push_two_digits(pair, &mut text);
        }
        text.push('Z');
        Ok(Self(text))
    }

    pub(super) fn date_time(&self) -> &str {
        &self.0
    }

    pub(super) fn date(&self) -> &str {
        &self.0[..8]
    }
}

fn push_two_digits(number: u64, text: &mut String) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
}

/// Year, month and day of a day counted from 1970-01-01.
///
/// Counts in years that begin in March, so that the leap day is the last of its year, from 0000-03-01 on.
fn civil(day: u64) -> (u64, u64, u64) {
    const DAYS_OF_ERA: u64 = 146_097;
    let day = day + 719_468;
    let (era, day_of_era) = (day / DAYS_OF_ERA, day % DAYS_OF_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day_of_month)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

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
        assert_eq!(text(END - 1).as_deref(), Ok("99991231T235959Z"));
    }

    #[test]
    fn refuses_times_without_four_digits_of_year() {
        assert_eq!(text(END), Err(SigningError::TimeOutOfRange));
        let before = SigningTime::new(UNIX_EPOCH - Duration::from_nanos(1)).err();
        assert_eq!(before, Some(SigningError::TimeOutOfRange));
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut last = civil(0);
        for day in 1..146_097 {
            let next = civil(day);
            let follows = next == (last.0, last.1, last.2 + 1)
                || (next == (last.0, last.1 + 1, 1) && last.2 >= 28)
                || (next == (last.0 + 1, 1, 1) && (last.1, last.2) == (12, 31));
            assert!(follows, "{last:?} {next:?}");
            last = next;
        }
        assert_eq!(last, (2369, 12, 31));
    }
}
