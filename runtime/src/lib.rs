//! The runtime of clients that Tinsmith generates.

pub mod endpoint;
