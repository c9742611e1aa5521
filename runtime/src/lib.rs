//! The runtime of clients that Tinsmith generates.
