//! Runs that need not generate anything: they say the same, and are not fooled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// A program cannot be started while it is open for writing, and what is open is so in every process until it is started.
fn no_other_test_writes_or_starts_a_program() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A generator with a record of its own, which stands in the user's cache, and a model to change.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let place = Self(directory);
        let guard = no_other_test_writes_or_starts_a_program();
        fs::copy(env!("CARGO_BIN_EXE_tinsmith"), place.program()).expect("writable");
        drop(guard);
        let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
        fs::copy(broken.join("right.json"), place.path("model.json")).expect("writable");
        fs::write(place.path("tinsmith.toml"), "[services.example]\nmodel = 'model.json'\n").expect("writable");
        place
    }

    fn program(&self) -> PathBuf {
        self.path(&format!("tinsmith{}", std::env::consts::EXE_SUFFIX))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.program());
        command.args(["generate", "--config", "tinsmith.toml", "--out", "out", "--timings"]).args(arguments);
        command
            .env("XDG_CACHE_HOME", self.path("cache"))
            .current_dir(self.0.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let guard = no_other_test_writes_or_starts_a_program();
        let child = command.spawn().expect("the command runs");
        drop(guard);
        child.wait_with_output().expect("the command runs")
    }

    /// What the run says, without times, and whether it laid out any file.
    #[track_caller]
    fn succeed(&self, arguments: &[&str]) -> (Vec<String>, bool) {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let shown = String::from_utf8_lossy(&output.stdout);
        let (stages, report): (Vec<&str>, Vec<&str>) = shown.lines().partition(|line| line.contains('\t'));
        let format = stages.iter().find_map(|line| line.strip_prefix("format\t")).expect("the stage is there");
        let report = report.iter().map(|line| line.rsplit_once("  ").map_or(*line, |(said, _)| said).to_owned());
        (report.collect(), format != "0.000000")
    }

    #[track_caller]
    fn assert_generates(&self, arguments: &[&str], expected: bool) {
        let (report, generated) = self.succeed(arguments);
        assert_eq!(generated, expected, "{report:#?}");
    }

    /// A check fails and shows this.
    #[track_caller]
    fn assert_found(&self, shown: &str) {
        let output = self.run(&["--check"]);
        assert_eq!(output.status.code(), Some(1));
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains(shown), "{said}");
    }
}

#[test]
fn what_is_known_is_not_generated_again() {
    let place = Place::new();
    let (_, generated) = place.succeed(&[]);
    assert!(generated);
    let (made, generated) = place.succeed(&["--no-record"]);
    assert!(generated);
    let client = place.path("out/src/example/client.rs");
    let written = fs::metadata(&client).and_then(|metadata| metadata.modified()).expect("readable");
    for arguments in [[].as_slice(), &["--check"], &["example"]] {
        let (known, generated) = place.succeed(arguments);
        assert!(!generated);
        assert_eq!(known, made);
    }
    assert_eq!(fs::metadata(&client).and_then(|metadata| metadata.modified()).expect("readable"), written);
}

#[test]
fn a_check_is_enough_to_know() {
    let place = Place::new();
    place.succeed(&["--no-record"]);
    assert!(!place.path("cache/tinsmith/generated.json").exists());
    place.assert_generates(&["--check"], true);
    place.assert_generates(&["--check"], false);
}

#[test]
fn what_was_done_to_the_files_is_found() {
    let place = Place::new();
    let client = place.path("out/src/example/client.rs");
    let mend = |place: &Place| {
        place.assert_generates(&[], true);
        place.assert_generates(&["--check"], false);
    };
    mend(&place);
    let text = fs::read_to_string(&client).expect("readable");

    fs::write(&client, text.replace("Clone, Debug", "Debug, Clone")).expect("writable");
    place.assert_found("-#[derive(Debug, Clone)]\n+#[derive(Clone, Debug)]\n");
    mend(&place);

    fs::remove_file(&client).expect("removable");
    place.assert_found("--- /dev/null");
    mend(&place);

    fs::rename(place.path("out/src/example/service.rs"), place.path("out/src/example/moved.rs")).expect("writable");
    place.assert_found("+++ /dev/null");
    mend(&place);

    let stale = place.path("out/src/example/stale.rs");
    fs::write(&stale, &text).expect("writable");
    place.assert_found("+++ /dev/null");
    mend(&place);
    assert!(!stale.exists());

    fs::write(&client, "// By hand.\n").expect("writable");
    place.assert_found("it is in the way, and not generated");
    fs::remove_file(&client).expect("removable");
    mend(&place);

    for shared in ["Cargo.toml", "src/lib.rs"] {
        let path = place.path("out").join(shared);
        let text = fs::read_to_string(&path).expect("readable");
        fs::write(&path, text.replace("tinsmith_runtime", "tinsmith").replace("tinsmith-runtime", "tinsmith"))
            .expect("writable");
        place.assert_found(shared);
        place.succeed(&[]);
        assert_eq!(fs::read_to_string(&path).expect("readable"), text);
    }

    // Somebody else's file stays, and is no reason to fail.
    fs::write(place.path("out/src/example/foreign.rs"), "// By hand.\n").expect("writable");
    place.assert_generates(&["--check"], true);
}

#[test]
fn other_inputs_are_generated() {
    let place = Place::new();
    place.assert_generates(&[], true);
    let change = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(place.path(file)).expect("readable");
        assert!(text.contains(from), "{text}");
        fs::write(place.path(file), text.replace(from, to)).expect("writable");
    };
    change("model.json", "\"smithy\": ", "\"smithy\":  ");
    place.assert_generates(&["--check"], true);
    place.assert_generates(&["--check"], false);
    change("tinsmith.toml", "model = 'model.json'", "model = 'model.json'\nreference = 'https://a.example/{}'");
    place.assert_generates(&[], true);
    place.assert_generates(&[], false);
    change("tinsmith.toml", "https://a.example/{}", "https://b.example/{}");
    place.assert_generates(&[], true);
    place.assert_generates(&[], false);
    change("tinsmith.toml", "services.example", "services.other");
    place.assert_generates(&[], true);
    assert!(!place.path("out/src/example").exists());
    place.assert_generates(&["--check"], false);
}

#[test]
fn a_record_that_is_broken_is_none() {
    let place = Place::new();
    place.assert_generates(&[], true);
    let record = place.path("cache/tinsmith/generated.json");
    let text = fs::read_to_string(&record).expect("readable");
    let half = text.get(..text.len() / 2).expect("ASCII");
    let other_version = text.replace("\"lines\"", "\"rows\"");
    let stale = text.replace("\"output\":\"", "\"output\":\"0");
    for broken in ["", "{}", "[1, null, {}]", half, &other_version, &stale] {
        fs::write(&record, broken).expect("writable");
        place.assert_generates(&["--check"], true);
        place.assert_generates(&["--check"], false);
    }
    fs::remove_file(&record).expect("removable");
    fs::create_dir(&record).expect("writable");
    place.assert_generates(&["--check"], true);
    place.assert_generates(&["--check"], true);
}

#[test]
fn another_build_of_the_generator_does_not_trust_the_record() {
    let place = Place::new();
    place.assert_generates(&[], true);
    place.assert_generates(&[], false);
    let guard = no_other_test_writes_or_starts_a_program();
    let executable = fs::File::options().append(true).open(place.program()).expect("writable");
    executable.set_modified(SystemTime::now() + Duration::from_secs(1)).expect("writable");
    drop(executable);
    drop(guard);
    place.assert_generates(&[], true);
    place.assert_generates(&[], false);
}

#[test]
fn one_service_of_several_is_generated_alone() {
    let place = Place::new();
    let two = "[services.example]\nmodel = 'model.json'\n[services.other]\nmodel = 'other.json'\n";
    fs::write(place.path("tinsmith.toml"), two).expect("writable");
    fs::copy(place.path("model.json"), place.path("other.json")).expect("writable");
    place.assert_generates(&[], true);
    let text = fs::read_to_string(place.path("other.json")).expect("readable");
    fs::write(place.path("other.json"), format!("{text}\n")).expect("writable");
    place.assert_generates(&["example"], false);
    place.assert_generates(&["other"], true);
    place.assert_generates(&[], false);
}
