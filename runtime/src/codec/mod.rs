//! Codecs: every shape to and from JSON, XML and forms, whatever its service's protocol.

mod error;
pub mod json;

pub use error::CodecError;

/// How deep values may nest, in bytes that come from outside and in values that go there.
///
/// Deeper input is refused before the stack is at risk.
pub const MAX_DEPTH: usize = 128;
