//! Timestamps in Smithy's three formats, against fixed texts and against another implementation of the calendar.

use proptest::prelude::*;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tinsmith_runtime::timestamp::TimestampFormat::{DateTime, EpochSeconds, HttpDate};
use tinsmith_runtime::timestamp::{Timestamp, TimestampError, TimestampFormat};

/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const FIRST_SECOND: i64 = -62_167_219_200;
const LAST_SECOND: i64 = 253_402_300_799;

fn at(seconds: i64, nanos: u32) -> Timestamp {
    Timestamp::new(seconds, nanos).unwrap()
}

#[track_caller]
fn reads(text: &str, format: TimestampFormat, seconds: i64, nanos: u32) {
    assert_eq!(Timestamp::parse(text, format), Ok(at(seconds, nanos)), "{text}");
}

#[track_caller]
fn writes(timestamp: Timestamp, format: TimestampFormat, text: &str) {
    assert_eq!(timestamp.format(format).as_deref(), Ok(text));
}

#[track_caller]
fn refuses(text: &str, format: TimestampFormat, message: &str) {
    let error = Timestamp::parse(text, format).expect_err(text);
    assert_eq!(error.to_string(), message, "{text}");
}

#[test]
fn date_times() {
    reads("1985-04-12T23:20:50.52Z", DateTime, 482_196_050, 520_000_000);
    reads("1985-04-12t23:20:50z", DateTime, 482_196_050, 0);
    reads("1996-12-19T16:39:57-08:00", DateTime, 851_042_397, 0);
    reads("1970-01-01T01:00:00+01:00", DateTime, 0, 0);
    reads("1970-01-01T00:00:00-00:00", DateTime, 0, 0);
    reads("2019-12-16T23:48:18.1234567891234Z", DateTime, 1_576_540_098, 123_456_789);
    reads("1969-12-31T23:59:59.5Z", DateTime, -1, 500_000_000);
    reads("0000-01-01T00:00:00Z", DateTime, FIRST_SECOND, 0);
    reads("9999-12-31T23:59:59.999999999Z", DateTime, LAST_SECOND, 999_999_999);
    reads("2000-02-29T00:00:00Z", DateTime, 951_782_400, 0);
    reads("1990-12-31T23:59:60.5Z", DateTime, 662_688_000, 500_000_000);
    reads("1990-12-31T15:59:60-08:00", DateTime, 662_688_000, 0);

    writes(at(482_196_050, 520_000_000), DateTime, "1985-04-12T23:20:50.52Z");
    writes(at(482_196_050, 1), DateTime, "1985-04-12T23:20:50.000000001Z");
    writes(at(-1, 500_000_000), DateTime, "1969-12-31T23:59:59.5Z");
    writes(at(FIRST_SECOND, 0), DateTime, "0000-01-01T00:00:00Z");
    writes(at(LAST_SECOND, 999_999_999), DateTime, "9999-12-31T23:59:59.999999999Z");

    let refused = "not a timestamp in date-time format: expected ";
    for (text, expected) in [
        ("", "a year of four digits at byte 0"),
        ("1985-13-12T23:20:50Z", "a month, 01 to 12 at byte 5"),
        ("1985-04-31T23:20:50Z", "a day of that month at byte 8"),
        ("1900-02-29T23:20:50Z", "a day of that month at byte 8"),
        ("1985-04- 1T23:20:50Z", "a day of two digits at byte 8"),
        ("1985-04-12 23:20:50Z", "`T` at byte 10"),
        ("1985-04-12T24:00:00Z", "an hour, 00 to 23 at byte 11"),
        ("1985-04-12T23:20:60Z", "a time of day (second 60 is only at 23:59 in UTC) at byte 11"),
        ("1985-04-12T23:20:50.Z", "a digit of the fraction at byte 20"),
        ("1985-04-12T23:20:50", "`Z` or an offset at byte 19"),
        ("1985-04-12T23:20:50+0100", "`:` at byte 22"),
        ("1985-04-12T23:20:50Z ", "the end at byte 20"),
        ("1985-04-12T23:20:5\u{0665}Z", "a second, 00 to 60 at byte 17"),
    ] {
        refuses(text, DateTime, &format!("{refused}{expected}"));
    }
    refuses("0000-01-01T00:00:00+00:01", DateTime, "the timestamp is out of the range of date-time");
}

#[test]
fn http_dates() {
    reads("Tue, 29 Apr 2014 18:30:38 GMT", HttpDate, 1_398_796_238, 0);
    reads("Sun, 02 Jan 2000 20:34:56.456 GMT", HttpDate, 946_845_296, 456_000_000);
    reads("Sunday, 06-Nov-94 08:49:37 GMT", HttpDate, 784_111_777, 0);
    reads("Sunday, 06-Nov-69 08:49:37 GMT", HttpDate, 3_150_953_377, 0);
    reads("Sun Nov  6 08:49:37 1994", HttpDate, 784_111_777, 0);
    reads("Wed Nov 16 08:49:37 1994", HttpDate, 784_975_777, 0);

    writes(at(1_398_796_238, 0), HttpDate, "Tue, 29 Apr 2014 18:30:38 GMT");
    writes(at(-1, 500_000_000), HttpDate, "Wed, 31 Dec 1969 23:59:59 GMT");

    let refused = "not a timestamp in http-date format: expected ";
    for (text, expected) in [
        ("", "a weekday at byte 0"),
        ("Tue 29 Apr 2014 18:30:38 GMT", "a month, `Jan` to `Dec` at byte 4"),
        ("Tue, 31 Apr 2014 18:30:38 GMT", "a day of that month at byte 5"),
        ("Tue, 29 apr 2014 18:30:38 GMT", "a month, `Jan` to `Dec` at byte 8"),
        ("Tue, 29 Apr 2014 18:30:38 CET", "` GMT` at byte 25"),
        ("Tue, 29 Apr 2014 18:30:38", "` GMT` at byte 25"),
        ("Sunday, 31-Nov-94 08:49:37 GMT", "a day of that month at byte 8"),
        ("Wed Nov 31 08:49:37 1994", "a day of that month at byte 8"),
    ] {
        refuses(text, HttpDate, &format!("{refused}{expected}"));
    }
}

#[test]
fn epoch_seconds() {
    reads("1398796238.123456789", EpochSeconds, 1_398_796_238, 123_456_789);
    reads("1398796238.1234567899", EpochSeconds, 1_398_796_238, 123_456_789);
    reads("1.398796238123E9", EpochSeconds, 1_398_796_238, 123_000_000);
    reads("13987962381e-1", EpochSeconds, 1_398_796_238, 100_000_000);
    reads("-0.5", EpochSeconds, -1, 500_000_000);
    reads("-1.000000001", EpochSeconds, -2, 999_999_999);
    reads("0", EpochSeconds, 0, 0);
    reads("-0", EpochSeconds, 0, 0);
    reads("007", EpochSeconds, 7, 0);
    reads("0e999999999999999999999", EpochSeconds, 0, 0);
    reads("1e-999999999999999999999", EpochSeconds, 0, 0);
    reads("0.00000000005e1", EpochSeconds, 0, 0);
    reads("0.0000000005e1", EpochSeconds, 0, 5);
    reads("9223372036854775807.999999999", EpochSeconds, i64::MAX, 999_999_999);
    reads("-9223372036854775808", EpochSeconds, i64::MIN, 0);

    writes(at(1_398_796_238, 123_456_789), EpochSeconds, "1398796238.123456789");
    writes(at(1_398_796_238, 500_000_000), EpochSeconds, "1398796238.5");
    writes(at(-1, 500_000_000), EpochSeconds, "-0.5");
    writes(Timestamp::EPOCH, EpochSeconds, "0");
    writes(at(i64::MIN, 1), EpochSeconds, "-9223372036854775807.999999999");

    for text in ["9223372036854775808", "-9223372036854775808.1", "1e19", "1e99999999999999999999999"] {
        refuses(text, EpochSeconds, "the timestamp is out of the range of 64 bits of epoch seconds");
    }
    let refused = "not a timestamp in epoch-seconds format: expected ";
    for (text, expected) in [
        ("", "a digit at byte 0"),
        ("NaN", "a digit at byte 0"),
        ("+1", "a digit at byte 0"),
        (".5", "a digit at byte 0"),
        ("1.", "a digit at byte 2"),
        ("1e", "a digit of the exponent at byte 2"),
        ("1 ", "the end at byte 1"),
    ] {
        refuses(text, EpochSeconds, &format!("{refused}{expected}"));
    }
}

#[track_caller]
fn reads_any(text: &str, seconds: i64, nanos: u32) {
    for declared in [DateTime, HttpDate, EpochSeconds] {
        assert_eq!(Timestamp::parse_any(text, declared), Ok(at(seconds, nanos)), "{text} as {declared:?}");
    }
}

#[test]
fn each_format_is_read_where_another_is_declared() {
    reads_any("2014-04-29T18:30:38.25Z", 1_398_796_238, 250_000_000);
    reads_any("2014-04-29T20:30:38+02:00", 1_398_796_238, 0);
    reads_any("Tue, 29 Apr 2014 18:30:38 GMT", 1_398_796_238, 0);
    reads_any("Tue Apr 29 18:30:38 2014", 1_398_796_238, 0);
    reads_any("1398796238", 1_398_796_238, 0);
    reads_any("1.39879623825E9", 1_398_796_238, 250_000_000);
    reads_any("-0.5", -1, 500_000_000);
    reads_any("-62167219200", FIRST_SECOND, 0);
    reads_any("253402300799.999999999", LAST_SECOND, 999_999_999);
}

#[test]
fn date_times_with_a_space_or_without_an_offset_are_read_in_utc() {
    reads_any("2014-04-29 18:30:38.25Z", 1_398_796_238, 250_000_000);
    reads_any("2014-04-29 18:30:38.123456", 1_398_796_238, 123_456_000);
    reads_any("2014-04-29T18:30:38.123456", 1_398_796_238, 123_456_000);
    reads_any("2014-04-29T18:30:38", 1_398_796_238, 0);
    reads_any("1990-12-31T23:59:60", 662_688_000, 0);
}

#[test]
fn what_leaves_doubt_is_refused_with_the_error_of_the_declared_format() {
    for text in [
        "",
        " ",
        "2014-04-29",
        "2014-04-29T18:30",
        "2014-04-29  18:30:38Z",
        "2014-04-29T18:30:38+0200",
        "29 Apr 2014 18:30:38 GMT",
        "Tue, 29 Apr 2014 18:30:38",
        "1398796238 ",
        "1,398,796,238",
        "18:30:38",
        "now",
        "NaN",
    ] {
        for declared in [DateTime, HttpDate, EpochSeconds] {
            let strict = Timestamp::parse(text, declared).expect_err(text);
            assert_eq!(Timestamp::parse_any(text, declared), Err(strict), "{text}");
        }
    }
}

#[test]
fn milliseconds_are_not_guessed() {
    for declared in [DateTime, HttpDate] {
        for text in ["1398796238000", "253402300800", "-62167219201", "20140429183038"] {
            let strict = Timestamp::parse(text, declared).expect_err(text);
            assert_eq!(Timestamp::parse_any(text, declared), Err(strict), "{text}");
        }
    }
    assert_eq!(Timestamp::parse_any("1398796238000", EpochSeconds), Ok(at(1_398_796_238_000, 0)));
}

#[test]
fn floats_of_epoch_seconds_keep_their_decimals() {
    assert_eq!(Timestamp::from_epoch_f64(1_398_796_238.123), Ok(at(1_398_796_238, 123_000_000)));
    assert_eq!(Timestamp::from_epoch_f64(-0.5), Ok(at(-1, 500_000_000)));
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN] {
        assert!(Timestamp::from_epoch_f64(float).is_err(), "{float}");
    }
}

#[test]
fn dates_outside_of_four_digit_years_are_refused_and_leave_the_text_alone() {
    for seconds in [FIRST_SECOND - 1, LAST_SECOND + 1, i64::MIN, i64::MAX] {
        for format in [DateTime, HttpDate] {
            let mut text = "before".to_owned();
            let result = at(seconds, 0).write_into(format, &mut text);
            assert!(matches!(result, Err(TimestampError::OutOfRange { .. })), "{seconds}");
            assert_eq!(text, "before");
        }
    }
    assert_eq!(format!("{:?}", at(LAST_SECOND + 1, 0)), "@253402300800");
    assert_eq!(format!("{:?}", Timestamp::EPOCH), "1970-01-01T00:00:00Z");
    assert_eq!(Timestamp::new(0, 1_000_000_000), None);
}

#[test]
fn system_time() {
    let before = UNIX_EPOCH - Duration::from_millis(500);
    assert_eq!(Timestamp::from(before), at(-1, 500_000_000));
    assert_eq!(SystemTime::try_from(at(-1, 500_000_000)), Ok(before));
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_leap_second_is_the_next_minute() {
    let leap = chrono::DateTime::from_timestamp(662_687_999, 1_500_000_000).unwrap();
    assert_eq!(Timestamp::from(leap), at(662_688_000, 500_000_000));
}

proptest! {
    #[test]
    fn date_formats_read_back(seconds in FIRST_SECOND..=LAST_SECOND, nanos in 0..1_000_000_000_u32) {
        let timestamp = at(seconds, nanos);
        prop_assert_eq!(Timestamp::parse(&timestamp.format(DateTime).unwrap(), DateTime), Ok(timestamp));
        let http_date = timestamp.format(HttpDate).unwrap();
        prop_assert_eq!(Timestamp::parse(&http_date, HttpDate), Ok(Timestamp::from_unix_seconds(seconds)));
    }

    #[test]
    fn epoch_seconds_read_back(seconds: i64, nanos in 0..1_000_000_000_u32) {
        let timestamp = at(seconds, nanos);
        prop_assert_eq!(Timestamp::parse(&timestamp.format(EpochSeconds).unwrap(), EpochSeconds), Ok(timestamp));
    }

    #[test]
    fn the_calendar_agrees_with_another(seconds in FIRST_SECOND..=LAST_SECOND) {
        let oracle = time::OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        let (date, time) = (oracle.date(), oracle.time());
        let clock = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
        let timestamp = Timestamp::from_unix_seconds(seconds);
        prop_assert_eq!(
            timestamp.format(DateTime).unwrap(),
            format!("{:04}-{:02}-{:02}T{clock}Z", date.year(), u8::from(date.month()), date.day())
        );
        let (weekday, month) = (date.weekday().to_string(), date.month().to_string());
        prop_assert_eq!(
            timestamp.format(HttpDate).unwrap(),
            format!("{}, {:02} {} {:04} {clock} GMT", &weekday[..3], date.day(), &month[..3], date.year())
        );
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        for format in [DateTime, HttpDate, EpochSeconds] {
            let _ = Timestamp::parse_any(&text, format);
        }
    }

    #[test]
    fn no_text_is_in_two_formats(text in "[0-9TtZz:. +,eE-]{0,40}", seconds in FIRST_SECOND..=LAST_SECOND) {
        let written = [DateTime, HttpDate, EpochSeconds].map(|format| at(seconds, 0).format(format).unwrap());
        for text in written.iter().chain([&text]) {
            let formats = [DateTime, HttpDate, EpochSeconds].iter().filter(|format| Timestamp::parse(text, **format).is_ok());
            prop_assert!(formats.count() <= 1, "{}", text);
        }
        for (text, declared) in written.iter().flat_map(|text| [DateTime, HttpDate, EpochSeconds].map(|format| (text, format))) {
            prop_assert_eq!(Timestamp::parse_any(text, declared), Ok(at(seconds, 0)));
        }
    }

    #[test]
    fn nearly_a_timestamp_is_read_or_refused(text in "[0-9TtZz:. +,eE-]{0,40}|(Sun|Sunday),? [0-9]{1,3}[ -]Nov[ -][0-9: .]{0,20}( GMT)?") {
        for format in [DateTime, HttpDate, EpochSeconds] {
            let _ = Timestamp::parse_any(&text, format);
        }
    }

    #[test]
    fn any_float_is_read_or_refused(float: f64) {
        let _ = Timestamp::from_epoch_f64(float);
    }

    #[test]
    fn system_time_and_back(seconds: i64, nanos in 0..1_000_000_000_u32) {
        if let Ok(time) = SystemTime::try_from(at(seconds, nanos)) {
            prop_assert_eq!(Timestamp::from(time), at(seconds, nanos));
        }
    }
}

/// The range of each type reaches at least over the date formats.
#[cfg(any(feature = "jiff", feature = "time", feature = "chrono"))]
mod other_crates {
    use super::*;

    proptest! {
        #[test]
        fn there_and_back(seconds in FIRST_SECOND..=LAST_SECOND - 86_400 * 2, nanos in 0..1_000_000_000_u32) {
            let timestamp = at(seconds, nanos);
            #[cfg(feature = "jiff")]
            prop_assert_eq!(Timestamp::from(jiff::Timestamp::try_from(timestamp).unwrap()), timestamp);
            #[cfg(feature = "time")]
            prop_assert_eq!(Timestamp::from(time::OffsetDateTime::try_from(timestamp).unwrap()), timestamp);
            #[cfg(feature = "chrono")]
            prop_assert_eq!(Timestamp::from(chrono::DateTime::try_from(timestamp).unwrap()), timestamp);
        }

        #[test]
        fn any_timestamp_converts_or_is_refused(seconds: i64, nanos in 0..1_000_000_000_u32) {
            let timestamp = at(seconds, nanos);
            #[cfg(feature = "jiff")]
            let _ = jiff::Timestamp::try_from(timestamp);
            #[cfg(feature = "time")]
            let _ = time::OffsetDateTime::try_from(timestamp);
            #[cfg(feature = "chrono")]
            let _ = chrono::DateTime::try_from(timestamp);
        }
    }
}
