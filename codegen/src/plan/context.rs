//! What lowering looks at.

use crate::check::Bindings;
use crate::model::{Model, Shape};
use crate::names::Names;

/// What lowering a part of the service needs to see.
#[derive(Debug)]
pub struct Context<'a> {
    /// The model.
    pub model: &'a Model,
    /// Where the members of structures stand in messages.
    pub bindings: &'a Bindings,
    /// Rust names.
    pub names: &'a Names,
    /// The service shape.
    pub service: &'a Shape,
    /// The path of the service's module, from the crate.
    pub path: &'a str,
    /// The service's own reference pages.
    pub reference: Option<&'a str>,
    /// The authentication schemes that the runtime speaks.
    pub auth_schemes: &'a [String],
}
