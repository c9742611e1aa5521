//! The runtime of clients that Tinsmith generates: values, codecs, protocols, signing, endpoints, transport.

pub mod binding;
pub mod codec;
pub mod compression;
pub mod credentials;
mod debug;
pub mod endpoint;
mod endpoint_url;
pub mod error;
mod exception;
mod host_prefix;
mod idempotency;
pub mod operation;
pub mod protocol;
pub mod request;
mod response;
pub mod schema;
pub mod service;
pub mod sign;
mod structure;
pub mod timestamp;
pub mod transport;
pub mod types;
mod validate;
pub mod value;

pub use debug::debug;
pub use error::{Error, ErrorKind};
pub use exception::Exception;
pub use idempotency::fill_idempotency_token;
pub use operation::{Operation, OperationSchema};
pub use response::{Response, ResponseMetadata};
pub use schema::Schema;
pub use service::Service;
pub use structure::Structure;
pub use validate::{Violation, validate};
