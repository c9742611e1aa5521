//! Tinsmith from outside, as a user sees it.

pub mod aws;
pub mod recorder;
pub mod stand_in;
