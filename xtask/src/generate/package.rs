//! All files of the generated crate, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use tinsmith_codegen::{Generated, Manifest, Problem, Settings};

use super::settings::{Configuration, ServiceConfiguration};
use super::source;

/// The generated crate.
#[derive(Debug)]
pub struct Package {
    /// Its files, by path with `/`.
    pub files: BTreeMap<String, String>,
    /// The services generated.
    pub services: Vec<Service>,
}

/// What the report says of a service.
#[derive(Debug)]
pub struct Service {
    /// Its module.
    pub module: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many types.
    pub shapes: usize,
    /// How many files.
    pub files: usize,
    /// How many lines.
    pub lines: usize,
    /// Traits passed over because the configuration says so.
    pub ignored_traits: BTreeMap<String, usize>,
    /// How long it took.
    pub time: Duration,
}

/// Runs the generator for the services named, and for what belongs to all.
pub fn generate(configuration: &Configuration, names: &[String], out: &Path, root: &Path) -> Result<Package, String> {
    let selected = configuration.services.iter().filter(|service| names.contains(&service.settings.module));
    let results: Vec<(&ServiceConfiguration, Result<Generated, String>, Duration)> = std::thread::scope(|scope| {
        let threads: Vec<_> = selected
            .map(|service| {
                scope.spawn(move || {
                    let started = Instant::now();
                    (service, generate_service(service), started.elapsed())
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("the generator does not panic")).collect()
    });
    let mut problems = Vec::new();
    let mut package = Package { files: BTreeMap::new(), services: Vec::new() };
    let mut features = BTreeMap::new();
    for (service, result, time) in results {
        match result {
            Ok(generated) => {
                features.insert(service.settings.module.clone(), generated.runtime_features.clone());
                package.add(&service.settings.module, generated, time);
            }
            Err(problem) => problems.push(problem),
        }
    }
    // The manifest is that of all services, whichever are generated now.
    for service in configuration.services.iter().filter(|service| !names.contains(&service.settings.module)) {
        match runtime_features(service) {
            Ok(found) => drop(features.insert(service.settings.module.clone(), found)),
            Err(problem) => problems.push(problem),
        }
    }
    let partitions = source::json(&configuration.partitions)?;
    match tinsmith_codegen::generate_crate(&partitions, &manifest(configuration, features, out, root)?) {
        Ok(files) => package.files.extend(files),
        Err(found) => problems.push(with_file(&configuration.partitions, &found)),
    }
    if problems.is_empty() { Ok(package) } else { Err(problems.join("\n")) }
}

fn generate_service(service: &ServiceConfiguration) -> Result<Generated, String> {
    of_service(service, tinsmith_codegen::generate)
}

fn runtime_features(service: &ServiceConfiguration) -> Result<BTreeSet<String>, String> {
    of_service(service, tinsmith_codegen::runtime_features)
}

fn of_service<T>(
    service: &ServiceConfiguration,
    make: impl Fn(Value, Option<&Value>, &Settings) -> Result<T, Vec<Problem>>,
) -> Result<T, String> {
    let model = source::json(&service.model)?;
    let overlay = service.overlay.as_deref().map(source::json).transpose()?;
    make(model, overlay.as_ref(), &service.settings).map_err(|problems| {
        let overlay = service.overlay.as_deref().filter(|_| problems.iter().all(|p| p.place.starts_with("overlay")));
        with_file(overlay.unwrap_or(&service.model), &problems)
    })
}

/// Every problem with the file that it is in.
fn with_file(path: &Path, problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{}: {problem}", path.display())).collect::<Vec<_>>().join("\n")
}

impl Package {
    fn add(&mut self, module: &str, generated: Generated, time: Duration) {
        self.services.push(Service {
            module: module.to_owned(),
            operations: generated.operations,
            shapes: generated.shapes,
            files: generated.files.len(),
            lines: generated.files.values().map(|text| text.lines().count()).sum(),
            ignored_traits: generated.ignored_traits,
            time,
        });
        self.files.extend(generated.files.into_iter().map(|(path, text)| (format!("src/{path}"), text)));
    }
}

fn manifest(
    configuration: &Configuration,
    services: BTreeMap<String, BTreeSet<String>>,
    out: &Path,
    root: &Path,
) -> Result<Manifest, String> {
    let out = std::path::absolute(out).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(Manifest {
        name: configuration.package.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rust_version: env!("CARGO_PKG_RUST_VERSION").to_owned(),
        runtime_path: relative(&out, &root.join("runtime")),
        services,
        services_by_default: configuration.services_by_default,
        own_workspace: out != root.join("generated"),
    })
}

/// The path from a directory to another, both absolute, with `/`.
pub fn relative(from: &Path, to: &Path) -> String {
    let from: Vec<_> = from.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    let to: Vec<_> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
