use super::calendar::{Date, MONTHS, SECONDS_PER_DAY, WEEKDAYS, days_in_month};
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
        let mut cursor = Cursor { bytes: text.as_bytes(), position: 0, format };
        let timestamp = match format {
            TimestampFormat::DateTime => date_time(&mut cursor)?,
            TimestampFormat::HttpDate => http_date(&mut cursor)?,
            TimestampFormat::EpochSeconds => epoch_seconds(&mut cursor)?,
        };
        cursor.end()?;
        Ok(timestamp)
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

fn date_time(cursor: &mut Cursor<'_>) -> Result<Timestamp, TimestampError> {
    let year = cursor.year()?;
    cursor.literal("-", "`-`")?;
    let month = cursor.number_within(1..=12, "a month, 01 to 12")?;
    cursor.literal("-", "`-`")?;
    let day = cursor.day()?;
    let date = cursor.date(year, month, day)?;
    cursor.one_of(b"Tt", "`T`")?;
    let time = cursor.time()?;
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

/// With its position, as only the month and year, which may follow, tell whether it exists.
struct Day {
    number: u32,
    position: usize,
}

struct Time {
    second_of_day: u32,
    nanos: u32,
    is_leap_second: bool,
    position: usize,
}

struct Cursor<'a> {
    bytes: &'a [u8],
    position: usize,
    format: TimestampFormat,
}

impl<'a> Cursor<'a> {
    fn expected(&self, expected: &'static str) -> TimestampError {
        TimestampError::Syntax { format: self.format, position: self.position, expected }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    fn take(&mut self, choices: &[u8]) -> Option<u8> {
        let byte = self.rest().first().copied().filter(|byte| choices.contains(byte))?;
        self.position += 1;
        Some(byte)
    }

    fn one_of(&mut self, choices: &[u8], expected: &'static str) -> Result<u8, TimestampError> {
        self.take(choices).ok_or_else(|| self.expected(expected))
    }

    fn literal(&mut self, literal: &str, expected: &'static str) -> Result<(), TimestampError> {
        if !self.rest().starts_with(literal.as_bytes()) {
            return Err(self.expected(expected));
        }
        self.position += literal.len();
        Ok(())
    }

    fn name(&mut self, names: &[&str]) -> Option<usize> {
        let index = names.iter().position(|name| self.rest().starts_with(name.as_bytes()))?;
        self.position += names[index].len();
        Some(index)
    }

    fn end(&self) -> Result<(), TimestampError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.expected("the end")) }
    }

    /// One digit or more.
    fn digits(&mut self, expected: &'static str) -> Result<&'a [u8], TimestampError> {
        let rest = self.rest();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.expected(expected));
        }
        self.position += count;
        Ok(&rest[..count])
    }

    fn number(&mut self, width: usize, expected: &'static str) -> Result<u32, TimestampError> {
        let digits = self.rest().get(..width).filter(|digits| digits.iter().all(u8::is_ascii_digit));
        let digits = digits.ok_or_else(|| self.expected(expected))?;
        self.position += width;
        Ok(digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// A number of two digits.
    fn number_within(
        &mut self,
        range: std::ops::RangeInclusive<u32>,
        expected: &'static str,
    ) -> Result<u32, TimestampError> {
        let start = self.position;
        let number = self.number(2, expected)?;
        if range.contains(&number) {
            return Ok(number);
        }
        self.position = start;
        Err(self.expected(expected))
    }

    fn month(&mut self) -> Result<u32, TimestampError> {
        let index = self.name(&MONTHS).ok_or_else(|| self.expected("a month, `Jan` to `Dec`"))?;
        Ok(index as u32 + 1)
    }

    fn year(&mut self) -> Result<i64, TimestampError> {
        self.number(4, "a year of four digits").map(i64::from)
    }

    fn day(&mut self) -> Result<Day, TimestampError> {
        let position = self.position;
        Ok(Day { number: self.number(2, "a day of two digits")?, position })
    }

    fn day_padded_with_space(&mut self) -> Result<Day, TimestampError> {
        let position = self.position;
        if self.take(b" ").is_none() {
            return self.day();
        }
        Ok(Day { number: self.number(1, "a digit of the day")?, position })
    }

    fn date(&mut self, year: i64, month: u32, day: Day) -> Result<Date, TimestampError> {
        if (1..=days_in_month(year, month)).contains(&day.number) {
            return Ok(Date { year, month, day: day.number });
        }
        self.position = day.position;
        Err(self.expected("a day of that month"))
    }

    fn time(&mut self) -> Result<Time, TimestampError> {
        let position = self.position;
        let hour = self.number_within(0..=23, "an hour, 00 to 23")?;
        self.literal(":", "`:`")?;
        let minute = self.number_within(0..=59, "a minute, 00 to 59")?;
        self.literal(":", "`:`")?;
        let second = self.number_within(0..=60, "a second, 00 to 60")?;
        let mut nanos = 0;
        if self.take(b".").is_some() {
            let digits = self.digits("a digit of the fraction")?;
            for place in 0..9 {
                nanos = nanos * 10 + digits.get(place).map_or(0, |digit| u32::from(digit - b'0'));
            }
        }
        let second_of_day = hour * 3_600 + minute * 60 + second;
        Ok(Time { second_of_day, nanos, is_leap_second: second == 60, position })
    }

    fn timestamp(&mut self, date: Date, time: Time, offset: i64) -> Result<Timestamp, TimestampError> {
        let seconds = date.days() * SECONDS_PER_DAY + i64::from(time.second_of_day) - offset;
        if time.is_leap_second && seconds.rem_euclid(SECONDS_PER_DAY) != 0 {
            self.position = time.position;
            return Err(self.expected("a time of day (second 60 is only at 23:59 in UTC)"));
        }
        let year = Date::from_days(seconds.div_euclid(SECONDS_PER_DAY)).year;
        Timestamp::new(seconds, time.nanos)
            .filter(|_| (0..=9999).contains(&year))
            .ok_or(TimestampError::OutOfRange { target: self.format.name() })
    }
}
