//! Types of Smithy that Rust's standard library has no match for.

mod big_number;
mod blob;
mod byte_stream;
mod document;
mod sensitive;
mod unit;

pub use big_number::BigNumber;
pub use blob::Blob;
pub use byte_stream::ByteStream;
pub use document::{Document, Number};
pub(crate) use sensitive::REDACTED;
pub use sensitive::Sensitive;
