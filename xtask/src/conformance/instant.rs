//! The times in test data.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Reads `2015-08-30T12:36:00Z`, from 1970 on and in whole seconds.
pub fn parse(text: &str) -> Result<SystemTime, String> {
    seconds(text)
        .and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
        .ok_or_else(|| format!("`{text}` is not a time like 2015-08-30T12:36:00Z from 1970 on"))
}

fn seconds(text: &str) -> Option<u64> {
    let form = text.len() == 20
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 | 16 => byte == b':',
            19 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        });
    if !form {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u64>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);

    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let february = if leap(year) { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month = usize::try_from(month.checked_sub(1)?).ok()?;
    let valid = (1..=*months.get(month)?).contains(&day) && hour < 24 && minute < 60 && second < 60;
    if year < 1970 || !valid {
        return None;
    }
    let days = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum::<u64>()
        + months.iter().take(month).sum::<u64>()
        + day
        - 1;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
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
