//! Smithy models in, light Rust clients out: a pure function of model, overlay, settings and version.
//!
//! `parse → merge overlays → resolve → select → check → lower → emit → format`, a module a stage.

mod check;
mod crate_features;
mod docs;
mod emit;
#[doc(hidden)]
pub mod endpoint;
mod format;
#[doc(hidden)]
pub mod jmespath;
#[doc(hidden)]
pub mod model;
mod names;
mod nearest;
mod overlay;
mod parallel;
mod plan;
mod problem;
mod resolve;
mod select;
mod settings;
#[cfg(test)]
mod tests;
pub mod traits;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::format_ident;
use serde_json::Value;

use check::Checked;
use problem::Problems;

// What goes in, and what is wrong with it.
pub use problem::{Problem, Source};
pub use settings::{ProtocolSupport, Settings};

// What comes out, a file at a time.
pub use emit::{File, Manifest};
pub use format::{format, lines};
pub use select::LeftOut;

// What else makes models and crates has names made the same way, and works on all cores as well.
pub use names::{Ident, is_identifier, method_name, module_name};
pub use nearest::nearest;
pub use parallel::map as in_parallel;

// What checks of the generator itself look into. It changes with the generator.
#[doc(hidden)]
pub use docs::is_control;

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

/// A service that nothing is wrong with, ready to be written down.
#[derive(Debug)]
pub struct Lowered {
    plan: plan::Plan,
    ignored_traits: BTreeMap<String, usize>,
    left_out: LeftOut,
}

/// Runs the stages for somebody who wants more of them than their results, such as how long they take.
pub trait Observer {
    /// Does the work of a stage, and nothing else that is seen in the results.
    fn stage<T>(&self, stage: &'static str, work: impl FnOnce() -> T) -> T;
}

/// Nobody watches.
impl Observer for () {
    fn stage<T>(&self, _stage: &'static str, work: impl FnOnce() -> T) -> T {
        work()
    }
}

/// Generates the client of one service.
///
/// # Errors
///
/// As [`lower()`].
pub fn generate(model: Value, overlay: Option<&Value>, settings: &Settings) -> Result<Generated, Vec<Problem>> {
    let lowered = lower(model, overlay, settings, &())?;
    let files = in_parallel(&lowered.files(), |file| (file.path.clone(), format((file.tokens)(), || (file.tokens)())));
    Ok(Generated {
        files: files.into_iter().collect(),
        operations: lowered.operations(),
        shapes: lowered.shapes(),
        runtime_features: lowered.plan.runtime_features,
        ignored_traits: lowered.ignored_traits,
    })
}

/// All stages of one service but the last two, which a file at a time can go through: `emit` and `format`.
///
/// # Errors
///
/// Everything that is wrong with the model and the settings, of all stages at once. What is wrong with the overlay comes
/// first and alone: the rest may follow from it.
pub fn lower(
    mut model: Value,
    overlay: Option<&Value>,
    settings: &Settings,
    observer: &impl Observer,
) -> Result<Lowered, Vec<Problem>> {
    if let Some(overlay) = overlay {
        observer.stage("merge", || merge_overlay(&mut model, overlay))?;
    }
    let mut problems = Problems::default();
    let model = observer.stage("parse", || model::parse(&model, &mut problems));
    let model = observer.stage("resolve", || resolve::resolve(model, &mut problems));
    let Some(selection) = observer.stage("select", || select::select(&model, settings, &mut problems)) else {
        return problems.or(None);
    };
    let checked = observer.stage("check", || check::check(&model, &selection, settings, &mut problems));
    let Checked { protocol, endpoint_rules, bindings, ignored_traits } = problems.or(checked)?;
    let plan =
        observer.stage("lower", || plan::lower(&model, &selection, settings, &protocol, &bindings, endpoint_rules));
    Ok(Lowered { plan, ignored_traits, left_out: selection.left_out })
}

impl Lowered {
    /// The files of the service, each yet to be made.
    #[must_use]
    pub fn files(&self) -> Vec<emit::File<'_>> {
        emit::service_files(&self.plan)
    }

    /// How many operations there are.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.plan.operations.len()
    }

    /// What the service has beside, and nobody asked for.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// How many shapes become types.
    #[must_use]
    pub fn shapes(&self) -> usize {
        self.plan.shapes.len()
    }

    /// Whether it refers to the partitions of AWS.
    #[must_use]
    pub fn in_partitions(&self) -> bool {
        self.plan.service.in_partitions()
    }

    /// The cargo features of the runtime that the service takes.
    #[must_use]
    pub fn runtime_features(&self) -> &BTreeSet<String> {
        &self.plan.runtime_features
    }

    /// As [`Generated::ignored_traits`].
    #[must_use]
    pub fn ignored_traits(&self) -> &BTreeMap<String, usize> {
        &self.ignored_traits
    }
}

/// Merges an overlay into a model.
///
/// # Errors
///
/// All entries that are malformed, whose target the model lacks, or that change nothing. The other entries are merged
/// then, so the model should not be used.
pub fn merge_overlay(model: &mut Value, overlay: &Value) -> Result<(), Vec<Problem>> {
    let mut problems = Problems::default();
    overlay::merge(model, overlay, &mut problems);
    problems.or(Some(()))
}

/// Reads a model, with mixins, `apply`, old enums and resources resolved.
///
/// # Errors
///
/// Every place that is not as the JSON AST says, and every reference to what the model lacks.
#[doc(hidden)]
pub fn read_model(model: &Value) -> Result<model::Model, Vec<Problem>> {
    let mut problems = Problems::default();
    let model = model::parse(model, &mut problems);
    let model = resolve::resolve(model, &mut problems);
    problems.or(Some(model))
}

/// Generates the files of a crate that belong to no service. Where no service is one of AWS, there are no partitions.
///
/// # Errors
///
/// What is wrong with the partitions.
pub fn generate_crate(
    partitions: Option<&Value>,
    manifest: &Manifest,
) -> Result<BTreeMap<String, String>, Vec<Problem>> {
    let is_there = partitions.is_some();
    let root = || emit::crate_root(manifest.services.keys(), is_there);
    let mut files = shared_files("src/", "lib.rs", &root, partitions)?;
    files.insert("Cargo.toml".to_owned(), emit::manifest(manifest));
    Ok(files)
}

/// The same of a module that becomes part of another crate: `mod.rs` and the partitions, without a manifest.
///
/// # Errors
///
/// What is wrong with the partitions.
pub fn generate_module<'a>(
    partitions: Option<&Value>,
    services: impl Iterator<Item = &'a String> + Clone,
) -> Result<BTreeMap<String, String>, Vec<Problem>> {
    let is_there = partitions.is_some();
    shared_files("", "mod.rs", &|| emit::module_root(services.clone(), is_there), partitions)
}

fn shared_files(
    folder: &str,
    root: &str,
    tokens: &dyn Fn() -> TokenStream,
    partitions: Option<&Value>,
) -> Result<BTreeMap<String, String>, Vec<Problem>> {
    let partitions = partitions.map(endpoint::parse_partitions).transpose()?;
    let text = |tokens: &dyn Fn() -> TokenStream| format(tokens(), tokens);
    let mut files = BTreeMap::from([(format!("{folder}{root}"), text(tokens))]);
    if let Some(partitions) = &partitions {
        let tokens = || emit::endpoint::partitions(&format_ident!("PARTITIONS"), partitions);
        files.insert(format!("{folder}partitions.rs"), text(&tokens));
    }
    Ok(files)
}
