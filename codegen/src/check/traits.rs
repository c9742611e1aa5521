//! Traits that stand on neither list.

use std::collections::BTreeMap;

use super::places::trait_places;
use crate::model::{Model, ShapeId};
use crate::nearest::nearest_id;
use crate::problem::{Problem, Problems, Source};
use crate::select::Selection;
use crate::settings::Settings;
use crate::traits::{ids, is_known, known};

/// Reports traits that nobody decided about, and counts those that the settings say to pass over.
pub fn check_traits(
    model: &Model,
    selection: &Selection,
    settings: &Settings,
    problems: &mut Problems,
) -> BTreeMap<String, usize> {
    let mut ignored: BTreeMap<String, usize> =
        settings.ignored_traits.iter().map(|trait_id| (trait_id.clone(), 0)).collect();
    for (place, traits) in trait_places(model, selection) {
        for trait_id in traits.keys() {
            if let Some(count) = ignored.get_mut(trait_id) {
                *count += 1;
            } else if !is_known(trait_id) && !is_spoken(settings, trait_id) && !is_defined(model, trait_id) {
                let problem = Problem::new(&place, "the generator does not know this trait", hint(model, trait_id));
                problems.push(problem.about_trait(trait_id));
            }
        }
    }
    for (trait_id, count) in &ignored {
        let reason = if is_known(trait_id) || is_spoken(settings, trait_id) {
            "`ignored_traits` lists a trait that the generator knows"
        } else if *count == 0 {
            "`ignored_traits` lists a trait that stands nowhere in what is generated"
        } else {
            continue;
        };
        let hint = "take it out of `ignored_traits`";
        problems.push(Problem::new(&selection.service, reason, hint).about_trait(trait_id).of(Source::Settings));
    }
    ignored
}

/// What was meant by a trait that is not known. That it can be passed over is said only of those that look like no other:
/// clients without a constraint or binding that was misspelled would be wrong.
fn hint(model: &Model, trait_id: &str) -> String {
    let defined = model.shapes.iter().filter(|(_, shape)| shape.traits.contains_key(ids::TRAIT));
    let mut known: Vec<&str> = known().collect();
    known.extend(defined.map(|(id, _)| id.as_str()));
    match nearest_id(trait_id, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "if clients need not know it, add it to `ignored_traits` of the service in tinsmith.toml".to_owned(),
    }
}

/// Whether it is a protocol or an authentication scheme of the runtime.
fn is_spoken(settings: &Settings, trait_id: &str) -> bool {
    settings.protocols.iter().any(|protocol| protocol.id == trait_id)
        || settings.auth_schemes.iter().any(|scheme| scheme == trait_id && scheme != ids::NO_AUTH)
}

/// Whether the model itself defines the trait. Such traits say nothing that a generator of all models could honour.
fn is_defined(model: &Model, trait_id: &str) -> bool {
    let shape = ShapeId::new(trait_id).and_then(|id| model.shapes.get(&id));
    shape.is_some_and(|shape| shape.traits.contains_key(ids::TRAIT))
}
