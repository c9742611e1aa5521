//! `smithy.api#httpQuery` and `smithy.api#httpQueryParams`: members in the query string.

use std::collections::HashSet;

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
    let mut taken: HashSet<&str> =
        literal.split('&').map(|pair| pair.split('=').next().unwrap_or(pair)).filter(|name| !name.is_empty()).collect();
    for (index, member) in members.iter().enumerate() {
        if let Location::Query(name) = member.location {
            let view = view_of(input, index);
            if !matches!(view, View::Absent) {
                taken.insert(name);
            }
            query.values(name, member, view).map_err(|error| error.in_member(member.name))?;
        }
    }
    for (index, member) in members.iter().enumerate() {
        if member.location != Location::QueryParams {
            continue;
        }
        let View::Map(map) = view_of(input, index) else { continue };
        for (name, value) in map.entries() {
            if !taken.contains(name) {
                query
                    .values(name, member.element(), value.view())
                    .map_err(|error| error.in_entry().in_member(member.name))?;
            }
        }
    }
    Ok(query.text)
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
