//! Tinsmith from outside, as a user sees it.
