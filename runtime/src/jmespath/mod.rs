//! [JMESPath](https://jmespath.org/specification.html) over shapes.
//!
//! The generator parses expressions and writes them as static data ([`Expression`]); [`evaluate`] runs them over a
//! [`View`](crate::value::View). Structures, unions and maps are objects, members that are not set are not there, and members are found by
//! their names in the model. Enums are strings, blobs are strings of base64, timestamps are numbers of seconds since
//! the epoch.
//!
//! What a path leads to is borrowed; only what is computed takes memory. An expression points at the functions that it
//! calls, so that a program whose expressions are paths links no function: that is as simple as an enum with a match
//! over it, which would link all of them.
//!
//! ```
//! use tinsmith_runtime::jmespath::{Expression, evaluate};
//! use tinsmith_runtime::types::Document;
//! use tinsmith_runtime::value::View;
//!
//! // `tags[*].key`
//! static KEYS: Expression = Expression::Projection(&Expression::Identifier("tags"), &Expression::Identifier("key"));
//!
//! let tag = |key: &str| Document::from_iter([("key", Document::from(key))]);
//! let document = Document::from_iter([("tags", Document::from(vec![tag("a"), tag("b")]))]);
//! let found = evaluate(&KEYS, View::Document(&document))?;
//! assert_eq!(found.elements().count(), 2);
//! assert_eq!(found.elements().next().as_ref().and_then(|first| first.as_str()), Some("a"));
//! # Ok::<(), tinsmith_runtime::jmespath::EvaluationError>(())
//! ```

mod collection;
mod compare;
mod data;
mod error;
mod evaluate;
mod expression;
mod found;
mod function;
#[cfg(test)]
mod tests;
mod text;

pub use error::EvaluationError;
pub use evaluate::evaluate;
pub use expression::{Comparator, Expression, Literal};
pub use found::Found;
pub use function::{Function, functions};
