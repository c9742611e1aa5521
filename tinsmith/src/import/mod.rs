//! botocore's dialect to Smithy 2.0 JSON AST: values in, values out.

mod context;
mod dialect;
mod exception;
mod files;
mod member;
mod model;
mod names;
mod node;
mod operation;
mod paginator;
pub(crate) mod possible_union;
mod problem;
mod protocol;
mod service;
mod shape;
mod uri;
mod waiter;

pub use files::ServiceFiles;
pub use model::import;
pub use problem::Problem;
