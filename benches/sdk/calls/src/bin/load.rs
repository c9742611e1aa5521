//! Calls over sockets.

fn main() {
    harness::load::main(sdk_calls::over);
}
