//! The command line of Tinsmith: all input and output of generation.

pub mod bench;
pub mod conformance;
pub mod features;
pub mod licenses;
mod metadata;
pub mod properties;
