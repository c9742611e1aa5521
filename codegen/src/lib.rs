//! Smithy models in, light Rust clients out.

pub mod emit;
pub mod endpoint;
