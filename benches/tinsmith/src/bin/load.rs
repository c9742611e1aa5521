//! Calls over sockets.

fn main() {
    harness::load::main(tinsmith_calls::over);
}
