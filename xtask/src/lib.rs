//! The command line of Tinsmith: all input and output of generation.

pub mod models;
