//! All files of the generated crate, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use tinsmith_codegen::emit::File;
use tinsmith_codegen::{Lowered, Manifest, Observer, Problem, Source, format, parallel};

use super::place;
use super::record::{Fingerprint, Record};
use super::source;
use super::timings::Timings;
use super::tree::Disk;
use crate::settings::{Configuration, ServiceConfiguration};

/// Files by path with `/`.
pub type Files = BTreeMap<String, String>;

/// The generated crate.
#[derive(Debug)]
pub struct Package {
    /// All of it.
    pub files: Files,
    /// How many lines that is.
    pub lines: usize,
    /// The services generated.
    pub services: Vec<Service>,
}

/// What the report says of a service.
#[derive(Debug)]
pub struct Service {
    /// Its module.
    pub module: String,
    /// What was made of it.
    pub summary: Summary,
    /// How long it took, of all threads together.
    pub time: Duration,
}

/// The size of what was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many operations there are.
    pub operations: usize,
    /// How many the service has that were not asked for.
    pub left_out: usize,
    /// How many types.
    pub shapes: usize,
    /// How many files.
    pub files: usize,
    /// How many lines.
    pub lines: usize,
    /// The cargo features of the runtime that it takes.
    pub runtime_features: BTreeSet<String>,
    /// Traits passed over because the configuration says so.
    pub ignored_traits: BTreeMap<String, usize>,
}

/// A service that nothing is wrong with.
struct Begun {
    /// The fingerprint of all that it is made of, where there is a record.
    inputs: Option<String>,
    progress: Progress,
    time: Duration,
}

enum Progress {
    /// What is on disk is what would be made.
    Known(Summary),
    Lowered(Box<Lowered>),
}

/// Runs the generator for the services named, and for what belongs to all.
pub fn generate(
    configuration: &Configuration,
    names: &[String],
    out: &Path,
    root: &Path,
    disk: &Disk,
    record: &mut Option<Record>,
    timings: &Timings,
) -> Result<Package, String> {
    let is_named = |service: &&ServiceConfiguration| names.contains(&service.settings.module);
    let (named, others): (Vec<_>, Vec<_>) = configuration.services.iter().partition(is_named);
    // The manifest is that of all services, whichever are generated now.
    let all: Vec<&ServiceConfiguration> = named.iter().chain(&others).copied().collect();
    let begun = parallel::map(&all, |service| begin(service, is_named(service), disk, record.as_ref(), timings));
    let features = all.iter().zip(&begun).filter_map(|(service, begun)| {
        let features = match &begun.as_ref().ok()?.progress {
            Progress::Known(summary) => &summary.runtime_features,
            Progress::Lowered(lowered) => lowered.runtime_features(),
        };
        Some((service.settings.module.clone(), features.clone()))
    });
    let manifest = manifest(configuration, features.collect(), out, root)?;
    let partitions = timings.stage("read", || source::read(&configuration.partitions))?;
    let shared = shared(&configuration.partitions, &partitions, &manifest, disk, record, timings)?;
    let problems = begun.iter().filter_map(|service| service.as_ref().err()).chain(shared.as_ref().err());
    let problems: Vec<&str> = problems.map(String::as_str).collect();
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    let begun: Vec<Begun> = begun.into_iter().flatten().take(named.len()).collect();
    let mut written = write_down(&begun, timings).into_iter();
    let mut package = Package { files: BTreeMap::new(), lines: 0, services: Vec::new() };
    let (files, summary) = shared.unwrap_or_default();
    package.add(files, &summary);
    for (service, begun) in named.into_iter().zip(begun) {
        let module = service.settings.module.clone();
        let (files, time) = written.next().unwrap_or_default();
        let (files, summary) = match begun.progress {
            Progress::Known(summary) => (texts(disk.service(&module)), summary),
            Progress::Lowered(lowered) => {
                let summary = Summary {
                    operations: lowered.operations(),
                    left_out: lowered.available_operations() - lowered.operations(),
                    shapes: lowered.shapes(),
                    runtime_features: lowered.runtime_features().clone(),
                    ignored_traits: lowered.ignored_traits().clone(),
                    ..size(&files)
                };
                note(record, begun.inputs, &files, &summary);
                (files, summary)
            }
        };
        package.add(files, &summary);
        package.services.push(Service { module, summary, time: begun.time + time });
    }
    Ok(package)
}

/// Takes a service as far as there can be problems.
fn begin(
    service: &ServiceConfiguration,
    is_named: bool,
    disk: &Disk,
    record: Option<&Record>,
    timings: &Timings,
) -> Result<Begun, String> {
    let started = Instant::now();
    let begun = |inputs, progress| Begun { inputs, progress, time: started.elapsed() };
    let model = timings.stage("read", || source::read(&service.model))?;
    let overlay = timings.stage("read", || service.overlay.as_deref().map(source::read).transpose());
    let inputs = record.zip(overlay.as_ref().ok()).map(|(record, overlay)| {
        let mut inputs = record.inputs();
        inputs.add(format!("{:?}", service.settings).as_bytes());
        inputs.add(&model);
        inputs.add(overlay.as_deref().unwrap_or_default());
        inputs.finish()
    });
    let output = || fingerprint(disk.service(&service.settings.module));
    // Of the others only what the manifest says is asked for, whatever is on disk.
    if let Some(summary) = known(record, inputs.as_deref(), is_named.then_some(output)) {
        return Ok(begun(inputs, Progress::Known(summary)));
    }
    let model = timings.stage("parse", || source::parse(&service.model, &model))?;
    let overlay = match (&service.overlay, overlay?) {
        (Some(path), Some(overlay)) => Some(timings.stage("parse", || source::parse(path, &overlay))?),
        _ => None,
    };
    let lowered = tinsmith_codegen::lower(model, overlay.as_ref(), &service.settings, timings).map_err(|problems| {
        let of_overlay = problems.iter().all(|problem| problem.source == Source::Overlay);
        let overlay = service.overlay.as_deref().filter(|_| of_overlay);
        with_file(overlay.unwrap_or(&service.model), &problems)
    })?;
    Ok(begun(inputs, Progress::Lowered(Box::new(lowered))))
}

/// The files of all services, side by side whosever they are, each service's with the time that they took.
fn write_down(services: &[Begun], timings: &Timings) -> Vec<(Files, Duration)> {
    let files: Vec<(usize, File<'_>)> = services
        .iter()
        .enumerate()
        .filter_map(|(position, service)| match &service.progress {
            Progress::Known(_) => None,
            Progress::Lowered(lowered) => Some(lowered.files().into_iter().map(move |file| (position, file))),
        })
        .flatten()
        .collect();
    let texts = parallel::map(&files, |(_, file)| {
        let started = Instant::now();
        let tokens = timings.stage("emit", || (file.tokens)());
        (timings.stage("format", || format::format(tokens, || (file.tokens)())), started.elapsed())
    });
    let mut written = vec![(BTreeMap::new(), Duration::ZERO); services.len()];
    for ((position, file), (text, time)) in files.iter().zip(texts) {
        if let Some((files, total)) = written.get_mut(*position) {
            files.insert(format!("src/{}", file.path), text);
            *total += time;
        }
    }
    written
}

/// The files that belong to no service; the inner error is one of several problems.
fn shared(
    path: &Path,
    partitions: &[u8],
    manifest: &Manifest,
    disk: &Disk,
    record: &mut Option<Record>,
    timings: &Timings,
) -> Result<Result<(Files, Summary), String>, String> {
    let inputs = record.as_ref().map(|record| {
        let mut inputs = record.inputs();
        inputs.add(format!("{manifest:?}").as_bytes());
        inputs.add(partitions);
        inputs.finish()
    });
    if let Some(summary) = known(record.as_ref(), inputs.as_deref(), Some(|| fingerprint(disk.shared()))) {
        return Ok(Ok((texts(disk.shared()), summary)));
    }
    let partitions = timings.stage("parse", || source::parse(path, partitions))?;
    let files = match tinsmith_codegen::generate_crate(&partitions, manifest) {
        Ok(files) => files,
        Err(found) => return Ok(Err(with_file(path, &found))),
    };
    let summary = size(&files);
    note(record, inputs, &files, &summary);
    Ok(Ok((files, summary)))
}

/// What an earlier run made of these inputs, where the output is still that, if it matters.
fn known(record: Option<&Record>, inputs: Option<&str>, output: Option<impl FnOnce() -> String>) -> Option<Summary> {
    record?.find(inputs?, output.map(|output| output()).as_deref()).cloned()
}

fn note(record: &mut Option<Record>, inputs: Option<String>, files: &Files, summary: &Summary) {
    if let (Some(record), Some(inputs)) = (record, inputs) {
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
        record.note(inputs, fingerprint(files), summary.clone());
    }
}

/// The fingerprint of files.
fn fingerprint<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut fingerprint = Fingerprint::new();
    for (path, content) in files {
        fingerprint.add(path.as_bytes());
        fingerprint.add(content);
    }
    fingerprint.finish()
}

/// Files of the disk that are known to be what the generator makes, thus text.
fn texts<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Files {
    files.map(|(path, content)| (path.to_owned(), String::from_utf8_lossy(content).into_owned())).collect()
}

fn size(files: &Files) -> Summary {
    let lines = files.values().map(|text| format::lines(text)).sum();
    Summary { files: files.len(), lines, ..Summary::default() }
}

/// Every problem with the file that it is in.
fn with_file(path: &Path, problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{}: {problem}", path.display())).collect::<Vec<_>>().join("\n")
}

impl Package {
    fn add(&mut self, files: Files, summary: &Summary) {
        self.lines += summary.lines;
        self.files.extend(files);
    }
}

/// What the manifest of the crate says.
fn manifest(
    configuration: &Configuration,
    services: BTreeMap<String, BTreeSet<String>>,
    out: &Path,
    root: &Path,
) -> Result<Manifest, String> {
    let physical = |path: &Path| place::physical(path).map_err(|error| format!("{}: {error}", path.display()));
    let (out, root) = (physical(out)?, physical(root)?);
    Ok(Manifest {
        name: configuration.package.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        rust_version: env!("CARGO_PKG_RUST_VERSION").to_owned(),
        runtime_path: place::relative(&out, &root.join("runtime")),
        services,
        services_by_default: configuration.services_by_default,
        // Elsewhere it may be a member of the user's workspace, or belong to none.
        own_workspace: out.starts_with(&root) && out != root.join("generated"),
    })
}
