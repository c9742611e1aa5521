//! The command line of Tinsmith: all input and output of generation.

pub mod conformance;
pub mod features;
pub mod generate;
pub mod licenses;
pub mod measure;
mod metadata;
pub mod models;
pub mod properties;
