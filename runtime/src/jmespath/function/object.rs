use std::borrow::Cow;

use super::{Call, Data, EvaluationError, Object};

pub(super) fn keys<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let entries = call.object(0)?.entries();
    call.count(entries.len())?;
    Ok(Data::list(entries.into_iter().map(|(key, _)| Data::String(key)).collect()))
}

pub(super) fn values<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let entries = call.object(0)?.entries();
    call.count(entries.len())?;
    Ok(Data::list(entries.into_iter().map(|(_, value)| value).collect()))
}

/// Of entries with one key the last stays.
pub(super) fn merge<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let mut merged: Vec<(Cow<'a, str>, Data<'a>)> = Vec::new();
    for position in 0..call.arguments.len() {
        let entries = call.object(position)?.entries();
        call.count(entries.len())?;
        merged.extend(entries);
    }
    // Stable, so that the last of equal keys is behind the others.
    merged.sort_by(|(left, _), (right, _)| left.cmp(right));
    merged.reverse();
    merged.dedup_by(|(later, _), (kept, _)| later == kept);
    merged.reverse();
    Ok(Data::Object(Object::Computed(merged.into())))
}

pub(super) fn not_null<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(call.values().find(|value| !matches!(value, Data::Null)).cloned().unwrap_or(Data::Null))
}

pub(super) fn type_of<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(Data::string(match call.value(0)? {
        Data::Null => "null",
        Data::Boolean(_) => "boolean",
        Data::Integer(_) | Data::Float(_) => "number",
        Data::String(_) => "string",
        Data::List(_) => "array",
        Data::Object(_) => "object",
    }))
}
