//! The runtime of clients that Tinsmith generates: values, codecs, protocols, authentication, endpoints, transport.

pub mod argument;
pub mod auth;
pub mod binding;
pub mod body;
mod body_kind;
#[cfg(feature = "md5")]
mod checksum;
mod client;
pub mod codec;
pub mod compression;
pub mod config;
pub mod credentials;
mod debug;
pub mod endpoint;
mod equal;
pub mod error;
mod error_chain;
mod exception;
#[doc(hidden)]
pub mod generated;
mod host_label;
pub mod identity;
pub mod interceptor;
pub mod jmespath;
mod marked;
pub mod metrics;
mod operation;
mod percent;
pub mod profile;
pub mod protocol;
mod random;
mod recent;
pub mod request;
mod request_id;
mod response;
pub mod retry;
pub mod schema;
pub mod sign;
mod structure;
pub mod time;
pub mod timestamp;
pub mod transport;
pub mod types;
pub mod user_agent;
mod uuid;
mod validate;
pub mod value;

// What is generated for the runtime itself calls it by its name, as everywhere.
#[cfg(feature = "credentials")]
extern crate self as tinsmith_runtime;

pub use bytes;
pub use http;

pub use client::Call;
pub use codec::Shape;
pub use config::Config;
pub use error::{Error, ErrorKind};
pub use exception::Exception;
pub use operation::Operation;
pub use response::{Response, ResponseMetadata};
pub use schema::{OperationSchema, Schema, Service};
pub use structure::{Modeled, Structure};
pub use validate::{Validation, Violation, validate};
