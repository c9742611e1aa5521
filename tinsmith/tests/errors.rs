//! What the command line says of broken input: all of it, and nothing is written.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

fn generate(arguments: &[&str], out: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith"));
    command
        .arg("generate")
        .args(arguments)
        .arg("--out")
        .arg(out)
        .current_dir(broken())
        .env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the command runs")
}

/// The error text of a run that fails and writes nothing, with the directory that it was to write to as `OUT`.
#[track_caller]
fn error(arguments: &[&str]) -> String {
    let parent = tempfile::tempdir().expect("a directory");
    let out = parent.path().join("out");
    let output = generate(arguments, &out);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!out.exists(), "something was written");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    String::from_utf8_lossy(&output.stderr).replace(&out.display().to_string(), "OUT")
}

fn snapshots() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn broken_models_are_explained() {
    snapshots().bind(|| {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(broken())
            .expect("the directory can be read")
            .map(|entry| entry.expect("the entry can be read").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .filter(|path| !path.ends_with("right.json") && !path.ends_with("overlay.json"))
            .collect();
        paths.sort();
        for path in paths {
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            insta::assert_snapshot!(name, error(&["--model", &format!("{name}.json")]));
        }
    });
}

#[test]
fn broken_settings_are_explained() {
    snapshots().bind(|| {
        for name in [
            "operation-missing",
            "operations-empty",
            "operations-all-left-out",
            "overlay-does-not-apply",
            "wrong-settings",
            "wrong-package",
            "module-with-a-manifest",
            "runtime-without-revision",
            "ignored-trait-missing",
        ] {
            insta::assert_snapshot!(name, error(&["--config", &format!("{name}.toml")]));
        }
    });
}

#[test]
fn a_model_that_is_not_there_is_named() {
    let why = std::fs::read("nowhere.json").expect_err("it is not there");
    let expected = format!("error: nowhere.json: it cannot be read: {why}\n");
    assert_eq!(error(&["--model", "nowhere.json"]), expected);
}

#[test]
fn files_that_nobody_generated_are_left_alone() {
    let out = tempfile::tempdir().expect("a directory");
    let path = out.path().join("src/example/client.rs");
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    std::fs::write(&path, "// Mine.\n").expect("writable");
    let output = generate(&["--model", "right.json"], out.path());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr).replace(&out.path().display().to_string(), "OUT");
    snapshots().bind(|| insta::assert_snapshot!("file-in-the-way", text));
    assert_eq!(std::fs::read_to_string(&path).expect("readable"), "// Mine.\n");
    assert!(!out.path().join("Cargo.toml").exists(), "something was written");
}
