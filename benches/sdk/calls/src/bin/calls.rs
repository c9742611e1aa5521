//! What instructions are counted of.

fn main() {
    harness::calls::main(sdk_calls::OPERATIONS);
}
