//! What instructions are counted of.

fn main() {
    harness::calls::main(tinsmith_calls::OPERATIONS);
}
