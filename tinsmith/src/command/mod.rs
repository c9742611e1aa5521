//! The subcommands: what they are given, and what they do.

pub mod generate;
pub mod import;
pub mod new;
pub mod update;
