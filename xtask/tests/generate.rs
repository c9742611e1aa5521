//! `cargo xtask generate`, which is the tool's in this checkout, and what is committed of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

fn generate(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("generate").args(arguments).current_dir(directory).output().expect("the command runs")
}

#[test]
fn what_is_committed_is_what_the_models_say() {
    let output = generate(&root(), &["--check"]);
    let report = String::from_utf8_lossy(&output.stdout);
    // The crate, and the runtime's own clients.
    assert!(report.contains("\nverifiedpermissions ") && report.contains("\nssooidc "), "{report}");
    let shown = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "run `cargo xtask generate` and commit what it writes:\n{shown}");
}

#[test]
fn no_generated_file_is_too_long_to_read() {
    let mut long = Vec::new();
    let mut open = vec![root().join("generated/src"), root().join("runtime/src/credentials/clients")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                open.push(path);
            } else if fs::read_to_string(&path).expect("readable").lines().count() > 3_000 {
                long.push(path);
            }
        }
    }
    assert_eq!(long, Vec::<PathBuf>::new());
}

#[test]
fn the_checkout_is_found_when_it_runs() {
    let elsewhere = tempfile::tempdir().expect("a directory");
    let run = |folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["generate", "--check"]).env_remove("CARGO_MANIFEST_DIR").current_dir(folder);
        command.output().expect("the command runs")
    };
    let output = run(elsewhere.path());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.starts_with("error: there is no checkout of Tinsmith around the working directory\n"), "{text}");

    let output = run(&root().join("models"));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_crate_elsewhere_finds_the_runtime_of_the_checkout() {
    let directory = tempfile::tempdir().expect("a directory");
    let elsewhere = directory.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("writable");
    let model = root().join("tinsmith/tests/broken/right.json");
    let output = generate(&elsewhere, &["--model", model.to_str().expect("a path"), "--out", "../clients/example"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let out = directory.path().join("clients/example");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("readable");
    let (_, path) = manifest.split_once("path = \"").expect("the runtime's path");
    let path = out.join(path.split('"').next().expect("a path"));
    assert_eq!(path.canonicalize().expect("it is there"), root().join("runtime").canonicalize().expect("it is there"));
}

/// What services say of themselves is theirs.
#[test]
fn documentation_is_never_written_into_the_committed_crate() {
    let output = generate(&root(), &["--docs", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("the documentation of services is not ours, and is not committed\n  hint:"), "{text}");
}
