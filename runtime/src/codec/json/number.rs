//! Numbers of JSON.

use std::io::Write;

use crate::codec::scalar::special;

/// Writes the shortest digits that read back to the same bits; NaN and the infinities as Smithy's strings.
pub(crate) fn write_double(value: f64, out: &mut Vec<u8>) {
    match special(value) {
        Some(name) => super::string::write(name, out),
        // Writing to memory cannot fail.
        None => drop(write!(out, "{value:?}")),
    }
}

/// As [`write_double`], with the digits that a `f32` needs.
pub(super) fn write_float(value: f32, out: &mut Vec<u8>) {
    match special(value.into()) {
        Some(name) => super::string::write(name, out),
        None => drop(write!(out, "{value:?}")),
    }
}

pub(crate) fn write_integer(value: i64, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut start = digits.len();
    let mut rest = value.unsigned_abs();
    while let Some(digit) = start.checked_sub(1).and_then(|index| digits.get_mut(index)) {
        *digit = b'0' + (rest % 10) as u8;
        start -= 1;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(start..).unwrap_or_default());
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
