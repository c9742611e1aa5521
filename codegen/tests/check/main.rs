//! What `check` refuses, and that nothing after it fails.

mod bindings;
mod hostile;
mod kinds;
mod names;
mod recursion;
mod support;
mod traits;
mod wire;
