//! Every rule that a selected model must keep; all violations at once. After it nothing can fail.

mod auth;
mod binding;
mod bindings;
mod checksum;
mod endpoint;
mod kinds;
mod names;
mod places;
mod recursion;
mod streaming;
mod traits;
mod uri;
mod values;
mod wire;

use std::collections::BTreeMap;

use crate::endpoint::RuleSet;
use crate::model::Model;
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::settings::{ProtocolSupport, Settings};
use crate::traits::PROTOCOLS;

pub use binding::{Binding, Bindings};

/// What checking found out.
#[derive(Debug)]
pub struct Checked {
    /// The protocol that is spoken.
    pub protocol: ProtocolSupport,
    /// The service's endpoint rules.
    pub endpoint_rules: Option<RuleSet>,
    /// Where the members of structures stand in messages.
    pub bindings: Bindings,
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
    let bindings = Bindings::new(model, selection);
    if http_bindings {
        wire::check_wire(model, selection, &bindings, &mut found);
    }
    problems.extend(found.sorted());
    Some(Checked { protocol: protocol?.clone(), endpoint_rules, bindings, ignored_traits })
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
