//! What both sides share: the measuring loops, the bodies of the responses and the values of the inputs.

pub mod calls;
pub mod inputs;
pub mod load;

/// A response's body, from the folder that `BENCH_BODIES` names, or from `benches/bodies`.
pub fn body(name: &str) -> Vec<u8> {
    let folder =
        std::env::var("BENCH_BODIES").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../bodies").into());
    let path = format!("{folder}/{name}");
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
