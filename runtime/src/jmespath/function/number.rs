use super::{Call, Data, EvaluationError};

pub(super) fn abs<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(match call.value(0)? {
        Data::Integer(number) => number.checked_abs().map_or(Data::Float(call.number(0)?.abs()), Data::Integer),
        _ => Data::Float(call.number(0)?.abs()),
    })
}

pub(super) fn ceil<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    rounded(call, f64::ceil)
}

pub(super) fn floor<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    rounded(call, f64::floor)
}

/// Whole numbers stay exact.
fn rounded<'a>(call: &mut Call<'_, 'a>, round: fn(f64) -> f64) -> Result<Data<'a>, EvaluationError> {
    Ok(match call.value(0)? {
        Data::Integer(number) => Data::Integer(*number),
        _ => whole(round(call.number(0)?)),
    })
}

/// The number as an integer, where it is one that floats have exactly.
pub(super) fn whole<'a>(number: f64) -> Data<'a> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and fits")]
    if number.trunc() == number && number.abs() <= EXACT { Data::Integer(number as i64) } else { Data::Float(number) }
}

/// The number that a string is; null for anything but strings and numbers.
pub(super) fn to_number<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(match call.value(0)? {
        Data::String(text) => Data::from_text(text),
        number @ (Data::Integer(_) | Data::Float(_)) => number.clone(),
        _ => Data::Null,
    })
}
