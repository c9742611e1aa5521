//! All files of the generated crate or module, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use tinsmith_codegen::{LeftOut, Manifest, Observer, in_parallel, lines};

use super::record::{Record, fingerprint};
use super::service::{Begun, Progress, begin, write_down};
use super::timings::Timings;
use super::tree::Disk;
use super::{banner, manifest, source};
use crate::carried;
use crate::settings::{Configuration, ServiceConfiguration};

/// Files by path with `/`.
pub type Files = BTreeMap<String, String>;

/// What is to be generated.
#[derive(Debug)]
pub struct Job<'a> {
    /// What the user wants.
    pub configuration: &'a Configuration,
    /// The services to generate, by name.
    pub names: &'a [String],
    /// The command that writes the files, for their banner.
    pub command: &'a str,
    /// What the manifest says.
    pub manifest: manifest::Said,
    /// Where documentation is taken from that models do not carry: a wheel or folder of botocore.
    pub documentation: Option<&'a Path>,
}

/// The generated crate or module.
#[derive(Debug)]
pub struct Package {
    /// All of it.
    pub files: Files,
    /// How many lines that is, but for the runtime.
    pub lines: usize,
    /// Where the runtime is written to, with how many of the files are its own.
    pub vendored: Option<(String, usize)>,
    /// The services generated.
    pub services: Vec<Service>,
    /// The folder of Rust files, as [`Configuration::sources`].
    pub sources: &'static str,
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
    /// What the service has beside.
    pub left_out: LeftOut,
    /// How many types.
    pub shapes: usize,
    /// How many files.
    pub files: usize,
    /// How many lines.
    pub lines: usize,
    /// Whether it refers to the partitions of AWS.
    pub in_partitions: bool,
    /// The cargo features of the runtime that it takes.
    pub runtime_features: BTreeSet<String>,
    /// Traits passed over because the configuration says so.
    pub ignored_traits: BTreeMap<String, usize>,
}

/// Runs the generator for the services named, and for what belongs to all.
pub fn generate(job: &Job<'_>, disk: &Disk, record: &mut Option<Record>, timings: &Timings) -> Result<Package, String> {
    let is_named = |service: &&ServiceConfiguration| job.names.contains(&service.settings.module);
    let (named, others): (Vec<_>, Vec<_>) = job.configuration.services.iter().partition(is_named);
    // The manifest is that of all services, whichever are generated now.
    let all: Vec<&ServiceConfiguration> = named.iter().chain(&others).copied().collect();
    let begun = in_parallel(&all, |service| begin(job, service, is_named(service), disk, record.as_ref(), timings));
    let shared = shared(job, &all, &begun, disk, record, timings);
    let problems = begun.iter().filter_map(|service| service.as_ref().err()).chain(shared.as_ref().err());
    let problems: Vec<&str> = problems.map(String::as_str).collect();
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    let begun: Vec<Begun> = begun.into_iter().flatten().take(named.len()).collect();
    let mut written = write_down(job, &begun, timings).into_iter();
    let sources = job.configuration.sources();
    let mut package = Package { files: BTreeMap::new(), lines: 0, vendored: None, services: Vec::new(), sources };
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
                    left_out: lowered.left_out(),
                    shapes: lowered.shapes(),
                    in_partitions: lowered.in_partitions(),
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
    if let Some(folder) = job.manifest.vendored.as_deref() {
        let before = package.files.len();
        package.files.extend(vendored(job.command, folder));
        package.vendored = Some((folder.to_owned(), package.files.len() - before));
    }
    Ok(package)
}

/// The files that belong to no service.
fn shared(
    job: &Job<'_>,
    services: &[&ServiceConfiguration],
    begun: &[Result<Begun, String>],
    disk: &Disk,
    record: &mut Option<Record>,
    timings: &Timings,
) -> Result<(Files, Summary), String> {
    let mut features = BTreeMap::new();
    let mut in_partitions = false;
    for (service, begun) in services.iter().zip(begun.iter().flatten()) {
        let (taken, is_in) = match &begun.progress {
            Progress::Known(summary) => (&summary.runtime_features, summary.in_partitions),
            Progress::Lowered(lowered) => (lowered.runtime_features(), lowered.in_partitions()),
        };
        features.insert(service.settings.module.clone(), taken.clone());
        in_partitions |= is_in;
    }
    let manifest = Manifest { services: features, of_aws: in_partitions, ..job.manifest.manifest.clone() };
    let path = job.configuration.partitions.as_deref().filter(|_| in_partitions);
    let partitions = match path {
        Some(path) => Some(timings.stage("read", || source::read(path))?),
        None => in_partitions.then(|| carried::partitions().as_bytes().to_vec()),
    };
    let module = job.configuration.module.as_deref();
    let inputs = record.as_ref().map(|record| {
        let mut inputs = record.inputs();
        inputs.add(job.command.as_bytes());
        inputs.add(format!("{module:?}, {manifest:?}").as_bytes());
        inputs.add(partitions.as_deref().unwrap_or_default());
        inputs.finish()
    });
    if let Some(summary) = known(record.as_ref(), inputs.as_deref(), Some(|| fingerprint(disk.shared()))) {
        return Ok((texts(disk.shared()), summary));
    }
    let path = path.unwrap_or(Path::new("partitions.json"));
    let partitions = partitions.map(|bytes| timings.stage("parse", || source::parse(path, &bytes))).transpose()?;
    let files = match module {
        Some(_) => tinsmith_codegen::generate_module(partitions.as_ref(), manifest.services.keys()),
        None => tinsmith_codegen::generate_crate(partitions.as_ref(), &manifest),
    };
    let files = files.map_err(|problems| source::with_file(path, &problems))?;
    let files: Files = files
        .into_iter()
        .map(|(path, text)| {
            let text = banner::mark(job.command, &path, &text);
            (path, text)
        })
        .collect();
    let summary = size(&files);
    note(record, inputs, &files, &summary);
    Ok((files, summary))
}

/// The runtime, as files of the crate.
fn vendored<'a>(command: &'a str, folder: &'a str) -> impl Iterator<Item = (String, String)> + 'a {
    carried::runtime().into_iter().map(move |(path, text)| {
        let text = banner::mark(command, &path, banner::unmarked(&text));
        (format!("{folder}/{path}"), text)
    })
}

/// What an earlier run made of these inputs, where the output is still that, if it matters.
pub(super) fn known(
    record: Option<&Record>,
    inputs: Option<&str>,
    output: Option<impl FnOnce() -> String>,
) -> Option<Summary> {
    record?.find(inputs?, output.map(|output| output()).as_deref()).cloned()
}

fn note(record: &mut Option<Record>, inputs: Option<String>, files: &Files, summary: &Summary) {
    if let (Some(record), Some(inputs)) = (record, inputs) {
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
        record.note(inputs, fingerprint(files), summary.clone());
    }
}

/// Files of the disk that are known to be what the generator makes, thus text.
fn texts<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Files {
    files.map(|(path, content)| (path.to_owned(), String::from_utf8_lossy(content).into_owned())).collect()
}

fn size(files: &Files) -> Summary {
    let lines = files.values().map(|text| lines(text)).sum();
    Summary { files: files.len(), lines, ..Summary::default() }
}

impl Package {
    fn add(&mut self, files: Files, summary: &Summary) {
        self.lines += summary.lines;
        self.files.extend(files);
    }
}
