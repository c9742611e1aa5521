//! Rules of unions that all codecs share.

use super::CodecError;
use crate::schema::Member;
use crate::structure::Structure;

/// Why a union cannot be written.
pub(super) fn unknown_variant(union: &dyn Structure) -> CodecError {
    let name = union.schema().name();
    CodecError::new(match union.unknown_member() {
        Some("") | None => format!("the union {name} holds no member; set one of its variants"),
        Some(member) => format!("the union {name} holds `{member}`, which the model does not know and cannot be sent"),
    })
}

/// Why a union cannot be read that holds a second member. Names that the model does not know are left out: they come
/// from outside.
pub(super) fn second_member(union: &dyn Structure, first: &str, second: &str) -> String {
    let schema = union.schema();
    let known = |name: &str| {
        let is = |member: &&Member| [member.name, member.json_name(), member.xml_name()].contains(&name);
        schema.members.iter().find(is).map_or("another member", |member| member.name)
    };
    let (name, first, second) = (schema.name(), known(first), known(second));
    format!("the union {name} holds both {first} and {second}; exactly one is allowed")
}
