//! Smithy models in, light Rust clients out: a pure function of model, overlay, settings and version.
//!
//! `parse → merge overlays → resolve → select → check → lower → emit → format`, a module a stage.

pub mod check;
pub mod docs;
pub mod emit;
pub mod endpoint;
pub mod format;
pub mod jmespath;
pub mod model;
pub mod overlay;
pub mod plan;
pub mod problem;
pub mod resolve;
pub mod select;
pub mod settings;
pub mod traits;

use std::collections::{BTreeMap, BTreeSet};

use quote::format_ident;
use serde_json::Value;

pub use emit::Manifest;
pub use problem::Problem;
pub use settings::{ProtocolSupport, Settings};

/// What was made of one service.
#[derive(Debug)]
pub struct Generated {
    /// The text of each file, by its path below `src`.
    pub files: BTreeMap<String, String>,
    /// How many operations there are.
    pub operations: usize,
    /// How many shapes became types.
    pub shapes: usize,
    /// The cargo features of the runtime that the service takes.
    pub runtime_features: BTreeSet<String>,
    /// Traits that were passed over, because the settings say so or others do in their place, each with how often.
    pub ignored_traits: BTreeMap<String, usize>,
}

/// Generates the client of one service.
///
/// # Errors
///
/// Everything that is wrong with the model and the settings, of all stages at once. What is wrong with the overlay comes
/// first and alone: the rest may follow from it.
pub fn generate(model: Value, overlay: Option<&Value>, settings: &Settings) -> Result<Generated, Vec<Problem>> {
    let (plan, checked) = plan(model, overlay, settings)?;
    let files = format::format_all(&emit::service_files(&plan, checked.endpoint_rules.as_ref()));
    Ok(Generated {
        operations: plan.operations.len(),
        shapes: plan.shapes.len(),
        files,
        runtime_features: plan.runtime_features,
        ignored_traits: checked.ignored_traits,
    })
}

/// The cargo features of the runtime that a service takes, for a manifest beside which its client is not generated.
///
/// # Errors
///
/// As [`generate`].
pub fn runtime_features(
    model: Value,
    overlay: Option<&Value>,
    settings: &Settings,
) -> Result<BTreeSet<String>, Vec<Problem>> {
    plan(model, overlay, settings).map(|(plan, _)| plan.runtime_features)
}

/// Everything before the first token.
fn plan(
    mut model: Value,
    overlay: Option<&Value>,
    settings: &Settings,
) -> Result<(plan::Plan, check::Checked), Vec<Problem>> {
    if let Some(overlay) = overlay {
        overlay::merge(&mut model, overlay)
            .map_err(|errors| errors.into_iter().map(overlay_problem).collect::<Vec<_>>())?;
    }
    let (model, mut problems) = model::parse(&model);
    let (model, found) = resolve::resolve(model);
    problems.extend(found);
    let selection = match select::select(&model, settings.service.as_deref(), settings.operations.as_deref()) {
        Ok(selection) => selection,
        // Where the service itself could not be read, that it is missing says nothing new.
        Err(found) if problems.is_empty() => return Err(found),
        Err(found) => {
            problems.extend(found.into_iter().filter(|problem| problem.place != select::WHOLE_MODEL));
            return Err(problems);
        }
    };
    let checked = match check::check(&model, &selection, settings) {
        Ok(checked) if problems.is_empty() => checked,
        Ok(_) => return Err(problems),
        Err(found) => {
            problems.extend(found);
            return Err(problems);
        }
    };
    let plan = plan::lower(&model, &selection, settings, &checked.protocol);
    Ok((plan, checked))
}

/// Generates the files of a crate that belong to no service.
///
/// # Errors
///
/// What is wrong with the partitions.
pub fn generate_crate(partitions: &Value, manifest: &Manifest) -> Result<BTreeMap<String, String>, Vec<Problem>> {
    let partitions = endpoint::parse_partitions(partitions)
        .map_err(|problems| problems.into_iter().map(endpoint_problem).collect::<Vec<_>>())?;
    let name = format_ident!("PARTITIONS");
    Ok(BTreeMap::from([
        ("Cargo.toml".to_owned(), format!("{}\n\n{}", format::MANIFEST_BANNER, emit::manifest(manifest))),
        ("src/lib.rs".to_owned(), format::format(emit::crate_root(manifest.services.keys()))),
        ("src/partitions.rs".to_owned(), format::format(emit::endpoint::partitions(&name, &partitions))),
    ]))
}

fn endpoint_problem(problem: endpoint::Problem) -> Problem {
    Problem::new(problem.path, problem.message, "see https://smithy.io/2.0/additional-specs/rules-engine/")
}

fn overlay_problem(error: overlay::OverlayError) -> Problem {
    let place = format!("overlay entry {}, target `{}`", error.entry, error.target);
    Problem::new(place, error.why, error.hint)
}
