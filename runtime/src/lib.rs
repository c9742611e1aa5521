//! The runtime of clients that Tinsmith generates.

pub mod credentials;
pub mod sign;
