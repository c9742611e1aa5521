//! The command line of Tinsmith.

fn main() {}
