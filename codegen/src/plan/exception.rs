//! Errors: variants of the service's exception.

use serde_json::Value;

use super::context::Context;
use crate::model::{Shape, ShapeId};
use crate::names::{Ident, exception_name};
use crate::traits::ids;

/// An error as a variant of the service's exception.
#[derive(Debug)]
pub struct ExceptionPlan {
    /// The variant.
    pub variant: Ident,
    /// The error's type.
    pub name: Ident,
    /// The code on the wire.
    pub code: String,
}

/// Traits of an error.
#[derive(Debug)]
pub struct ErrorPlan {
    /// The code on the wire.
    pub code: String,
    /// `smithy.api#retryable`.
    pub retryable: bool,
    /// `smithy.api#retryable` with `throttling`.
    pub throttling: bool,
}

/// Lowers an error as a variant.
pub fn exception(context: &Context<'_>, id: &ShapeId) -> Option<ExceptionPlan> {
    let shape = context.model.shapes.get(id)?;
    let name = context.names.of(id);
    Some(ExceptionPlan { variant: exception_name(name.plain()), name, code: error_code(id, shape) })
}

/// What is special of a structure that is an error.
pub fn error(id: &ShapeId, shape: &Shape) -> Option<ErrorPlan> {
    let retryable = shape.traits.get(ids::RETRYABLE);
    shape.traits.contains_key(ids::ERROR).then(|| ErrorPlan {
        code: error_code(id, shape),
        retryable: retryable.is_some(),
        throttling: retryable.and_then(|value| value.get("throttling")).and_then(Value::as_bool) == Some(true),
    })
}

/// The code of an error on the wire: `aws.protocols#awsQueryError` where there is one, else the shape's name.
fn error_code(id: &ShapeId, shape: &Shape) -> String {
    let query = shape.traits.get(ids::AWS_QUERY_ERROR).and_then(|value| value.get("code"));
    query.and_then(Value::as_str).unwrap_or(id.name()).to_owned()
}
