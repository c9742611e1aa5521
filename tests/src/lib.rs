//! Tinsmith from outside, as a user sees it.

pub mod authority;
pub mod aws;
pub mod fault_server;
pub mod metadata;
pub mod recorder;
pub mod script;
pub mod stand_in;
pub mod storage;

/// The README's examples compile, and run where they can.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// So do those of the pages beside it.
#[cfg(doctest)]
#[doc = include_str!("../../docs/how-to.md")]
struct HowTo;

/// And what is said of running.
#[cfg(doctest)]
#[doc = include_str!("../../docs/running.md")]
struct Running;
