//! The small IR between a checked model and tokens: final Rust names beside the names on the wire. A file for each construct
//! that `emit` has one for says what is known of it, and how it is made.

mod auth;
mod context;
mod deprecation;
mod docs;
mod endpoint;
mod enums;
mod exception;
mod features;
mod lower;
mod member;
mod member_schema;
mod operation;
mod presence;
mod service;
mod shape;
mod structure;
mod types;
mod union;

pub use crate::check::Binding;
pub use crate::traits::default::DefaultValue;
pub use auth::AuthOptionPlan;
pub use endpoint::EndpointParameter;
pub use enums::EnumPlan;
pub use exception::ErrorPlan;
pub use lower::{Plan, lower};
pub use member::MemberPlan;
pub use member_schema::{Constraints, Kind, MemberSchema, TimestampFormat, XmlNamespace, XmlTraits};
pub use operation::{OperationPlan, UriPart};
pub use presence::Presence;
pub use service::ServicePlan;
pub use shape::ShapePlan;
pub use structure::StructurePlan;
pub use types::Type;
pub use union::UnionPlan;
