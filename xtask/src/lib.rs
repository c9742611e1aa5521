//! The command line of Tinsmith: all input and output of generation.

pub mod conformance;
pub mod generate;
pub mod measure;
pub mod models;
