//! Numbers of JSON.

use std::io::Write;

use crate::codec::scalar::special;

/// Writes the shortest digits that read back to the same bits; NaN and the infinities as Smithy's strings.
pub(crate) fn write_double(value: f64, out: &mut Vec<u8>) {
    if let Some((digits, places)) = decimal(value.abs()) {
        return write_digits(value.is_sign_negative(), digits, places, out);
    }
    match special(value) {
        Some(name) => super::string::write(name, out),
        // Writing to memory cannot fail.
        None => drop(write!(out, "{value:?}")),
    }
}

/// The digits of a float that has at most four after the point, and how many those are: one at least, as in `1.0`.
///
/// Most floats that are sent are such, and the general way takes ten times the instructions. No two texts of up to 15
/// digits are the same float, so these are the shortest digits as soon as they are the float.
fn decimal(value: f64) -> Option<(u64, u32)> {
    if value >= 1e11 {
        return None;
    }
    for (places, scale) in [(1, 1e1), (2, 1e2), (3, 1e3), (4, 1e4)] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, below 10^15")]
        let digits = (value * scale + 0.5) as u64;
        #[expect(clippy::cast_precision_loss, reason = "below 10^15, which a float has exactly")]
        if digits as f64 / scale == value {
            return Some((digits, places));
        }
    }
    None
}

/// As [`write_double`], with the digits that a `f32` needs.
pub(super) fn write_float(value: f32, out: &mut Vec<u8>) {
    match special(value.into()) {
        Some(name) => super::string::write(name, out),
        None => drop(write!(out, "{value:?}")),
    }
}

pub(crate) fn write_integer(value: i64, out: &mut Vec<u8>) {
    write_digits(value < 0, value.unsigned_abs(), 0, out);
}

pub(crate) fn write_unsigned(value: u64, out: &mut Vec<u8>) {
    write_digits(false, value, 0, out);
}

/// Writes digits with a point before the last of them, so many if any, and a digit before the point.
fn write_digits(negative: bool, value: u64, places: u32, out: &mut Vec<u8>) {
    // A sign, 20 digits, a point.
    let mut text = [0_u8; 22];
    let mut start = text.len();
    let mut put = |byte: u8| {
        if let Some(place) = start.checked_sub(1).and_then(|index| text.get_mut(index)) {
            *place = byte;
            start -= 1;
        }
    };
    let mut rest = value;
    for _ in 0..places {
        put(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    if places > 0 {
        put(b'.');
    }
    loop {
        put(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if negative {
        put(b'-');
    }
    out.extend_from_slice(text.get(start..).unwrap_or_default());
}

/// Reads a number as an integer: also one such as `1.0` or `1e3`, which some services send.
#[expect(clippy::cast_possible_truncation, reason = "checked to be a whole number below 2^53")]
pub(super) fn parse_integer(text: &str) -> Result<i64, &'static str> {
    if let Ok(value) = text.parse() {
        return Ok(value);
    }
    let exact = 9_007_199_254_740_992.0;
    match text.parse::<f64>() {
        Ok(value) if value.fract() == 0.0 && value.abs() <= exact && text.contains(['.', 'e', 'E']) => Ok(value as i64),
        Ok(value) if value.is_finite() && value.fract() != 0.0 => {
            Err("expected an integer, found a number with a fraction")
        }
        _ => Err("the number does not fit a 64-bit integer"),
    }
}
