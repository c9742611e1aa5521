//! The examples run, so that they cannot rot.

#[path = "../examples/codecs.rs"]
mod codecs;
#[path = "../examples/errors.rs"]
mod errors;
#[path = "../examples/interceptor.rs"]
mod interceptor;
#[path = "../examples/presign.rs"]
mod presign;
#[path = "../examples/quicksight.rs"]
mod quicksight;
#[path = "../examples/sans_io.rs"]
mod sans_io;
#[path = "../examples/size.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod size;
#[path = "../examples/sts.rs"]
mod sts;
#[path = "../examples/verifiedpermissions.rs"]
mod verifiedpermissions;

#[test]
fn examples_run_offline() {
    for (name, example) in [
        ("codecs", codecs::main as fn() -> Result<(), Box<dyn std::error::Error>>),
        ("errors", errors::main),
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

#[tokio::test]
async fn the_program_that_is_measured_makes_its_three_calls() {
    let server = tinsmith_tests::aws::stand_in().unwrap();
    size::calls(server.url()).await.unwrap();
    assert_eq!(server.received().len(), 3);
}
