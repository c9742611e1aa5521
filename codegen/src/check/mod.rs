//! Every rule that a selected model must keep; all violations at once. After it nothing can fail.

use std::collections::BTreeMap;

use crate::endpoint::{self, RuleSet};
use crate::model::Model;
use crate::problem::Problem;
use crate::select::Selection;
use crate::settings::Settings;

/// What checking found out.
#[derive(Debug)]
pub struct Checked {
    /// The protocol that is spoken, by the id of its trait.
    pub protocol: String,
    /// The service's endpoint rules.
    pub endpoint_rules: Option<RuleSet>,
    /// Traits that the settings say to pass over, each with how often it stands there.
    pub ignored_traits: BTreeMap<String, usize>,
}

/// Checks what was selected.
///
/// # Errors
///
/// Every violation.
pub fn check(model: &Model, selection: &Selection, settings: &Settings) -> Result<Checked, Vec<Problem>> {
    let mut problems = Vec::new();
    let service = model.shapes.get(&selection.service);
    let service_trait = |id: &str| service.and_then(|shape| shape.traits.get(id));
    let protocol = settings.protocols.iter().find(|protocol| service_trait(&protocol.id).is_some());
    if protocol.is_none() {
        let spoken: Vec<&str> = settings.protocols.iter().map(|protocol| protocol.id.as_str()).collect();
        problems.push(Problem::new(
            &selection.service,
            "the service speaks none of the protocols that the runtime speaks",
            format!("one of these traits must be on the service: {}", spoken.join(", ")),
        ));
    }
    let endpoint_rules = match service_trait("smithy.rules#endpointRuleSet").map(endpoint::parse) {
        None => None,
        Some(Ok(rules)) => Some(rules),
        Some(Err(found)) => {
            problems.extend(found.into_iter().map(|problem| {
                Problem::new(&selection.service, format!("{}: {}", problem.path, problem.message), "")
                    .about_trait("smithy.rules#endpointRuleSet")
            }));
            None
        }
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    let protocol = protocol.map(|protocol| protocol.id.clone()).unwrap_or_default();
    Ok(Checked { protocol, endpoint_rules, ignored_traits: BTreeMap::new() })
}
