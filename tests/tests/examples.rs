//! The examples run, so that they cannot rot.

#[path = "../examples/codecs.rs"]
mod codecs;
#[path = "../examples/errors.rs"]
mod errors;
#[path = "../examples/explain.rs"]
mod explain;
#[path = "../examples/interceptor.rs"]
mod interceptor;
#[path = "../examples/presign.rs"]
mod presign;
#[path = "../examples/quicksight.rs"]
mod quicksight;
#[path = "../examples/sans_io.rs"]
mod sans_io;
#[path = "../examples/sts.rs"]
mod sts;
#[path = "../examples/verifiedpermissions.rs"]
mod verifiedpermissions;

#[test]
fn examples_run_offline() {
    for (name, example) in [
        ("codecs", codecs::main as fn() -> Result<(), Box<dyn std::error::Error>>),
        ("errors", errors::main),
        ("explain", explain::main),
        ("interceptor", interceptor::main),
        ("presign", presign::main),
        ("quicksight", quicksight::main),
        ("sans_io", sans_io::main),
        ("sts", sts::main),
        ("verifiedpermissions", verifiedpermissions::main),
    ] {
        if let Err(error) = example() {
            panic!("the example {name}: {error}");
        }
    }
}
