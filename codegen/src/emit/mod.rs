//! Rust items from checked input; nothing here can fail.

pub mod endpoint;
