//! `smithy.api#httpPrefixHeaders`: maps in headers that share a prefix.

use http::header::HeaderMap;

use super::header::{insert, text_of};
use super::view_of;
use crate::codec::CodecError;
use crate::schema::Location;
use crate::structure::Structure;
use crate::timestamp::TimestampFormat;
use crate::value::{Slot, View};

/// Sets a header for each entry of a bound map, unless there is one of that name: explicit members win.
///
/// # Errors
///
/// A key or value that a header cannot hold, named by its member.
pub fn write(input: &dyn Structure, headers: &mut HeaderMap) -> Result<(), CodecError> {
    for (index, member) in input.schema().members.iter().enumerate() {
        let Location::PrefixHeaders(prefix) = member.location else { continue };
        let View::Map(map) = view_of(input, index) else { continue };
        for (key, value) in map.entries() {
            let name = format!("{prefix}{key}");
            let text = super::text::write(member.element(), value.view(), TimestampFormat::HttpDate);
            if let Some(text) = text.map_err(|error| error.in_entry().in_member(member.name))?
                && !headers.contains_key(&name)
            {
                insert(&name, &text, headers).map_err(|error| error.in_entry().in_member(member.name))?;
            }
        }
    }
    Ok(())
}

/// Reads the headers with a bound map's prefix; the keys are in lower case. Without such headers the map stays as it is.
///
/// # Errors
///
/// A header that is not UTF-8.
pub fn read(headers: &HeaderMap, structure: &mut dyn Structure) -> Result<(), CodecError> {
    for (index, member) in structure.schema().members.iter().enumerate() {
        let Location::PrefixHeaders(prefix) = member.location else { continue };
        let prefix = prefix.to_ascii_lowercase();
        for name in headers.keys() {
            let Some(key) = name.as_str().strip_prefix(&prefix) else { continue };
            let text = text_of(headers, name.as_str()).map_err(|error| error.in_entry().in_member(member.name))?;
            if let Some(Slot::Map(map)) = structure.member_mut(index) {
                let value = map.insert(key.to_owned());
                super::text::read(member.element(), &text, TimestampFormat::HttpDate, value.slot())
                    .map_err(|error| error.in_entry().in_member(member.name))?;
            }
        }
    }
    Ok(())
}
