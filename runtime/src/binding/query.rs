//! `smithy.api#httpQuery` and `smithy.api#httpQueryParams`: members in the query string.

use super::{text, view_of};
use crate::codec::CodecError;
use crate::percent::encode;
use crate::schema::{Location, Member};
use crate::structure::Structure;
use crate::timestamp::TimestampFormat;
use crate::value::View;

/// The query string: the literal one of the template, then each bound member, then the entries of a map that no
/// other parameter names. Empty where there is none.
///
/// # Errors
///
/// A timestamp out of its format's range.
pub fn write(literal: &str, input: &dyn Structure) -> Result<String, CodecError> {
    let mut query = Query { text: literal.to_owned() };
    let members = input.schema().members;
    for (index, member) in members.iter().enumerate() {
        if let Location::Query(name) = member.location {
            query.values(name, member, view_of(input, index)).map_err(|error| error.in_member(member.name))?;
        }
    }
    for (index, member) in members.iter().enumerate() {
        if member.location != Location::QueryParams {
            continue;
        }
        let View::Map(map) = view_of(input, index) else { continue };
        for (name, value) in map.entries() {
            if !is_taken(name, literal, input) {
                query
                    .values(name, member.element(), value.view())
                    .map_err(|error| error.in_entry().in_member(member.name))?;
            }
        }
    }
    Ok(query.text)
}

/// Whether there is a parameter of this name, in the template or by a member that is set.
fn is_taken(name: &str, literal: &str, input: &dyn Structure) -> bool {
    let is_set = |index| !matches!(view_of(input, index), View::Absent);
    let mut members = input.schema().members.iter().enumerate();
    literal.split('&').any(|pair| !name.is_empty() && pair.split('=').next() == Some(name))
        || members
            .any(|(index, member)| matches!(member.location, Location::Query(known) if known == name) && is_set(index))
}

struct Query {
    text: String,
}

impl Query {
    /// A scalar as one parameter, a list as one for each element.
    fn values(&mut self, name: &str, member: &Member, view: View<'_>) -> Result<(), CodecError> {
        let View::List(list) = view else { return self.value(name, member, view) };
        for index in 0..list.length() {
            let view = list.element(index).map_or(View::Absent, |value| value.view());
            self.value(name, member.element(), view).map_err(|error| error.in_element(index))?;
        }
        Ok(())
    }

    fn value(&mut self, name: &str, member: &Member, view: View<'_>) -> Result<(), CodecError> {
        if let Some(value) = text::write(member, view, TimestampFormat::DateTime)? {
            if !self.text.is_empty() {
                self.text.push('&');
            }
            encode(name, &mut self.text);
            self.text.push('=');
            encode(&value, &mut self.text);
        }
        Ok(())
    }
}
