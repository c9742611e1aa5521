//! Everything of Tinsmith that reads and writes files: generating crates and bringing API descriptions in.

pub mod botocore;
mod cache;
mod carried;
pub mod command;
pub mod generate;
pub mod import;
mod invocation;
mod new;
pub mod settings;
pub(crate) mod write;

pub use invocation::Invocation;
