//! Types of Smithy that Rust's standard library has no match for.

mod big_number;
mod blob;
mod byte_stream;
mod document;
mod number;
mod object;
mod sensitive;
mod unit;

pub use big_number::BigNumber;
pub use blob::Blob;
pub use byte_stream::ByteStream;
pub use document::Document;
pub use number::{Number, ParseNumberError};
pub use object::Object;
pub(crate) use object::in_order;
pub(crate) use sensitive::REDACTED;
pub use sensitive::Sensitive;
