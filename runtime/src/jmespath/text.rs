use super::compare::too_deep;
use super::data::Data;
use super::error::EvaluationError;
use crate::codec::MAX_DEPTH;
use crate::codec::json::{number, string};

/// The JSON text of a value.
pub(super) fn json(data: &Data<'_>) -> Result<String, EvaluationError> {
    let mut out = Vec::new();
    write(data, 0, &mut out)?;
    String::from_utf8(out).map_err(|_| EvaluationError::new("a value has no text"))
}

fn write(data: &Data<'_>, depth: usize, out: &mut Vec<u8>) -> Result<(), EvaluationError> {
    if depth >= MAX_DEPTH {
        return Err(too_deep());
    }
    match data {
        Data::Null => out.extend_from_slice(b"null"),
        Data::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Data::Integer(value) => number::write_integer(*value, out),
        Data::Float(value) => number::write_double(*value, out),
        Data::String(text) => string::write(text, out),
        Data::List(list) => {
            out.push(b'[');
            for (index, element) in list.elements().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write(&element, depth + 1, out)?;
            }
            out.push(b']');
        }
        Data::Object(object) => {
            out.push(b'{');
            for (index, (key, value)) in object.entries().into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                string::write(&key, out);
                out.push(b':');
                write(&value, depth + 1, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}
