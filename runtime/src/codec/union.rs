//! Rules of unions that all codecs share.

use super::CodecError;
use crate::structure::Structure;

/// Why a union cannot be written.
pub(super) fn unknown_variant(union: &dyn Structure) -> CodecError {
    let name = union.schema().name();
    CodecError::new(match union.unknown_member() {
        Some("") | None => format!("the union {name} holds no member; set one of its variants"),
        Some(member) => format!("the union {name} holds `{member}`, which the model does not know and cannot be sent"),
    })
}

/// Why a union cannot be read that holds a second member.
pub(super) fn second_member(union: &dyn Structure, first: &str, second: &str) -> String {
    let name = union.schema().name();
    format!("the union {name} holds both `{first}` and `{second}`; exactly one is allowed")
}
