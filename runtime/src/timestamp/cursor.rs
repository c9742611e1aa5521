//! The parts that timestamps are read from.

use super::calendar::{Date, MONTHS, SECONDS_PER_DAY, days_in_month};
use super::{Timestamp, TimestampError, TimestampFormat};

/// What years of four digits reach.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = 0..=9999;

/// With its position, as only the month and year, which may follow, tell whether it exists.
pub(super) struct Day {
    number: u32,
    position: usize,
}

pub(super) struct Time {
    second_of_day: u32,
    nanos: u32,
    is_leap_second: bool,
    position: usize,
}

pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    position: usize,
    pub(super) format: TimestampFormat,
    /// Whether a date-time may have a space for its `T`, and no offset.
    pub(super) loose: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, format: TimestampFormat, loose: bool) -> Self {
        Self { bytes: text.as_bytes(), position: 0, format, loose }
    }

    pub(super) fn expected(&self, expected: &'static str) -> TimestampError {
        TimestampError::Syntax { format: self.format, position: self.position, expected }
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    pub(super) fn take(&mut self, choices: &[u8]) -> Option<u8> {
        let byte = self.rest().first().copied().filter(|byte| choices.contains(byte))?;
        self.position += 1;
        Some(byte)
    }

    pub(super) fn one_of(&mut self, choices: &[u8], expected: &'static str) -> Result<u8, TimestampError> {
        self.take(choices).ok_or_else(|| self.expected(expected))
    }

    pub(super) fn literal(&mut self, literal: &str, expected: &'static str) -> Result<(), TimestampError> {
        if !self.rest().starts_with(literal.as_bytes()) {
            return Err(self.expected(expected));
        }
        self.position += literal.len();
        Ok(())
    }

    pub(super) fn name(&mut self, names: &[&str]) -> Option<usize> {
        let index = names.iter().position(|name| self.rest().starts_with(name.as_bytes()))?;
        self.position += names[index].len();
        Some(index)
    }

    pub(super) fn end(&self) -> Result<(), TimestampError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.expected("the end")) }
    }

    /// One digit or more.
    pub(super) fn digits(&mut self, expected: &'static str) -> Result<&'a [u8], TimestampError> {
        let rest = self.rest();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.expected(expected));
        }
        self.position += count;
        Ok(&rest[..count])
    }

    pub(super) fn number(&mut self, width: usize, expected: &'static str) -> Result<u32, TimestampError> {
        let digits = self.rest().get(..width).filter(|digits| digits.iter().all(u8::is_ascii_digit));
        let digits = digits.ok_or_else(|| self.expected(expected))?;
        self.position += width;
        Ok(digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// A number of two digits.
    pub(super) fn number_within(
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

    pub(super) fn month(&mut self) -> Result<u32, TimestampError> {
        let index = self.name(&MONTHS).ok_or_else(|| self.expected("a month, `Jan` to `Dec`"))?;
        Ok(index as u32 + 1)
    }

    pub(super) fn year(&mut self) -> Result<i64, TimestampError> {
        self.number(4, "a year of four digits").map(i64::from)
    }

    pub(super) fn day(&mut self) -> Result<Day, TimestampError> {
        let position = self.position;
        Ok(Day { number: self.number(2, "a day of two digits")?, position })
    }

    pub(super) fn day_padded_with_space(&mut self) -> Result<Day, TimestampError> {
        let position = self.position;
        if self.take(b" ").is_none() {
            return self.day();
        }
        Ok(Day { number: self.number(1, "a digit of the day")?, position })
    }

    pub(super) fn date(&mut self, year: i64, month: u32, day: Day) -> Result<Date, TimestampError> {
        if (1..=days_in_month(year, month)).contains(&day.number) {
            return Ok(Date { year, month, day: day.number });
        }
        self.position = day.position;
        Err(self.expected("a day of that month"))
    }

    pub(super) fn time(&mut self) -> Result<Time, TimestampError> {
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

    pub(super) fn timestamp(&mut self, date: Date, time: Time, offset: i64) -> Result<Timestamp, TimestampError> {
        let seconds = date.days() * SECONDS_PER_DAY + i64::from(time.second_of_day) - offset;
        if time.is_leap_second && seconds.rem_euclid(SECONDS_PER_DAY) != 0 {
            self.position = time.position;
            return Err(self.expected("a time of day (second 60 is only at 23:59 in UTC)"));
        }
        let year = Date::from_days(seconds.div_euclid(SECONDS_PER_DAY)).year;
        Timestamp::new(seconds, time.nanos)
            .filter(|_| YEARS.contains(&year))
            .ok_or(TimestampError::OutOfRange { target: self.format.name() })
    }
}
