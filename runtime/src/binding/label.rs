//! `smithy.api#httpLabel`: members in the path.

use std::borrow::Cow;

use super::{text, view_of};
use crate::codec::CodecError;
use crate::percent::encode;
use crate::schema::{Member, UriPart};
use crate::structure::Structure;
use crate::timestamp::TimestampFormat;

/// Room for a path as most are.
const CAPACITY: usize = 64;

/// What a URI template becomes with an input.
#[derive(Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// The path, percent-encoded.
    pub path: String,
    /// The literal query of the template.
    pub query: &'static str,
    /// Whether a greedy label holds a segment `.` or `..`: whoever normalizes paths would make another path of it.
    pub has_dot_segments: bool,
}

/// A URI template filled from an input.
///
/// # Errors
///
/// A label without a value, or one that would change the path: empty, and where it is not greedy `.` or `..`.
pub fn write(template: &[UriPart], input: &dyn Structure) -> Result<Target, CodecError> {
    let mut target = Target { path: String::with_capacity(CAPACITY), ..Target::default() };
    let path = &mut target.path;
    for part in template {
        let (index, greedy) = match part {
            UriPart::Literal(literal) => match literal.split_once('?') {
                Some((literal, query)) => {
                    path.push_str(literal);
                    target.query = query;
                    return Ok(target);
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
                target.has_dot_segments |= is_dot_segment(segment);
                encode(segment, path);
            }
        } else if is_dot_segment(&value) {
            let message = "must not be `.` or `..`: as part of a path they mean another path";
            return Err(CodecError::new(message).in_member(member.name));
        } else {
            encode(&value, path);
        }
    }
    Ok(target)
}

/// The text of the member that a label of this part of the URI names.
pub(crate) fn value<'a>(
    member: &Member,
    input: &'a dyn Structure,
    index: usize,
    part: &str,
) -> Result<Cow<'a, str>, CodecError> {
    match text::write(member, view_of(input, index), TimestampFormat::DateTime)? {
        None => Err(CodecError::new(format!("must be set: it is part of the request's {part}"))),
        Some(value) if value.is_empty() => {
            Err(CodecError::new(format!("must not be empty: it is part of the request's {part}")))
        }
        Some(value) => Ok(value),
    }
}

fn is_dot_segment(segment: &str) -> bool {
    matches!(segment, "." | "..")
}
