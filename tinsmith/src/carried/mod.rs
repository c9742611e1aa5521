//! What the program carries with it: the runtime, to be written beside clients, and what is known of AWS.

mod manifest;

use std::collections::BTreeMap;
use std::path::Path;

use crate::settings::{self, Configuration};

include!(concat!(env!("OUT_DIR"), "/carried.rs"));

/// The files of the runtime as a crate of its own, by their paths with `/`.
pub(crate) fn runtime() -> BTreeMap<String, String> {
    let source = RUNTIME.iter().map(|(path, text)| (format!("src/{path}"), (*text).to_owned()));
    let others = [
        ("Cargo.toml", manifest::standing_alone(RUNTIME_MANIFEST, WORKSPACE_MANIFEST)),
        ("rustfmt.toml", RUSTFMT.to_owned()),
        ("LICENSE-APACHE", LICENSE_APACHE.to_owned()),
        ("LICENSE-MIT", LICENSE_MIT.to_owned()),
        ("NOTICE", NOTICE.to_owned()),
    ];
    source.chain(others.map(|(path, text)| (path.to_owned(), text))).collect()
}

/// The partitions of AWS.
pub(crate) fn partitions() -> &'static str {
    PARTITIONS
}

/// The configuration of the services that are known: which botocore they come from, where their reference is.
pub(crate) fn configuration() -> Configuration {
    let file = Path::new("tinsmith.toml");
    settings::parse(file, Path::new(""), CONFIGURATION).unwrap_or_else(|error| unreachable!("a test reads it: {error}"))
}

/// What is known to be wrong with botocore's description of a service.
pub(crate) fn overlay(service: &str) -> Option<&'static str> {
    OVERLAYS.iter().find(|(path, _)| path.strip_suffix(".json") == Some(service)).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_configuration_can_be_read() {
        assert!(super::configuration().botocore.is_some());
    }
}
