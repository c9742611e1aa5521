//! What generated code is made of, and nobody else needs. Its items stay, so that a crate that was generated before goes
//! on to compile: what is added to a static is added by one more method of its builder.

pub use crate::argument::{IntoBoxed, IntoCollection, IntoOptional, IntoOptionalCollection};
pub use crate::auth;
pub use crate::client::Client;
pub use crate::credentials::shape::credentials;
pub use crate::debug::{debug, display_error};
pub use crate::endpoint;
pub use crate::equal::equal;
pub use crate::protocol;
pub use crate::request::fill_idempotency_token;
pub use crate::schema::{
    AuthOption, Constraints, EndpointParameter, EndpointParameterValue, ErrorTraits, Kind, Location, Member,
    OperationSchema, Schema, Service, UriPart, XmlNamespace,
};
pub use crate::value::set::{collection, list, set, set_boxed, set_collection};
pub use crate::value::{IntEnum, List, Map, Slot, StringEnum, Value, View};
pub use crate::{Call, Error, Exception, Modeled, Operation, Structure};
