//! Nothing that is secret is printed: every shape and every call of the generated crate, with a marker in each place that
//! the model says is sensitive; every source of identities, with a marker for its secrets.

mod calls;
mod echo;
mod fill;
mod finder;
mod identities;
mod model;
mod recorder;
mod shapes;
mod sources;
mod stand_in;
