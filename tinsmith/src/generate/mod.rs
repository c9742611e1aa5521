//! The generated crate, from files to files.

pub(crate) mod diff;
pub(crate) mod package;
pub mod place;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod source;
pub(crate) mod timings;
pub mod tree;
