//! Smithy models in, light Rust clients out.

pub mod overlay;
