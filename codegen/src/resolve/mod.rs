//! Takes out of a model what later stages need not know: `apply`, mixins, old enums, resources, errors of a service,
//! and the prelude.

mod enums;
mod mixins;
mod prelude;
mod services;

use crate::model::{Model, ShapeId};
use crate::nearest::nearest_id;
use crate::problem::{Problem, Problems};

/// The same model, said in fewer words. Wrong is every reference to a shape or member that the model lacks, and every
/// mixin that includes itself.
pub fn resolve(mut model: Model, problems: &mut Problems) -> Model {
    prelude::insert(&mut model);
    apply(&mut model, problems);
    dangling(&model, problems);
    mixins::flatten(&mut model, problems);
    enums::from_strings(&mut model, problems);
    services::flatten(&mut model);
    model
}

/// Merges `apply` statements into their targets.
fn apply(model: &mut Model, problems: &mut Problems) {
    for (target, member, traits) in std::mem::take(&mut model.applied) {
        if let Some(member) = &member {
            mixins::redefine(model, &target, member);
        }
        let place = member.as_ref().map_or(target.to_string(), |member| format!("{target}${member}"));
        let shape = model.shapes.get_mut(&target);
        let found = match member {
            None => shape.map(|shape| &mut shape.traits),
            Some(member) => shape
                .and_then(|shape| shape.all_members_mut().into_iter().find(|candidate| candidate.name == member))
                .map(|member| &mut member.traits),
        };
        match found {
            Some(existing) => existing.extend(traits),
            None => problems.push(Problem::new(
                place,
                "`apply` adds traits to it, but the model has no such shape or member",
                "correct the target, or take the statement out",
            )),
        }
    }
}

/// Reports references to shapes that are not there.
fn dangling(model: &Model, problems: &mut Problems) {
    let mut check = |place: String, target: &ShapeId| {
        if !target.is_unit() && !model.shapes.contains_key(target) {
            let hint = match nearest_id(target.as_str(), model.shapes.keys().map(ShapeId::as_str)) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => "add the shape to the model, or correct the target".to_owned(),
            };
            problems.push(Problem::new(place, format!("it refers to `{target}`, which the model does not have"), hint));
        }
    };
    for (id, shape) in &model.shapes {
        for member in shape.all_members() {
            check(format!("{id}${}", member.name), &member.target);
        }
        for mixin in &shape.mixins {
            check(id.to_string(), mixin);
        }
        for target in services::references(shape) {
            check(id.to_string(), target);
        }
    }
}
