use super::calendar::{Date, SECONDS_PER_DAY, WEEKDAYS};
use super::cursor::{Cursor, YEARS};
use super::{NANOS_PER_SECOND, Timestamp, TimestampError, TimestampFormat};

const WEEKDAYS_IN_FULL: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
impl Timestamp {
    /// Reads a timestamp; the whole text must be one. Digits after nanoseconds are dropped, so that a finer fraction
    /// reads as the nanosecond it begins with.
    ///
    /// - `date-time`: RFC 3339, with `T` and `Z` in either case and any offset; the result is in UTC.
    /// - `http-date`: the three forms of RFC 9110 (IMF-fixdate, RFC 850 with its two-digit year taken as 1970 to 2069,
    ///   asctime), with a fraction of the second too. The weekday must be one but need not be the date's.
    /// - `epoch-seconds`: a number as JSON has it (leading zeros are let pass), read exactly, without rounding to a float.
    ///
    /// A leap second, `23:59:60` in UTC, is the first second of the next day, as there is none in Unix time.
    ///
    /// # Errors
    /// [`TimestampError::Syntax`] when the text has another form, [`TimestampError::OutOfRange`] when the point in time
    /// lies outside of the years 0000 to 9999 (by its offset) or of an `i64` of seconds.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, TimestampError> {
        whole(Cursor::new(text, format, false))
    }

    /// Reads a timestamp of a server that does not follow its model: in the declared format, or else in another one
    /// where the text leaves no doubt about the point in time.
    ///
    /// There is no doubt where the whole text is in one of the formats, as no text is in two of them, and the declared
    /// format could write the same point in time. A `date-time` may then have a space for its `T`, as RFC 3339, section
    /// 5.6, lets it, and lack its offset: Smithy's are in UTC. Nothing is guessed: milliseconds since the epoch, beyond
    /// the year 9999 when taken as seconds, are refused where a date is declared, and are seconds where seconds are.
    ///
    /// ```
    /// use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};
    ///
    /// let timestamp = Timestamp::parse_any("2014-04-29 18:30:38", TimestampFormat::EpochSeconds)?;
    /// assert_eq!(timestamp, Timestamp::parse_any("1398796238", TimestampFormat::DateTime)?);
    /// assert!(Timestamp::parse_any("1398796238000", TimestampFormat::DateTime).is_err());
    /// # Ok::<(), tinsmith_runtime::timestamp::TimestampError>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`parse`](Self::parse) in the declared format.
    pub fn parse_any(text: &str, declared: TimestampFormat) -> Result<Self, TimestampError> {
        Self::parse(text, declared).or_else(|error| in_another_format(text, declared).ok_or(error))
    }

    /// The timestamp that a float of epoch seconds stands for: that of its shortest decimal text, so that
    /// `1398796238.123` has 123,000,000 nanoseconds.
    ///
    /// # Errors
    /// As [`parse`](Self::parse); NaN and the infinities are no timestamps.
    pub fn from_epoch_f64(seconds: f64) -> Result<Self, TimestampError> {
        // With an exponent, as a plain number of that size takes up to 300 digits.
        Self::parse(&format!("{seconds:e}"), TimestampFormat::EpochSeconds)
    }
}

fn whole(mut cursor: Cursor<'_>) -> Result<Timestamp, TimestampError> {
    let timestamp = match cursor.format {
        TimestampFormat::DateTime => date_time(&mut cursor)?,
        TimestampFormat::HttpDate => http_date(&mut cursor)?,
        TimestampFormat::EpochSeconds => epoch_seconds(&mut cursor)?,
    };
    cursor.end()?;
    Ok(timestamp)
}

fn in_another_format(text: &str, declared: TimestampFormat) -> Option<Timestamp> {
    let formats = [TimestampFormat::DateTime, TimestampFormat::HttpDate, TimestampFormat::EpochSeconds];
    let read = |format| whole(Cursor::new(text, format, true)).ok();
    let timestamp = formats.into_iter().find_map(read)?;
    let year = Date::from_days(timestamp.seconds().div_euclid(SECONDS_PER_DAY)).year;
    (declared == TimestampFormat::EpochSeconds || YEARS.contains(&year)).then_some(timestamp)
}

fn date_time(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    let year = cursor.year()?;
    cursor.literal("-", "`-`")?;
    let month = cursor.number_within(1..=12, "a month, 01 to 12")?;
    cursor.literal("-", "`-`")?;
    let day = cursor.day()?;
    let date = cursor.date(year, month, day)?;
    cursor.one_of(if cursor.loose { b"Tt " } else { b"Tt" }, "`T`")?;
    let time = cursor.time()?;
    if cursor.loose && cursor.rest().is_empty() {
        return cursor.timestamp(date, time, 0);
    }
    let offset = match cursor.one_of(b"Zz+-", "`Z` or an offset")? {
        sign @ (b'+' | b'-') => {
            let hours = cursor.number_within(0..=23, "the hours of an offset, 00 to 23")?;
            cursor.literal(":", "`:`")?;
            let minutes = cursor.number_within(0..=59, "the minutes of an offset, 00 to 59")?;
            let seconds = i64::from(hours * 3_600 + minutes * 60);
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => 0,
    };
    cursor.timestamp(date, time, offset)
}

fn http_date(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    if cursor.name(&WEEKDAYS_IN_FULL).is_some() {
        return rfc_850_date(cursor);
    }
    if cursor.name(&WEEKDAYS).is_none() {
        return Err(cursor.expected("a weekday"));
    }
    if cursor.take(b" ").is_some() { asctime_date(cursor) } else { imf_fixdate(cursor) }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn imf_fixdate(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    cursor.literal(", ", "`, `")?;
    let day = cursor.day()?;
    cursor.literal(" ", "a space")?;
    let month = cursor.month()?;
    cursor.literal(" ", "a space")?;
    let year = cursor.year()?;
    let date = cursor.date(year, month, day)?;
    cursor.literal(" ", "a space")?;
    let time = cursor.time()?;
    cursor.literal(" GMT", "` GMT`")?;
    cursor.timestamp(date, time, 0)
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`
fn rfc_850_date(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    cursor.literal(", ", "`, `")?;
    let day = cursor.day()?;
    cursor.literal("-", "`-`")?;
    let month = cursor.month()?;
    cursor.literal("-", "`-`")?;
    let year = i64::from(cursor.number(2, "a year of two digits")?);
    let year = if year < 70 { 2000 + year } else { 1900 + year };
    let date = cursor.date(year, month, day)?;
    cursor.literal(" ", "a space")?;
    let time = cursor.time()?;
    cursor.literal(" GMT", "` GMT`")?;
    cursor.timestamp(date, time, 0)
}

/// `Sun Nov  6 08:49:37 1994`
fn asctime_date(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    let month = cursor.month()?;
    cursor.literal(" ", "a space")?;
    let day = cursor.day_padded_with_space()?;
    cursor.literal(" ", "a space")?;
    let time = cursor.time()?;
    cursor.literal(" ", "a space")?;
    let year = cursor.year()?;
    let date = cursor.date(year, month, day)?;
    cursor.timestamp(date, time, 0)
}

fn epoch_seconds(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    let negative = cursor.take(b"-").is_some();
    let whole = cursor.digits("a digit")?;
    let fraction = if cursor.take(b".").is_some() { cursor.digits("a digit")? } else { &[] };
    let mut exponent = 0_i64;
    if cursor.take(b"eE").is_some() {
        let exponent_negative = cursor.take(b"+-") == Some(b'-');
        for digit in cursor.digits("a digit of the exponent")? {
            exponent = exponent.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
        }
        if exponent_negative {
            exponent = -exponent;
        }
    }

    // `point` is where the decimal point stands among the digits, once the exponent has moved it.
    let digits = whole.iter().chain(fraction).map(|digit| i128::from(digit - b'0'));
    let leading_zeros = digits.clone().take_while(|digit| *digit == 0).count();
    if leading_zeros == whole.len() + fraction.len() {
        return Ok(Timestamp::EPOCH);
    }
    let mut digits = digits.skip(leading_zeros);
    let point = exponent.saturating_add(whole.len() as i64).saturating_sub(leading_zeros as i64);
    let overflow = TimestampError::OutOfRange { target: "64 bits of epoch seconds" };
    if point > 19 {
        return Err(overflow);
    }
    // All digits up to the ninth after the point, which are 28 at most.
    let mut nanos = 0_i128;
    for _ in 0..point.saturating_add(9) {
        nanos = nanos * 10 + digits.next().unwrap_or(0);
    }
    if negative {
        nanos = -nanos;
    }
    from_nanos(nanos).ok_or(overflow)
}

fn from_nanos(nanos: i128) -> Option<Timestamp> {
    let per_second = i128::from(NANOS_PER_SECOND);
    let seconds = i64::try_from(nanos.div_euclid(per_second)).ok()?;
    Timestamp::new(seconds, nanos.rem_euclid(per_second) as u32)
}
