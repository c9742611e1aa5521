//! Calls that are made again, and those that are not.

mod adaptive;
mod bodies;
mod identities;
mod limits;
mod metrics;
mod setting;
mod standard;
