//! Smithy models in, light Rust clients out.
