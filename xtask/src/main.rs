//! The command line of Tinsmith.

mod conformance;

fn main() {}
