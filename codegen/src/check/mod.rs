//! Every rule that a selected model must keep; all violations at once. After it nothing can fail.

mod auth;
mod bindings;
mod checksum;
mod endpoint;
mod kinds;
mod names;
mod recursion;
mod streaming;
mod traits;
mod uri;
mod values;
mod wire;

use std::collections::BTreeMap;

use crate::endpoint::RuleSet;
use crate::model::{Member, Model, Shape, ShapeId, Traits};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::settings::{ProtocolSupport, Settings};
use crate::traits::PROTOCOLS;

#[cfg(test)]
pub use wire::Place;
pub use wire::wire_proof;

/// What checking found out.
#[derive(Debug)]
pub struct Checked {
    /// The protocol that is spoken.
    pub protocol: ProtocolSupport,
    /// The service's endpoint rules.
    pub endpoint_rules: Option<RuleSet>,
    /// Traits that are passed over, because the settings say so or others do in their place, each with how often.
    pub ignored_traits: BTreeMap<String, usize>,
}

/// Checks what was selected. What it finds wrong is told by the shape that it is about.
pub fn check(model: &Model, selection: &Selection, settings: &Settings, problems: &mut Problems) -> Option<Checked> {
    let mut found = Problems::default();
    let protocol = protocol(model, selection, settings, &mut found);
    let http_bindings = protocol.is_some_and(|protocol| protocol.http_bindings);
    let endpoint_rules = endpoint::check_endpoints(model, selection, &mut found);
    let mut ignored_traits = traits::check_traits(model, selection, settings, &mut found);
    ignored_traits.extend(auth::check_auth(model, selection, settings, http_bindings, &mut found));
    values::check_values(model, selection, &mut found);
    kinds::check_kinds(model, selection, &mut found);
    checksum::check_checksums(model, selection, &mut found);
    streaming::check_streaming(model, selection, protocol, &mut found);
    recursion::check_recursion(model, selection, &mut found);
    names::check_names(model, selection, settings, &mut found);
    bindings::check_bindings(model, selection, http_bindings, &mut found);
    if let Err(wrong) = wire_proof(model, selection, http_bindings) {
        found.extend(wrong);
    }
    problems.extend(found.sorted());
    Some(Checked { protocol: protocol?.clone(), endpoint_rules, ignored_traits })
}

/// The first protocol of the runtime that the service speaks.
fn protocol<'s>(
    model: &Model,
    selection: &Selection,
    settings: &'s Settings,
    problems: &mut Problems,
) -> Option<&'s ProtocolSupport> {
    let traits = &model.shapes.get(&selection.service)?.traits;
    let found = settings.protocols.iter().find(|protocol| traits.contains_key(&protocol.id));
    if found.is_none() {
        let offered: Vec<&str> = PROTOCOLS.iter().copied().filter(|id| traits.contains_key(*id)).collect();
        let reason = if offered.is_empty() {
            "it names no protocol".to_owned()
        } else {
            format!("the runtime does not speak its protocol: {}", offered.join(", "))
        };
        let spoken: Vec<&str> = settings.protocols.iter().map(|protocol| protocol.id.as_str()).collect();
        let hint = format!("one of these traits must be on the service: {}", spoken.join(", "));
        problems.push(Problem::new(&selection.service, reason, hint));
    }
    found
}

/// The shapes that operations reach, with their ids.
fn shapes<'m>(model: &'m Model, selection: &'m Selection) -> impl Iterator<Item = (&'m ShapeId, &'m Shape)> {
    selection.shapes.iter().filter_map(|id| Some((id, model.shapes.get(id)?)))
}

/// The operations, with their ids.
fn operations<'m>(
    model: &'m Model,
    selection: &'m Selection,
) -> impl Iterator<Item = (&'m ShapeId, &'m Shape, &'m crate::model::Operation)> {
    selection.operations.iter().filter_map(|id| Some((id, model.shapes.get(id)?, crate::select::operation(model, id)?)))
}

/// All places that carry traits: the service, its operations, the shapes and their members.
fn trait_places<'m>(model: &'m Model, selection: &'m Selection) -> impl Iterator<Item = (String, &'m Traits)> {
    let ids = std::iter::once(&selection.service).chain(&selection.operations).chain(&selection.shapes);
    ids.filter_map(|id| Some((id, model.shapes.get(id)?))).flat_map(|(id, shape)| {
        let own = std::iter::once((id.to_string(), &shape.traits));
        own.chain(shape.all_members().into_iter().map(move |member| (place(id, member), &member.traits)))
    })
}

/// How problems name a member.
fn place(id: &ShapeId, member: &Member) -> String {
    format!("{id}${}", member.name)
}

/// A value of the model as problems show it: on one line, and not too long.
fn shown(value: &serde_json::Value) -> String {
    const MAX: usize = 80;
    let text: String = value.to_string().chars().filter(|c| !crate::docs::is_control(*c)).collect();
    if text.chars().count() <= MAX { text } else { text.chars().take(MAX).chain(['…']).collect() }
}
