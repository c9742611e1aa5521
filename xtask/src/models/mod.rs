//! Brings API descriptions in: botocore's dialect to Smithy 2.0 JSON AST.

mod command;
mod context;
mod dialect;
mod exception;
mod files;
mod import;
mod member;
mod names;
mod node;
mod operation;
mod paginator;
mod possible_union;
mod problem;
mod protocol;
mod service;
mod settings;
mod shape;
mod source;
mod update;
mod uri;
mod waiter;
mod write;

pub use command::{Models, run};
pub use files::ServiceFiles;
pub use import::import;
pub use problem::Problem;
pub use source::{Source, SourceError};
