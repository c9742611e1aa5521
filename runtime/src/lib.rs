//! The runtime of clients that Tinsmith generates: values, codecs, protocols, signing, endpoints, transport.

pub mod codec;
pub mod schema;
mod structure;
pub mod timestamp;
pub mod types;
pub mod value;

pub use schema::Schema;
pub use structure::Structure;
