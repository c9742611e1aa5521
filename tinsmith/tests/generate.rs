//! Writing the generated crate: the same bytes whenever and wherever, only what changed, and Rust that compiles.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::{Map, Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

fn generate(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tinsmith"));
    command
        .arg("generate")
        .args(arguments)
        .current_dir(directory)
        .env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .output()
        .expect("the command runs")
}

#[track_caller]
fn succeed(directory: &Path, arguments: &[&str]) {
    let output = generate(directory, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// All files below a directory, with their content and when they were written.
fn files(directory: &Path) -> BTreeMap<PathBuf, (String, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![directory.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let written = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("readable");
                let relative = path.strip_prefix(directory).expect("below").to_owned();
                found.insert(relative, (fs::read_to_string(path).expect("readable"), written));
            }
        }
    }
    found
}

/// A configuration of all the models of the snapshot tests.
fn configuration(directory: &Path) -> (PathBuf, Vec<String>) {
    let models = root().join("tests/models");
    let mut names: Vec<String> = fs::read_dir(&models)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    let service = |name: &String| {
        let model = models.join(format!("{name}.json"));
        format!("[services.{name}]\nmodel = '{}'\n", model.display())
    };
    let path = directory.join("models.toml");
    fs::write(&path, names.iter().map(service).collect::<String>()).expect("writable");
    (path, names)
}

#[test]
fn a_second_run_changes_nothing_and_any_directory_will_do() {
    let directory = tempfile::tempdir().expect("a directory");
    let (config, _) = configuration(directory.path());
    let config = config.to_str().expect("a path");
    let (one, two) = (directory.path().join("same"), directory.path().join("other").join("same"));
    let arguments = ["--config", config, "--out", one.to_str().expect("a path")];
    succeed(directory.path(), &arguments);
    let before = files(&one);
    succeed(directory.path(), &arguments);
    assert!(files(&one) == before, "files were written again");
    fs::create_dir_all(&two).expect("writable");
    succeed(&two, &["--config", "../../models.toml", "--out", "."]);
    let texts = |directory: &Path| -> BTreeMap<PathBuf, String> {
        let relevant = |path: &Path| path.extension().is_some_and(|extension| extension == "rs");
        files(directory).into_iter().filter(|(path, _)| relevant(path)).map(|(path, (text, _))| (path, text)).collect()
    };
    assert!(texts(&one) == texts(&two), "the working directory matters");
}

#[test]
fn checking_shows_what_would_change_and_writes_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().join("out");
    let model = root().join("tinsmith/tests/broken/right.json");
    let arguments = ["--model", model.to_str().expect("a path"), "--out", out.to_str().expect("a path")];
    let check: Vec<&str> = arguments.into_iter().chain(["--check"]).collect();
    assert_eq!(generate(directory.path(), &check).status.code(), Some(1));
    assert!(!out.exists());
    succeed(directory.path(), &arguments);
    assert_eq!(generate(directory.path(), &check).status.code(), Some(0));
    let client = out.join("src/example/client.rs");
    let text = fs::read_to_string(&client).expect("readable");
    fs::write(&client, text.replace("Clone, Debug", "Clone")).expect("writable");
    let stale = out.join("src/example/stale.rs");
    fs::write(&stale, text).expect("writable");
    let before = files(&out);
    let output = generate(directory.path(), &check);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("-#[derive(Clone)]\n+#[derive(Clone, Debug)]\n"), "{shown}");
    assert!(shown.contains("+++ /dev/null"), "{shown}");
    let out_of_date = out.display();
    let command = format!("tinsmith generate {}", arguments.join(" "));
    let error = format!("error: {out_of_date} is not what the models say\n  hint: run `{command}`\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), error);
    assert!(files(&out) == before, "something was written");
    succeed(directory.path(), &arguments);
    assert!(!stale.exists());
}

#[test]
fn operations_bring_what_they_reach_and_nothing_else() {
    let directory = tempfile::tempdir().expect("a directory");
    let model = root().join("models/quicksight.json");
    let config = directory.path().join("tinsmith.toml");
    let operations = "operations = [\"GetIdentityContext\", \"DescribeFolder\"]";
    fs::write(&config, format!("[services.quicksight]\nmodel = '{}'\n{operations}\n", model.display()))
        .expect("writable");
    let out = directory.path().join("out");
    succeed(directory.path(), &["--config", "tinsmith.toml", "--out", "out"]);
    let service = files(&out.join("src/quicksight"));
    let names = |folder: &str| -> Vec<String> {
        let below = service.keys().filter(|path| path.starts_with(folder) && !path.ends_with("mod.rs"));
        below.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
    };
    assert_eq!(names("operations"), ["describe_folder", "get_identity_context"]);
    assert_eq!(
        names("shapes"),
        [
            "access_denied_exception",
            "describe_folder_request",
            "describe_folder_response",
            "exception_resource_type",
            "folder",
            "folder_type",
            "get_identity_context_request",
            "get_identity_context_response",
            "internal_failure_exception",
            "invalid_parameter_value_exception",
            "precondition_not_met_exception",
            "resource_not_found_exception",
            "sharing_model",
            "throttling_exception",
            "unsupported_user_edition_exception",
            "user_identifier",
        ]
    );
}

/// A model of a service that speaks this protocol and has all authentication schemes of the runtime.
fn speaking(protocol: &str) -> Value {
    let schemes = tinsmith_runtime::auth::ALL.iter().map(|scheme| scheme.id).filter(|id| *id != "smithy.api#noAuth");
    let mut traits: Map<String, Value> =
        schemes.map(|id| (id.to_owned(), json!({"name": "example", "in": "query"}))).collect();
    traits.insert(protocol.to_owned(), json!({}));
    let operation = json!({
        "type": "operation",
        "traits": {"smithy.api#http": {"method": "GET", "uri": "/"}, "smithy.api#optionalAuth": {}},
    });
    let operations = json!([{"target": "example#GetThing"}]);
    let service = json!({"type": "service", "version": "2020-01-01", "operations": operations, "traits": traits});
    json!({"smithy": "2.0", "shapes": {"example#Example": service, "example#GetThing": operation}})
}

/// One crate with all the models of the snapshot tests, and a service for each protocol of the runtime: it and its
/// documentation compile without a warning, and so do the runtime that is written along and the examples. So the names that
/// the generator makes of protocols and schemes are there.
#[test]
fn what_is_generated_compiles() {
    // A workspace of its own, as it is inside that of the repository.
    let tmp = &Path::new(env!("CARGO_TARGET_TMPDIR")).join("workspace");
    let out = tmp.join("models");
    fs::create_dir_all(&out).expect("writable");
    fs::write(tmp.join("Cargo.toml"), "[workspace]\nmembers = ['models']\nresolver = '3'\n").expect("writable");
    let (config, mut names) = configuration(tmp);
    let mut services = fs::read_to_string(&config).expect("readable");
    for (number, protocol) in tinsmith_runtime::protocol::ALL.iter().enumerate() {
        let name = format!("protocol_{number}");
        let model = tmp.join(format!("{name}.json"));
        fs::write(&model, speaking(protocol.id).to_string()).expect("writable");
        services.push_str(&format!("[services.{name}]\nmodel = '{}'\n", model.display()));
        names.push(name);
    }
    fs::write(&config, services).expect("writable");
    succeed(tmp, &["--config", config.to_str().expect("a path"), "--out", out.to_str().expect("a path")]);
    // The versions of the workspace, so that nothing is looked up.
    fs::copy(root().join("Cargo.lock"), tmp.join("Cargo.lock")).expect("writable");
    let features = ["--no-default-features", "--features", &format!("sha2,{}", names.join(","))];
    for (command, argument, flags) in
        [("check", "--lib", "RUSTFLAGS"), ("doc", "--no-deps", "RUSTDOCFLAGS"), ("test", "--doc", "RUSTDOCFLAGS")]
    {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([command, argument, "--quiet", "--offline"])
            .args(features)
            .current_dir(&out)
            .env(flags, "-D warnings");
        let output = cargo.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/crates")).output();
        let output = output.expect("cargo runs");
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// What is passed over in favour of something else is said, and counted.
#[test]
fn schemes_that_are_passed_over_are_reported() {
    let directory = tempfile::tempdir().expect("a directory");
    let model = root().join("tests/models/auth.json");
    let output = generate(directory.path(), &["--model", model.to_str().expect("a path"), "--out", "out"]);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for line in [
        "  passed over: aws.auth#sigv4a (2 times)\n",
        "  passed over: example.auth#handshake (1 times)\n",
        "  passed over: smithy.api#httpDigestAuth (1 times)\n",
    ] {
        assert!(shown.contains(line), "{line} is missing: {shown}");
    }
}

#[test]
fn the_report_says_how_many_operations_are_left_out() {
    let directory = tempfile::tempdir().expect("a directory");
    let model = root().join("models/sts.json");
    succeed(directory.path(), &["--model", model.to_str().expect("a path"), "--out", "whole"]);
    let shapes = files(&directory.path().join("whole/src/sts/shapes"));
    let whole = shapes.keys().filter(|path| !path.ends_with("mod.rs")).count();
    let config = format!("[services.sts]\nmodel = '{}'\noperations = ['Get*']\n", model.display());
    fs::write(directory.path().join("tinsmith.toml"), config).expect("writable");
    let arguments = ["--config", "tinsmith.toml", "--out", "out"];
    // What is known from an earlier run is reported as what is made.
    for run in ["first", "second"] {
        let output = generate(directory.path(), &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let report = String::from_utf8_lossy(&output.stdout).into_owned();
        let made = fs::read_dir(directory.path().join("out/src/sts/operations")).expect("readable").count() - 1;
        let number =
            |text: &str| report.split_once(text).and_then(|(before, _)| before.split_whitespace().last()?.parse().ok());
        assert_eq!(number(" operations"), Some(made), "{run}: {report}");
        let left_out =
            report.split_once("left out: ").and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
        assert_eq!(left_out, Some(11 - made), "{run}: {report}");
        let shapes: Option<usize> =
            number(" shapes  ").zip(number(" shapes that only they need")).map(|(a, b): (usize, usize)| a + b);
        assert_eq!(shapes, Some(whole), "{run}: {report}");
    }
}

#[test]
fn a_crate_is_a_member_of_the_workspace_that_it_is_made_in() {
    let directory = tempfile::tempdir().expect("a directory");
    let workspace = directory.path().join("workspace");
    fs::create_dir_all(workspace.join("app/src")).expect("writable");
    fs::create_dir_all(directory.path().join("elsewhere")).expect("writable");
    let model = root().join("tinsmith/tests/broken/right.json");
    let model = model.to_str().expect("a path");
    succeed(&directory.path().join("elsewhere"), &["--model", model, "--out", "../workspace/clients/example"]);
    fs::write(workspace.join("app/src/lib.rs"), "").expect("writable");
    let app = "[package]\nname = \"app\"\nedition = \"2024\"\n\n[dependencies]\nexample-client = { path = \"../clients/example\" }\n";
    fs::write(workspace.join("app/Cargo.toml"), app).expect("writable");
    // As a path dependency below the root it is a member, named or not.
    for members in ["'app'", "'app', 'clients/example'"] {
        fs::write(workspace.join("Cargo.toml"), format!("[workspace]\nmembers = [{members}]\nresolver = \"3\"\n"))
            .expect("writable");
        let mut command = Command::new(env!("CARGO"));
        command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(&workspace);
        let output = command.output().expect("the command runs");
        assert!(output.status.success(), "{members}: {}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let packages = metadata["packages"].as_array().into_iter().flatten().map(|package| package["name"].as_str());
        assert_eq!(packages.collect::<Vec<_>>(), ["app", "example-client", "tinsmith-runtime"].map(Some), "{members}");
    }
}
