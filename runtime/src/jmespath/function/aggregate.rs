use std::cmp::Ordering;

use super::number::whole;
use super::{Call, Data, EvaluationError};

pub(super) fn avg<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let length = call.list(0)?.length();
    let total = total(call)?;
    #[expect(clippy::cast_precision_loss, reason = "an average is a float")]
    Ok(if length == 0 { Data::Null } else { whole(total / length as f64) })
}

pub(super) fn sum<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    total(call).map(whole)
}

fn total(call: &Call<'_, '_>) -> Result<f64, EvaluationError> {
    let mut total = 0.0;
    for element in call.list(0)?.elements() {
        total += element.number().ok_or_else(|| call.wrong("a list of numbers", Some(&element)))?;
    }
    Ok(total)
}

pub(super) fn max<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let keyed = by_themselves(call)?;
    Ok(extreme(keyed, Ordering::Greater))
}

pub(super) fn min<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let keyed = by_themselves(call)?;
    Ok(extreme(keyed, Ordering::Less))
}

pub(super) fn sort<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let keyed = by_themselves(call)?;
    Ok(sorted(keyed))
}

pub(super) fn max_by<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let keyed = by_reference(call)?;
    Ok(extreme(keyed, Ordering::Greater))
}

pub(super) fn min_by<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let keyed = by_reference(call)?;
    Ok(extreme(keyed, Ordering::Less))
}

pub(super) fn sort_by<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let keyed = by_reference(call)?;
    Ok(sorted(keyed))
}

/// Elements with what they are ordered by.
type Keyed<'a> = Vec<(Data<'a>, Data<'a>)>;

fn by_themselves<'a>(call: &mut Call<'_, 'a>) -> Result<Keyed<'a>, EvaluationError> {
    let keyed = call.list(0)?.elements().map(|element| (element.clone(), element)).collect();
    comparable(call, keyed)
}

fn by_reference<'a>(call: &mut Call<'_, 'a>) -> Result<Keyed<'a>, EvaluationError> {
    let mut keyed = Vec::new();
    for element in call.list(0)?.elements() {
        keyed.push((call.refer(1, &element)?, element));
    }
    comparable(call, keyed)
}

/// All keys must be numbers, or all strings.
fn comparable<'a>(call: &mut Call<'_, 'a>, keyed: Keyed<'a>) -> Result<Keyed<'a>, EvaluationError> {
    call.count(keyed.len())?;
    let is_string = |key: &Data<'_>| matches!(key, Data::String(_));
    let strings = keyed.first().is_some_and(|(key, _)| is_string(key));
    let fits = |key: &Data<'_>| if strings { is_string(key) } else { key.number().is_some() };
    match keyed.iter().find(|(key, _)| !fits(key)) {
        Some((key, _)) => Err(call.wrong("numbers or strings to order by, all of one kind", Some(key))),
        None => Ok(keyed),
    }
}

/// A total order, which sorting relies on: numbers that are one as floats go by their digits, and NaN has a place.
fn order(left: &Data<'_>, right: &Data<'_>) -> Ordering {
    if let (Data::String(left), Data::String(right)) = (left, right) {
        return left.cmp(right);
    }
    // Adding zero makes one zero of both.
    let float = |of: &Data<'_>| of.number().unwrap_or(f64::NAN) + 0.0;
    #[expect(clippy::cast_possible_truncation, reason = "a float that equals an integer of 64 bits is whole")]
    let exact = |of: &Data<'_>| match of {
        Data::Integer(number) => i128::from(*number),
        other => float(other) as i128,
    };
    float(left).total_cmp(&float(right)).then_with(|| exact(left).cmp(&exact(right)))
}

/// The first element whose key stands so to all others; null where there is none.
fn extreme(keyed: Keyed<'_>, wanted: Ordering) -> Data<'_> {
    let best = keyed.into_iter().reduce(|best, next| if order(&next.0, &best.0) == wanted { next } else { best });
    best.map_or(Data::Null, |(_, element)| element)
}

/// Elements with equal keys stay in their order.
fn sorted(mut keyed: Keyed<'_>) -> Data<'_> {
    keyed.sort_by(|left, right| order(&left.0, &right.0));
    Data::list(keyed.into_iter().map(|(_, element)| element).collect())
}
