//! Cargo features of the generated crate that are there without any service.

/// What every crate hands on from the runtime for its user to choose: the feature, and what it says.
pub const CRATE_FEATURES: &[(&str, &str)] = &[
    (
        "hyper",
        "The default transport. It takes cryptography: `ring`, `aws-lc-rs`, or `sha2` and what the program gives to rustls.",
    ),
    ("ring", "The default transport, with TLS and hashes by ring."),
    ("aws-lc-rs", "The default transport, with TLS and hashes by aws-lc-rs."),
    ("sha2", "Hashes for signatures without either, as for a transport of one's own."),
    (
        "credentials",
        "Sources of credentials beside the environment: profiles, roles, web identity, SSO, processes, containers, instances.",
    ),
    ("http2", "HTTP/2 for the default transport, where the server speaks it."),
    ("tracing", "A span for each call, and events when it is sent, answered, or fails."),
    ("xml", "Shapes to and from XML. Services whose protocol takes it have it anyway."),
];
