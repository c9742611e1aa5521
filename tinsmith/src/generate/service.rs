//! The files of one service.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tinsmith_codegen::{File, Lowered, Observer, Settings, Source, format, in_parallel};

use super::package::{Files, Job, Summary, known};
use super::record::{Record, fingerprint};
use super::timings::Timings;
use super::tree::Disk;
use super::{banner, documentation, source};
use crate::settings::ServiceConfiguration;

/// A service that nothing is wrong with.
pub struct Begun {
    /// The fingerprint of all that it is made of, where there is a record.
    pub inputs: Option<String>,
    /// How far it is.
    pub progress: Progress,
    /// How long that took.
    pub time: Duration,
}

/// How far a service is.
pub enum Progress {
    /// What is on disk is what would be made.
    Known(Summary),
    /// Nothing is wrong with it.
    Lowered(Box<Lowered>),
}

/// Takes a service as far as there can be problems.
pub fn begin(
    job: &Job<'_>,
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
    let docs = service.docs.or(job.configuration.docs);
    let settings = Settings { crate_name: job.manifest.name.clone(), ..service.settings.clone() };
    let inputs = record.zip(overlay.as_ref().ok()).map(|(record, overlay)| {
        let mut inputs = record.inputs();
        inputs.add(job.command.as_bytes());
        inputs.add(format!("{:?}, {docs:?}, {:?}", settings, job.documentation).as_bytes());
        inputs.add(&model);
        inputs.add(overlay.as_deref().unwrap_or_default());
        inputs.finish()
    });
    let output = || fingerprint(disk.service(&service.settings.module));
    // Of the others only what the manifest says is asked for, whatever is on disk.
    if let Some(summary) = known(record, inputs.as_deref(), is_named.then_some(output)) {
        return Ok(begun(inputs, Progress::Known(summary)));
    }
    let mut model = timings.stage("parse", || source::parse(&service.model, &model))?;
    let overlay = match (&service.overlay, overlay?) {
        (Some(path), Some(overlay)) => Some(timings.stage("parse", || source::parse(path, &overlay))?),
        _ => None,
    };
    match docs {
        Some(true) => documentation::add(&mut model, job.documentation)?,
        Some(false) => documentation::remove(&mut model),
        None => {}
    }
    let lowered = tinsmith_codegen::lower(model, overlay.as_ref(), &settings, timings).map_err(|problems| {
        let of_overlay = problems.iter().all(|problem| problem.source == Source::Overlay);
        let overlay = service.overlay.as_deref().filter(|_| of_overlay);
        source::with_file(overlay.unwrap_or(&service.model), &problems)
    })?;
    Ok(begun(inputs, Progress::Lowered(Box::new(lowered))))
}

/// The files of all services, side by side whosever they are, each service's with the time that they took.
pub fn write_down(job: &Job<'_>, services: &[Begun], timings: &Timings) -> Vec<(Files, Duration)> {
    let files: Vec<(usize, File<'_>)> = services
        .iter()
        .enumerate()
        .filter_map(|(position, service)| match &service.progress {
            Progress::Known(_) => None,
            Progress::Lowered(lowered) => Some(lowered.files().into_iter().map(move |file| (position, file))),
        })
        .flatten()
        .collect();
    let texts = in_parallel(&files, |(_, file)| {
        let started = Instant::now();
        let tokens = timings.stage("emit", || (file.tokens)());
        let text = timings.stage("format", || format(tokens, || (file.tokens)()));
        (banner::mark(job.command, &file.path, &text), started.elapsed())
    });
    let mut written = vec![(BTreeMap::new(), Duration::ZERO); services.len()];
    for ((position, file), (text, time)) in files.iter().zip(texts) {
        if let Some((files, total)) = written.get_mut(*position) {
            files.insert(format!("{}{}", job.configuration.sources(), file.path), text);
            *total += time;
        }
    }
    written
}
