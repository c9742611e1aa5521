//! Clients as a module of a crate that is there already.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// A crate of the user's, whose configuration says this beside a service with endpoint rules and another.
fn place(settings: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("src/aws")).expect("writable");
    let model = |name: &str| root().join(format!("tests/models/{name}.json")).display().to_string();
    let services = format!(
        "[services.rules]\nmodel = '{}'\n[services.shapes]\nmodel = '{}'\n",
        model("endpoints"),
        model("structures")
    );
    fs::write(folder.path().join("tinsmith.toml"), format!("{settings}\n{services}")).expect("writable");
    folder
}

fn generate(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith"));
    command.arg("generate").args(arguments).current_dir(folder);
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache")).output().expect("the command runs")
}

#[track_caller]
fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = generate(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

const MODULE: &str = "module = 'crate::aws::clients'\nout = 'src/aws/clients'\n";

#[test]
fn it_has_no_manifest_and_compiles_where_it_is() {
    let folder = place(MODULE);
    let crate_folder = folder.path();
    succeed(crate_folder, &[]);
    assert_eq!(names(&crate_folder.join("src/aws/clients")), ["mod.rs", "partitions.rs", "rules", "shapes"]);
    assert_eq!(names(crate_folder), ["src", "tinsmith.toml"]);

    let runtime = root().join("runtime");
    let manifest = format!(
        "[package]\nname = 'shop'\nedition = '2024'\n[dependencies.tinsmith-runtime]\npath = '{}'\ndefault-features = false\nfeatures = ['sha2']\n[workspace]\n",
        runtime.display()
    );
    fs::write(crate_folder.join("Cargo.toml"), manifest).expect("writable");
    fs::write(crate_folder.join("src/lib.rs"), "//! A shop.\nmod aws;\n").expect("writable");
    fs::write(crate_folder.join("src/aws/mod.rs"), "#[rustfmt::skip]\nmod clients;\n").expect("writable");
    // The versions of the workspace, so that nothing is looked up.
    fs::copy(root().join("Cargo.lock"), crate_folder.join("Cargo.lock")).expect("writable");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustc", "--lib", "--quiet", "--offline", "--", "-D", "warnings"]).current_dir(crate_folder);
    let output = cargo.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/crates")).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn checking_covers_it_and_files_of_others_stay() {
    let folder = place(MODULE);
    succeed(folder.path(), &[]);
    succeed(folder.path(), &["--check"]);
    let clients = folder.path().join("src/aws/clients");
    let text = fs::read_to_string(clients.join("mod.rs")).expect("readable");
    fs::write(clients.join("stale.rs"), &text).expect("writable");
    fs::write(clients.join("shapes/stale.rs"), &text).expect("writable");
    fs::write(clients.join("mine.rs"), "// Mine.\n").expect("writable");
    fs::write(clients.join("partitions.rs"), format!("{text}// Edited.\n")).expect("writable");
    let output = generate(folder.path(), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&output.stdout);
    for path in ["partitions.rs", "stale.rs", "shapes/stale.rs"] {
        assert!(shown.contains(&format!("src/aws/clients/{path}\n")), "{path} is missing: {shown}");
    }
    // One service alone leaves what is not its own.
    succeed(folder.path(), &["shapes"]);
    assert!(clients.join("stale.rs").exists() && !clients.join("shapes/stale.rs").exists());
    succeed(folder.path(), &[]);
    assert_eq!(names(&clients), ["mine.rs", "mod.rs", "partitions.rs", "rules", "shapes"]);
}

#[test]
fn the_report_says_what_the_crate_around_it_turns_on() {
    let folder = place(MODULE);
    let config = fs::read_to_string(folder.path().join("tinsmith.toml")).expect("readable");
    let sts = format!(
        "[services.sts]\nmodel = '{}'\noperations = ['AssumeRole']\n",
        root().join("models/sts.json").display()
    );
    fs::write(folder.path().join("tinsmith.toml"), config + &sts).expect("writable");
    let report = succeed(folder.path(), &[]);
    assert!(report.contains("  the crate around it turns on of tinsmith-runtime: xml\n"), "{report}");
}

/// For a crate that finds the runtime nowhere else.
#[test]
fn the_runtime_can_be_written_beside_it() {
    let folder = place(&format!("{MODULE}[runtime]\nvendored = 'runtime'\n"));
    succeed(folder.path(), &[]);
    assert_eq!(names(&folder.path().join("src/aws/clients")), ["mod.rs", "partitions.rs", "rules", "shapes"]);
    let manifest = fs::read_to_string(folder.path().join("runtime/Cargo.toml")).expect("readable");
    assert!(manifest.contains("\nname = \"tinsmith-runtime\"\n"), "{manifest}");
    // What is generated in it has one banner, that of who writes it here.
    let clients = folder.path().join("runtime/src/credentials/clients/mod.rs");
    let text = fs::read_to_string(clients).expect("readable");
    assert_eq!(text.matches("@generated").count(), 1, "{text}");
    succeed(folder.path(), &["--check"]);
}
