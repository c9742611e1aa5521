//! Tinsmith from outside, as a user sees it.

pub mod stand_in;
