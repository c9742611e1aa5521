//! The chores of this repository.

pub mod bench;
pub mod features;
pub mod licenses;
mod metadata;
pub mod moto;
pub mod package;
pub mod properties;
