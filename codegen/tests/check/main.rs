//! What `check` refuses, and that nothing after it fails.

mod auth;
mod bindings;
mod checksum;
mod endpoint;
mod hostile;
mod kinds;
mod names;
mod recursion;
mod selection;
mod streaming;
mod support;
mod traits;
mod wire;
