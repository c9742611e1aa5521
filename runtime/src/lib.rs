//! The runtime of clients that Tinsmith generates: values, codecs, protocols, signing, endpoints, transport.

pub mod codec;
pub mod credentials;
pub mod endpoint;
pub mod operation;
pub mod protocol;
pub mod schema;
pub mod service;
pub mod sign;
mod structure;
pub mod timestamp;
pub mod transport;
pub mod types;
pub mod value;

pub use operation::{Operation, OperationSchema};
pub use schema::Schema;
pub use service::Service;
pub use structure::Structure;
