//! Smithy models in, light Rust clients out.

pub mod docs;
pub mod emit;
pub mod endpoint;
pub mod format;
pub mod model;
pub mod plan;
pub mod problem;
pub mod resolve;
pub mod select;
pub mod settings;
pub mod traits;
