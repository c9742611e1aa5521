//! `cargo xtask conformance`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::clients::plan::Plan;
use crate::clients::scratch;
use crate::endpoints::functions;
use crate::recorded::signatures;
use crate::sets::Sets;
use crate::{
    Case, configuration, credentials, endpoints, files, jmespath, protocol_tests, recorded, report, retries, signing,
    timestamps,
};

/// Arguments of `conformance`.
#[derive(Debug, Args)]
pub struct Conformance {
    /// The folder with the sets: `smithy-protocol-tests`, `sigv4`, `endpoints`, `endpoint-functions`, `jmespath`,
    /// `timestamps`, `configuration`, `credentials`, `retries`, `botocore`, or some of them.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Run only the cases whose set or name contains this; may be given more than once.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// The folder with the services' models [default: DIR/../models].
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

/// Runs the command; whether every case passed.
///
/// # Errors
///
/// Files that cannot be read or understood, all at once; generated clients that do not compile; nothing to run.
pub fn run(arguments: &Conformance, root: &Path) -> Result<bool, String> {
    let sets = Sets::of(&arguments.folder, arguments.models.as_deref(), root)?;
    let (mut plan, mut cases) = (Plan::default(), Vec::new());
    let mut problems = Vec::new();
    let mut gather = |result: Result<Vec<Case>, String>| match result {
        Ok(found) => cases.extend(found),
        Err(problem) => problems.push(problem),
    };
    for folder in &sets.signing {
        let set = format!("sigv4/{}", files::stem(folder));
        plan.leave_out(&set, 2 * signing::asymmetric(folder)?, "asymmetric signatures, which are not made");
        gather(signing::run(&set, folder));
    }
    gather(endpoint_cases(&sets));
    for file in &sets.timestamps {
        gather(timestamps::run("timestamps", file));
    }
    if let Some(folder) = &sets.endpoint_functions {
        let partitions = files::json(&sets.partitions);
        gather(partitions.and_then(|partitions| functions::run("endpoint-functions", folder, &partitions)));
    }
    for path in &sets.jmespath {
        gather(jmespath::run(&format!("jmespath/{}", files::stem(path)), path));
    }
    for path in &sets.retries {
        gather(retries::run(&format!("retries/{}", files::stem(path)), path));
    }
    for path in &sets.configuration {
        gather(configuration::run(&format!("configuration/{}", files::stem(path)), path, &sets.partitions, &mut plan));
    }
    for path in &sets.credentials {
        gather(credentials::run(&format!("credentials/{}", files::stem(path)), path, &mut plan));
    }
    if !sets.recorded.is_empty() {
        gather(signature_cases(&sets));
    }
    for result in planned(&sets) {
        match result {
            Ok(found) => plan.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        problems.dedup();
        return Err(problems.join("\n"));
    }

    let wanted = |set: &str, name: &str| {
        arguments.only.is_empty() || arguments.only.iter().any(|only| set.contains(only) || name.contains(only))
    };
    plan.retain(|case| wanted(&case.set, &case.name));
    cases.retain(|case| wanted(&case.set, &case.name));
    let outcomes = scratch::run(&plan, &arguments.folder, &sets.partitions, root)?;
    let mut not_counted = std::mem::take(&mut plan.not_counted);
    not_counted.retain(|entry| wanted(&entry.set, ""));
    let mut all = plan.judge(outcomes);
    all.append(&mut cases);

    println!("{}", report::text(&all, &not_counted));
    if all.is_empty() {
        return Err(nothing_ran(arguments));
    }
    Ok(all.iter().all(|case| case.outcome.is_ok()))
}

fn nothing_ran(arguments: &Conformance) -> String {
    let folder = arguments.folder.display();
    match arguments.only.as_slice() {
        [] => format!(
            "{folder}: nothing ran: it has no cases in smithy-protocol-tests/*.json, sigv4/*/*, endpoints/*.json, \
             endpoint-functions, jmespath/*.json, timestamps/*.json, configuration/*.json, credentials/*.json, retries/*.json or botocore/*.jsonl that count"
        ),
        only => format!("{folder}: nothing ran: neither a set nor a case is named like {}", only.join(", ")),
    }
}

/// The cases beside the rules that they are for, and those that travel in models.
fn endpoint_cases(sets: &Sets) -> Result<Vec<Case>, String> {
    let apart = sets.endpoints.iter().map(|path| (format!("endpoints/{}", files::stem(path)), path.clone()));
    let mut files: Vec<(String, PathBuf)> = apart.collect();
    for path in sets.models()?.iter().chain(&sets.protocol_tests) {
        if files::text(path)?.contains("smithy.rules#endpointTests") {
            files.push((
                format!("endpoints in {}", path.file_name().unwrap_or_default().to_string_lossy()),
                path.clone(),
            ));
        }
    }
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let partitions = files::json(&sets.partitions)?;
    joined(files.iter().map(|(set, path)| endpoints::run(set, path, &partitions)))
}

/// The signatures of the recorded requests.
fn signature_cases(sets: &Sets) -> Result<Vec<Case>, String> {
    let context = files::json(&sets.context)?;
    joined(sets.recorded.iter().map(|path| signatures::run(path, &context)))
}

fn joined(results: impl Iterator<Item = Result<Vec<Case>, String>>) -> Result<Vec<Case>, String> {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(found) => cases.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

fn planned(sets: &Sets) -> Vec<Result<Plan, String>> {
    let mut plans: Vec<_> = sets.protocol_tests.iter().map(|path| protocol_tests::plan(path)).collect();
    if !sets.recorded.is_empty() {
        match files::json(&sets.context) {
            Ok(context) => plans.extend(sets.recorded.iter().map(|path| recorded::plan(path, &context, &sets.models))),
            Err(problem) => plans.push(Err(problem)),
        }
    }
    plans
}
