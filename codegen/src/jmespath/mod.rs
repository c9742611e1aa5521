//! [JMESPath](https://jmespath.org/specification.html): expressions as types, and what can be told of them without data.
//!
//! The parser is our own. That of the crate `jmespath` passes the compliance suite's syntax cases, but overflows the stack
//! on deep nesting, takes `(a)(b)` for a call and `&a` for a value, looks up functions and counts their arguments when
//! evaluating, and rounds the numbers of literals. All of these must be refused, or kept, when generating.

mod expression;
mod function;
mod parser;
#[cfg(test)]
mod tests;
mod token;
mod types;

use std::fmt;

pub use expression::{Comparator, Expression};
pub use function::Function;
pub use parser::parse;
pub(crate) use types::{Type, infer};

/// How deep expressions may nest; those of published models nest six deep at most.
const MAXIMUM_DEPTH: usize = 64;

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The character where it was noticed, counted from 1.
    pub position: usize,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at character {}", self.message, self.position)
    }
}

impl std::error::Error for SyntaxError {}
