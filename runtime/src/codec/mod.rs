//! Codecs: every shape to and from JSON, XML and forms, whatever its service's protocol.

pub(crate) mod base64;
mod budget;
mod corrections;
mod document;
mod error;
pub mod form;
pub mod json;
mod lender;
mod path;
pub(crate) mod scalar;
mod seen;
mod shape;
mod union;
#[cfg(feature = "xml")]
pub mod xml;

pub use corrections::Corrections;
pub use document::DocumentCodec;
pub use error::CodecError;
pub(crate) use path::{Path, Step};
pub use shape::Shape;

/// How deep values may nest, in bytes that come from outside and in values that go there.
///
/// Deeper input is refused before the stack is at risk.
pub const MAX_DEPTH: usize = 128;

/// What an error says of values that nest deeper than [`MAX_DEPTH`].
fn too_deep() -> String {
    format!("values nest deeper than {MAX_DEPTH} levels")
}
