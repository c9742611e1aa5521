//! What comes from the package index: pip is asked for it, here one that knows a folder of wheels and no index.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

mod support;

struct Place {
    folder: TempDir,
    botocore: TempDir,
    wheels: TempDir,
}

impl Place {
    /// Nothing where there is no pip, which is said.
    fn new() -> Option<Self> {
        let has_pip = |program: &str, arguments: &[&str]| {
            Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
        };
        if !has_pip("pip", &["--version"]) && !has_pip("python3", &["-m", "pip", "--version"]) {
            // Not by a macro: what a test prints is shown only when it fails.
            let _ = writeln!(std::io::stderr(), "skipped: there is no pip");
            return None;
        }
        let folder = || tempfile::tempdir().expect("a folder");
        let place = Self { folder: folder(), botocore: folder(), wheels: folder() };
        support::aws_in_miniature(place.botocore.path());
        Some(place)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith"));
        command.args(arguments).current_dir(folder);
        command.env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", self.wheels.path());
        command.env("XDG_CACHE_HOME", self.path("cache"));
        command.output().expect("the command runs")
    }

    fn wheel(&self, version: &str) {
        support::installable_wheel(self.botocore.path(), version, self.wheels.path());
    }
}

#[track_caller]
fn failed(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn without_an_index_nothing_is_made() {
    let Some(place) = Place::new() else { return };
    let text = failed(&place.run(place.folder.path(), &["new", "aws", "--aws", "sts"]));
    let expected = "error: downloading botocore 1.44.5: no package index can be reached\n  hint: go online, or name a wheel \
                    that is there: --from WHEEL\n";
    assert_eq!(text, expected);
    assert!(!place.path("aws").exists() && !place.path("cache").exists());
}

#[test]
fn a_wheel_that_is_not_the_pinned_one_is_refused() {
    let Some(place) = Place::new() else { return };
    place.wheel("1.44.5");
    let text = failed(&place.run(place.folder.path(), &["new", "aws", "--aws", "sts"]));
    assert!(text.contains("the wheel of botocore 1.44.5 is not the pinned one: its SHA-256 is "), "{text}");
    assert!(!place.path("aws").exists() && !place.path("cache").exists());
}

#[test]
fn models_are_updated_and_the_version_is_pinned() {
    let Some(place) = Place::new() else { return };
    let from = place.botocore.path().to_str().expect("a path");
    let right = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/right.json");
    let right = right.to_str().expect("a path");
    let arguments = ["new", "aws", "--model", right, "--docs", "--from", from, "--aws", "sts", "secretsmanager"];
    succeeded(&place.run(place.folder.path(), &arguments));
    let aws = place.path("aws");
    let text = failed(&place.run(&aws, &["update"]));
    assert!(text.contains("it pins no version of botocore\n  hint: name one with --version"), "{text}");

    let description = place.botocore.path().join("botocore/data/sts/2020-01-01/service-2.json");
    let mut sts: Value = serde_json::from_slice(&fs::read(&description).expect("readable")).expect("JSON");
    let operation = sts["operations"]["AssumeRole"].clone();
    sts["operations"]["AssumeMore"] = operation;
    sts["operations"]["AssumeMore"]["name"] = json!("AssumeMore");
    fs::write(&description, sts.to_string()).expect("writable");
    place.wheel("1.45.0");
    let own = fs::read(aws.join("models/example.json")).expect("readable");
    let shown = succeeded(&place.run(&aws, &["update", "--version", "1.45.0"]));
    assert!(shown.contains("skipped  models/example.json: it does not come from botocore\n"), "{shown}");
    assert!(shown.contains("  changed  models/sts.json\n"), "{shown}");
    assert!(shown.contains("unchanged  models/secretsmanager.json\n"), "{shown}");
    assert_eq!(fs::read(aws.join("models/example.json")).expect("readable"), own);
    let settings = fs::read_to_string(aws.join("tinsmith.toml")).expect("readable");
    assert!(settings.contains("[models.botocore]\nversion = \"1.45.0\"\nsha256 = \""), "{settings}");
    succeeded(&place.run(&aws, &["generate"]));
    assert!(aws.join("src/sts/operations/assume_more.rs").is_file());
    assert!(succeeded(&place.run(&aws, &["update"])).contains("unchanged  models/sts.json\n"));

    // Another wheel under the same number.
    sts["operations"]["AssumeMore"]["deprecated"] = json!(true);
    fs::write(&description, sts.to_string()).expect("writable");
    place.wheel("1.45.0");
    let text = failed(&place.run(&aws, &["update"]));
    assert!(text.contains("the wheel of botocore 1.45.0 is not the pinned one"), "{text}");
    let text = failed(&place.run(&aws, &["update", "--version", "9.9.9"]));
    assert!(
        text.starts_with("error: there is no botocore 9.9.9\n  hint: the newest that pip finds is 1.45.0\n"),
        "{text}"
    );
}

/// What was downloaded before is not asked for again.
#[test]
fn documentation_comes_from_the_pinned_wheel() {
    let Some(place) = Place::new() else { return };
    let from = place.botocore.path().to_str().expect("a path");
    succeeded(&place.run(place.folder.path(), &["new", "aws", "--from", from, "--aws", "sts"]));
    let aws = place.path("aws");
    let description = place.botocore.path().join("botocore/data/sts/2020-01-01/service-2.json");
    let mut sts: Value = serde_json::from_slice(&fs::read(&description).expect("readable")).expect("JSON");
    sts["operations"]["AssumeRole"]["documentation"] = json!("<p>Words of the service.</p>");
    fs::write(&description, sts.to_string()).expect("writable");
    place.wheel("1.45.0");
    succeeded(&place.run(&aws, &["update", "--version", "1.45.0"]));
    let operation = || fs::read_to_string(aws.join("src/sts/operations/assume_role.rs")).expect("readable");
    for run in ["downloaded", "kept"] {
        succeeded(&place.run(&aws, &["generate", "--docs"]));
        assert!(operation().contains("/// Words of the service.\n"), "{run}: {}", operation());
        succeeded(&place.run(&aws, &["generate"]));
        assert!(!operation().contains("Words of the service"), "{run}: {}", operation());
        let _ = fs::remove_file(place.wheels.path().join("botocore-1.45.0-py3-none-any.whl"));
    }
}
