use super::calendar::{Date, MONTHS, SECONDS_PER_DAY, WEEKDAYS};
use super::{NANOS_PER_SECOND, Timestamp, TimestampError, TimestampFormat};

impl Timestamp {
    /// The timestamp as text, after the same rules as [`write_into`](Self::write_into).
    pub fn format(self, format: TimestampFormat) -> Result<String, TimestampError> {
        let mut text = String::with_capacity(32);
        self.write_into(format, &mut text)?;
        Ok(text)
    }

    /// Appends the timestamp to `text`; nothing is appended when it fails.
    ///
    /// `date-time` and `epoch-seconds` keep every nanosecond that is not zero. `http-date` is whole seconds, rounded
    /// towards the past: IMF-fixdate has no fraction, and Smithy wants servers to refuse one.
    ///
    /// # Errors
    /// [`TimestampError::OutOfRange`] when a date's year is not within 0000 to 9999. Epoch seconds never fail.
    pub fn write_into(self, format: TimestampFormat, text: &mut String) -> Result<(), TimestampError> {
        if format == TimestampFormat::EpochSeconds {
            write_epoch_seconds(self, text);
            return Ok(());
        }
        let days = self.seconds().div_euclid(SECONDS_PER_DAY);
        let date = Date::from_days(days);
        let Some(year) = u32::try_from(date.year).ok().filter(|year| *year <= 9999) else {
            return Err(TimestampError::OutOfRange { target: format.name() });
        };
        let second_of_day = self.seconds().rem_euclid(SECONDS_PER_DAY) as u32;
        if format == TimestampFormat::DateTime {
            push_padded(text, year, 4);
            text.push('-');
            push_padded(text, date.month, 2);
            text.push('-');
            push_padded(text, date.day, 2);
            text.push('T');
            push_time(text, second_of_day);
            push_fraction(text, self.nanos());
            text.push('Z');
        } else {
            text.push_str(WEEKDAYS[days.rem_euclid(7) as usize]);
            text.push_str(", ");
            push_padded(text, date.day, 2);
            text.push(' ');
            text.push_str(MONTHS[date.month as usize - 1]);
            text.push(' ');
            push_padded(text, year, 4);
            text.push(' ');
            push_time(text, second_of_day);
            text.push_str(" GMT");
        }
        Ok(())
    }
}

pub(super) fn write_epoch_seconds(timestamp: Timestamp, text: &mut String) {
    let (seconds, nanos) = (timestamp.seconds(), timestamp.nanos());
    let (whole, fraction) = match (seconds < 0, nanos) {
        (true, 1..) => ((seconds + 1).unsigned_abs(), NANOS_PER_SECOND - nanos),
        _ => (seconds.unsigned_abs(), nanos),
    };
    if seconds < 0 {
        text.push('-');
    }
    push_number(text, whole);
    push_fraction(text, fraction);
}

fn push_time(text: &mut String, second_of_day: u32) {
    push_padded(text, second_of_day / 3_600, 2);
    text.push(':');
    push_padded(text, second_of_day / 60 % 60, 2);
    text.push(':');
    push_padded(text, second_of_day % 60, 2);
}

fn push_fraction(text: &mut String, nanos: u32) {
    if nanos == 0 {
        return;
    }
    let (mut digits, mut width) = (nanos, 9);
    while digits.is_multiple_of(10) {
        digits /= 10;
        width -= 1;
    }
    text.push('.');
    push_padded(text, digits, width);
}

fn push_padded(text: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        push_digit(text, u64::from(number / 10_u32.pow(place)) % 10);
    }
}

fn push_number(text: &mut String, number: u64) {
    let places = number.checked_ilog10().unwrap_or(0);
    for place in (0..=places).rev() {
        push_digit(text, number / 10_u64.pow(place) % 10);
    }
}

fn push_digit(text: &mut String, digit: u64) {
    text.push(char::from(b'0' + digit as u8));
}
