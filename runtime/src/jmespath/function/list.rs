use super::{Call, Data, EvaluationError};
use crate::jmespath::compare::equal;

/// Whether a list has the element, or a string the text.
pub(super) fn contains<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let searched = call.value(1)?;
    match call.value(0)? {
        Data::String(text) => Ok(Data::Boolean(match searched {
            Data::String(part) => text.contains(part.as_ref()),
            _ => false,
        })),
        Data::List(list) => {
            for element in list.elements() {
                if equal(&element, searched)? {
                    return Ok(Data::Boolean(true));
                }
            }
            Ok(Data::Boolean(false))
        }
        other => Err(call.wrong("a list or a string", Some(other))),
    }
}

/// Code points of a string, elements of a list, entries of an object.
pub(super) fn length<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let length = match call.value(0)? {
        Data::String(text) => text.chars().count(),
        Data::List(list) => list.length(),
        Data::Object(object) => object.length(),
        other => return Err(call.wrong("a string, a list or an object", Some(other))),
    };
    Ok(Data::Integer(i64::try_from(length).unwrap_or(i64::MAX)))
}

/// Unlike a projection it keeps null.
pub(super) fn map<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    let mut mapped = Vec::new();
    for element in call.list(1)?.elements() {
        call.count(1)?;
        mapped.push(call.refer(0, &element)?);
    }
    Ok(Data::list(mapped))
}

pub(super) fn reverse<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    match call.value(0)? {
        Data::String(text) => Ok(Data::string(text.chars().rev().collect::<String>())),
        Data::List(list) => {
            call.count(list.length())?;
            Ok(Data::list((0..list.length()).rev().map(|index| list.element(index)).collect()))
        }
        other => Err(call.wrong("a list or a string", Some(other))),
    }
}

/// A list as it is, anything else as the only element of one.
pub(super) fn to_array<'a>(call: &mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError> {
    Ok(match call.value(0)? {
        list @ Data::List(_) => list.clone(),
        other => Data::list(vec![other.clone()]),
    })
}
