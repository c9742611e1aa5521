//! The scratch crates: generated clients, and a program that calls them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tinsmith_codegen::{Manifest, Settings, method_name};

use super::plan::{ClientSource, Plan};
use crate::files;
use tinsmith::generate::place::relative;
use tinsmith::generate::{banner, tree};
use tinsmith::settings::{auth_schemes, protocols};

/// Where the scratch crates of one folder of cases are.
struct Scratch<'a> {
    /// The repository.
    root: &'a Path,
    /// The folder of both crates.
    folder: PathBuf,
    /// Tells the folder from others, that they may be built side by side.
    key: String,
}

/// Generates the clients, builds them with the program that calls them, and runs it. Gives an outcome for each exercise.
///
/// A client that cannot be generated is the outcome of every exercise of it.
///
/// # Errors
///
/// Clients that do not compile, a program that does not run.
pub fn run(plan: &Plan, cases: &Path, partitions: &Path, root: &Path) -> Result<Vec<Value>, String> {
    if plan.cases.is_empty() {
        return Ok(Vec::new());
    }
    let scratch = Scratch::of(cases, root)?;
    let mut failures = BTreeMap::new();
    let mut generated = BTreeMap::new();
    for (module, result) in generate(&plan.clients) {
        match result {
            Ok(client) => {
                generated.insert(module, client);
            }
            Err(problem) => {
                failures.insert(module, problem);
            }
        }
    }
    let modules: Vec<String> = generated.keys().map(|module| (*module).clone()).collect();
    scratch.write_clients(generated, partitions)?;
    scratch.write_driver(plan, &modules)?;
    let program = scratch.build()?;
    let called = plan.exercises().filter(|exercise| !failures.contains_key(&exercise.client)).map(|exercise| {
        let mut case = exercise.case.clone();
        case["service"] = exercise.client.as_str().into();
        case["operation"] = exercise.operation.as_str().into();
        case
    });
    let mut outcomes = call(&program, &called.collect())?.into_iter();
    Ok(plan
        .exercises()
        .map(|exercise| match failures.get(&exercise.client) {
            Some(problem) => json!({ "failure": problem }),
            None => outcomes.next().unwrap_or_else(|| json!({ "failure": "the program ended before this case" })),
        })
        .collect())
}

/// A client's files, and the features of the runtime that it takes.
struct Client {
    files: BTreeMap<String, String>,
    runtime_features: BTreeSet<String>,
}

/// Runs the generator for every client, each on a thread of its own.
fn generate(clients: &BTreeMap<String, ClientSource>) -> Vec<(&String, Result<Client, String>)> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .iter()
            .map(|(module, client)| (module, scope.spawn(move || generate_client(module, client))))
            .collect();
        let joined = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|_| Err("the generator panicked".to_owned()))
        };
        threads.into_iter().map(|(module, thread)| (module, joined(thread))).collect()
    })
}

fn generate_client(module: &str, client: &ClientSource) -> Result<Client, String> {
    let settings = Settings {
        module: module.to_owned(),
        service: Some(client.service.clone()),
        operations: Some(client.operations.keys().cloned().collect()),
        ignored_traits: client.unknown_traits.iter().cloned().collect(),
        protocols: protocols(),
        auth_schemes: auth_schemes(),
        ..Settings::default()
    };
    let generated = tinsmith_codegen::generate(client.model.clone(), None, &settings).map_err(|problems| {
        let lines: Vec<String> =
            problems.iter().map(|problem| format!("{}: {problem}", client.file.display())).collect();
        lines.join("\n")
    })?;
    let files = generated.files.into_iter().map(|(path, text)| (format!("src/{path}"), text)).collect();
    Ok(Client { files, runtime_features: generated.runtime_features })
}

impl<'a> Scratch<'a> {
    fn of(cases: &Path, root: &'a Path) -> Result<Self, String> {
        let path = cases.canonicalize().map_err(|error| format!("{}: {error}", cases.display()))?;
        let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
        let key: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { root, folder: root.join("target/conformance").join(&key), key })
    }

    fn write_clients(&self, clients: BTreeMap<&String, Client>, partitions: &Path) -> Result<(), String> {
        let out = self.folder.join("clients");
        let manifest = Manifest {
            package: [("name", "conformance-clients"), ("version", "0.0.0"), ("edition", "2024")]
                .map(|(key, value)| (key.to_owned(), format!("{value:?}")))
                .to_vec(),
            runtime: format!("path = {:?}", relative(&out, &self.root.join("runtime"))),
            services: clients
                .iter()
                .map(|(module, client)| ((*module).clone(), client.runtime_features.clone()))
                .collect(),
            default_features: Some(Vec::new()),
            own_workspace: true,
            ..Manifest::default()
        };
        let mut package =
            tinsmith_codegen::generate_crate(Some(&files::json(partitions)?), &manifest).map_err(|problems| {
                let lines: Vec<String> =
                    problems.iter().map(|problem| format!("{}: {problem}", partitions.display())).collect();
                lines.join("\n")
            })?;
        package.extend(clients.into_values().flat_map(|client| client.files));
        for (path, text) in &mut package {
            *text = banner::mark("cargo xtask conformance", path, text);
        }
        let changes = tree::Disk::read(&out, "src/", tree::Scope::Everything, None).compare(&package)?;
        tree::write(&out, &package, &changes)
    }

    fn write_driver(&self, plan: &Plan, modules: &[String]) -> Result<(), String> {
        let folder = self.folder.join("driver");
        write(&folder.join("Cargo.toml"), &self.driver_manifest(modules))?;
        write(&folder.join("src/main.rs"), &Self::driver_program(plan, modules))?;
        // The versions of the repository: they are there already.
        let lock = folder.join("Cargo.lock");
        if lock.exists() {
            return Ok(());
        }
        write(&lock, &files::text(&self.root.join("Cargo.lock"))?)
    }

    fn driver_manifest(&self, modules: &[String]) -> String {
        let features: Vec<String> =
            modules.iter().map(|module| format!("\"{}\"", module.trim_start_matches("r#"))).collect();
        format!(
            r#"[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
conformance-clients = {{ path = "../clients", default-features = false, features = [{features}] }}
tinsmith-conformance-driver = {{ path = {driver:?} }}

[profile.dev]
debug = 0

[workspace]
"#,
            name = self.program(),
            features = features.join(", "),
            driver = relative(&self.folder.join("driver"), &self.root.join("conformance/driver")),
        )
    }

    fn driver_program(plan: &Plan, modules: &[String]) -> String {
        let mut text = "#![allow(deprecated)]\n\nuse conformance_clients as clients;\nuse tinsmith_conformance_driver as driver;\n\n\
                        fn main() -> Result<(), String> {\n    driver::run(vec![\n"
            .to_owned();
        for (module, client) in plan.clients.iter().filter(|(module, _)| modules.contains(module)) {
            for (operation, has_input) in &client.operations {
                let method = method_name(operation);
                let (parameter, argument) = if *has_input { ("input", "input") } else { ("()", "") };
                let _ = writeln!(
                    text,
                    "        driver::entry({module:?}, {operation:?}, |config, {parameter}| \
                     clients::{module}::Client::new(config).{}({argument})),",
                    method.as_str()
                );
            }
        }
        text + "    ])\n}\n"
    }

    fn program(&self) -> String {
        format!("conformance-driver-{}", self.key)
    }

    /// Builds the program, first without asking any registry.
    fn build(&self) -> Result<PathBuf, String> {
        let target = self.root.join("target/conformance/target");
        let cargo = |offline: bool| {
            let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            command.args(["build", "--quiet"]).args(offline.then_some("--offline"));
            command.arg("--manifest-path").arg(self.folder.join("driver/Cargo.toml"));
            command.arg("--target-dir").arg(&target).env("CARGO_INCREMENTAL", "0");
            command.output().map_err(|error| format!("cargo cannot be run: {error}"))
        };
        let mut output = cargo(true)?;
        if !output.status.success() && String::from_utf8_lossy(&output.stderr).contains("--offline") {
            output = cargo(false)?;
        }
        if !output.status.success() {
            return Err(format!("the generated clients do not compile:\n{}", said(&output)));
        }
        Ok(target.join("debug").join(format!("{}{}", self.program(), std::env::consts::EXE_SUFFIX)))
    }
}

/// Runs the program; gives what it says of each case.
fn call(program: &Path, cases: &Value) -> Result<Vec<Value>, String> {
    let problem = |error: &dyn std::fmt::Display| format!("{}: {error}", program.display());
    let mut file = tempfile::NamedTempFile::new().map_err(|error| problem(&error))?;
    std::io::Write::write_all(&mut file, cases.to_string().as_bytes()).map_err(|error| problem(&error))?;
    let output = Command::new(program).arg(file.path()).output().map_err(|error| problem(&error))?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let outcomes: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    // One that breaks down in a case, by an overflow of its stack for one, has said how the cases before it went.
    if output.status.success() || !outcomes.is_empty() { Ok(outcomes) } else { Err(problem(&said(&output))) }
}

fn said(output: &Output) -> String {
    format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim_end())
}

/// Writes a file unless it says that already: what has not changed is not built again.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("{}: it cannot be written: {error}", path.display()))
}
