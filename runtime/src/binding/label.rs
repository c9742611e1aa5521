//! `smithy.api#httpLabel`: members in the path.

use super::{text, view_of};
use crate::codec::CodecError;
use crate::operation::UriPart;
use crate::percent::encode;
use crate::schema::Member;
use crate::structure::Structure;
use crate::timestamp::TimestampFormat;

/// A URI template filled from an input: the path, percent-encoded, and the literal query of the template.
///
/// # Errors
///
/// A label without a value, or one that would change the path: empty, `.` or `..`.
pub fn write(template: &[UriPart], input: &dyn Structure) -> Result<(String, &'static str), CodecError> {
    let mut path = String::new();
    for part in template {
        let (index, greedy) = match part {
            UriPart::Literal(literal) => match literal.split_once('?') {
                Some((literal, query)) => {
                    path.push_str(literal);
                    return Ok((path, query));
                }
                None => {
                    path.push_str(literal);
                    continue;
                }
            },
            UriPart::Label(index) => (*index, false),
            UriPart::GreedyLabel(index) => (*index, true),
        };
        let Some(member) = input.schema().members.get(index) else {
            return Err(CodecError::new(format!("the URI has a label for member {index}, which the input lacks")));
        };
        let value = value(member, input, index, "path").map_err(|error| error.in_member(member.name))?;
        if greedy {
            for (position, segment) in value.split('/').enumerate() {
                if position > 0 {
                    path.push('/');
                }
                push(segment, &mut path).map_err(|error| error.in_member(member.name))?;
            }
        } else {
            push(&value, &mut path).map_err(|error| error.in_member(member.name))?;
        }
    }
    Ok((path, ""))
}

/// The text of the member that a label of this part of the URI names.
pub(crate) fn value(member: &Member, input: &dyn Structure, index: usize, part: &str) -> Result<String, CodecError> {
    match text::write(member, view_of(input, index), TimestampFormat::DateTime)? {
        None => Err(CodecError::new(format!("must be set: it is part of the request's {part}"))),
        Some(value) if value.is_empty() => {
            Err(CodecError::new(format!("must not be empty: it is part of the request's {part}")))
        }
        Some(value) => Ok(value.into_owned()),
    }
}

fn push(segment: &str, path: &mut String) -> Result<(), CodecError> {
    if matches!(segment, "." | "..") {
        return Err(CodecError::new("must not be `.` or `..`: as part of a path they mean another path"));
    }
    encode(segment, path);
    Ok(())
}
