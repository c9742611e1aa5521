//! HTTP bindings ([specification](https://smithy.io/2.0/spec/http-bindings.html)): members in the path, the query, the
//! headers and the status, as loops over schemas.

pub mod header;
pub mod label;
pub mod payload;
pub mod prefix;
pub mod query;
mod text;

use crate::schema::{Kind, Location, Member, Schema};
use crate::structure::Structure;
use crate::value::View;

/// The position of the member that is bound to the whole body.
#[must_use]
pub fn payload_member(schema: &Schema) -> Option<(usize, &'static Member)> {
    if !schema.has_payload {
        return None;
    }
    schema.members.iter().enumerate().find(|(_, member)| member.location == Location::Payload)
}

/// What a member holds; absent for one that is not there.
fn view_of(structure: &dyn Structure, index: usize) -> View<'_> {
    structure.member(index).unwrap_or(View::Absent)
}

/// How errors call a kind that has no text for paths, queries and headers.
fn describe(kind: Kind) -> &'static str {
    match kind {
        Kind::List => "a list",
        Kind::Map => "a map",
        Kind::Structure => "a structure",
        Kind::Union => "a union",
        Kind::Document => "a document",
        _ => "a value of this kind",
    }
}
