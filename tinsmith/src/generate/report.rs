//! What a run did, one line a service and a total.

use std::collections::BTreeSet;
use std::time::Duration;

use tinsmith_codegen::LeftOut;

use super::package::{Package, Service};
use super::tree::Changes;

pub fn print(package: &Package, changes: &Changes, total: Duration) {
    let width = package.services.iter().map(|service| service.module.len()).max().unwrap_or(0).max("total".len());
    for service in &package.services {
        println!("{}", line(service, changes, package.sources, width));
        let LeftOut { operations, shapes } = service.summary.left_out;
        if operations > 0 {
            println!("{:width$}  left out: {operations} operations and the {shapes} shapes that only they need", "");
        }
        for (trait_id, count) in &service.summary.ignored_traits {
            println!("{:width$}  passed over: {trait_id} ({count} times)", "");
        }
    }
    if let Some((folder, files)) = &package.vendored {
        let folder = format!("{folder}/");
        let changed = changes.paths().filter(|path| path.starts_with(&folder)).count();
        println!("{:width$}  the runtime in {folder:<16}{files:>13} files  {:>13}  {changed:>5} changed", "", "");
    }
    let features: BTreeSet<&str> =
        package.services.iter().flat_map(|service| &service.summary.runtime_features).map(String::as_str).collect();
    if package.sources.is_empty() && !features.is_empty() {
        let features = features.into_iter().collect::<Vec<_>>().join(", ");
        println!("{:width$}  the crate around it turns on of tinsmith-runtime: {features}", "");
    }
    let files = package.files.len() - package.vendored.as_ref().map_or(0, |(_, files)| *files);
    println!(
        "{:width$}  {:>4} operations  {:>5} shapes  {:>5} files  {:>7} lines  {:>5} changed  {:>6.2} s",
        "total",
        package.services.iter().map(|service| service.summary.operations).sum::<usize>(),
        package.services.iter().map(|service| service.summary.shapes).sum::<usize>(),
        files,
        package.lines,
        changes.paths().count(),
        total.as_secs_f64(),
    );
}

fn line(service: &Service, changes: &Changes, sources: &str, width: usize) -> String {
    let directory = format!("{sources}{}/", service.module.trim_start_matches("r#"));
    format!(
        "{:width$}  {:>4} operations  {:>5} shapes  {:>5} files  {:>7} lines  {:>5} changed  {:>6.2} s",
        service.module,
        service.summary.operations,
        service.summary.shapes,
        service.summary.files,
        service.summary.lines,
        changes.paths().filter(|path| path.starts_with(&directory)).count(),
        service.time.as_secs_f64(),
    )
}
