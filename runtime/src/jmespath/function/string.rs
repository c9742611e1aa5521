use super::{Call, Data, EvaluationError};
use crate::jmespath::text;

pub(super) fn ends_with<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(Data::Boolean(call.string(0)?.ends_with(call.string(1)?)))
}

pub(super) fn starts_with<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(Data::Boolean(call.string(0)?.starts_with(call.string(1)?)))
}

pub(super) fn join<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let (glue, list) = (call.string(0)?, call.list(1)?);
    let mut joined = String::new();
    for (index, element) in list.elements().enumerate() {
        let Data::String(text) = &element else { return Err(call.wrong("a list of strings", Some(&element))) };
        if index > 0 {
            call.count(glue.len())?;
            joined.push_str(glue);
        }
        call.count(text.len())?;
        joined.push_str(text);
    }
    Ok(Data::string(joined))
}

/// A string as it is, anything else as JSON.
pub(super) fn to_string<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    match call.value(0)? {
        string @ Data::String(_) => Ok(string.clone()),
        other => text::json(other).map(Data::string),
    }
}
