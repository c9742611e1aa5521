//! Generated clients: what they are asked to do, and the program that does it.

pub mod plan;
pub mod scratch;
pub mod service_model;
