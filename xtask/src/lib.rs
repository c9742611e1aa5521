//! The chores of this repository.

pub mod bench;
mod example;
pub mod features;
pub mod licenses;
pub mod load;
mod metadata;
pub mod moto;
pub mod package;
pub mod properties;
