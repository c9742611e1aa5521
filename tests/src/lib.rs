//! Tinsmith from outside, as a user sees it.

pub mod aws;
pub mod recorder;
pub mod stand_in;
pub mod storage;

/// The README's examples compile.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
