//! The generated crate, from files to files.

pub mod banner;
pub(crate) mod diff;
pub(crate) mod documentation;
pub(crate) mod manifest;
pub(crate) mod package;
pub mod place;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod service;
pub(crate) mod source;
pub(crate) mod timings;
pub mod tree;
