//! From an input to a request that lacks nothing but its authorization.

mod build;
mod endpoint_url;
mod error;
mod host_prefix;
mod idempotency;
mod prepare;
mod settings;

pub(crate) use build::assemble;
pub use build::build_request;
pub(crate) use endpoint_url::EndpointUrl;
pub use error::RequestError;
pub use idempotency::fill_idempotency_token;
pub(crate) use idempotency::{idempotency_token, random_token, set_idempotency_token, take_idempotency_token};
pub(crate) use prepare::{Form, Prepared, prepare, take_stream};
pub use settings::RequestSettings;
