//! The errors that a service's model names.

use std::fmt::Debug;

use crate::schema::Schema;
use crate::structure::Structure;

/// A generated enum with a variant for each error shape of a service.
pub trait Exception: Debug + Send + Sync + Sized + 'static {
    /// The shapes, in the order of the variants.
    const SCHEMAS: &'static [&'static Schema];

    /// The variant at this position, its members empty; `None` past the last one.
    fn empty(index: usize) -> Option<Self>;

    /// The shape that the variant holds.
    fn structure(&self) -> &dyn Structure;

    /// The shape that the variant holds, to be written.
    fn structure_mut(&mut self) -> &mut dyn Structure;
}

/// The position of the error shape that a response's error code names.
///
/// `shape` is the shape's name as the response gives it, `code` the code of `aws.protocols#awsQueryError`; a protocol
/// that has but one gives it as both.
pub(crate) fn find(schemas: &[&'static Schema], shape: Option<&str>, code: Option<&str>) -> Option<usize> {
    let by_name = |name: &str| schemas.iter().position(|schema| schema.name() == name);
    let by_code = |code: &str| schemas.iter().position(|schema| schema.error.is_some_and(|error| error.code == code));
    match (shape, code) {
        (Some(shape), Some(code)) if shape == code => by_code(code).or_else(|| by_name(shape)),
        (shape, code) => shape.and_then(by_name).or_else(|| code.and_then(by_code)),
    }
}
