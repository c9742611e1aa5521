//! Everything of Tinsmith that reads and writes files: generating crates and bringing API descriptions in.

pub mod botocore;
pub mod command;
pub mod generate;
pub mod import;
pub mod settings;
pub(crate) mod write;
