//! What setters and constructors of generated types take.
//!
//! An optional member takes a value, anything that turns into one, or an `Option`; `None` takes the value away again.
//! Of a list or map, its elements, keys and values may be anything that turns into them.
//!
//! | the member is | its setter takes |
//! |---|---|
//! | a boolean or number | `impl Into<Option<T>>`, which are the number and an `Option` of it |
//! | a structure or union | [`IntoBoxed`] |
//! | a list or map | [`IntoOptionalCollection`] |
//! | anything else | [`IntoOptional`] |
//! | required | the same without `Option`: `T`, `impl Into<T>`, `impl IntoIterator<Item = T>` or [`IntoCollection`] |
//!
//! The type parameter `Form` of these traits is found by the compiler. It tells apart what Rust would otherwise take for
//! implementations that overlap.

mod collection;
pub mod form;
mod optional;

pub use collection::{Collect, IntoCollection, IntoOptionalCollection};
pub use optional::{IntoBoxed, IntoOptional};
