//! Mixins: <https://smithy.io/2.0/spec/mixins.html>.

use std::collections::BTreeSet;

use crate::model::{Body, Member, Model, Shape, ShapeId, Traits};
use crate::problem::{Problem, Problems};
use crate::traits::ids;

/// Copies members and traits of mixins into the shapes that use them, and drops the mixins.
pub(super) fn flatten(model: &mut Model, problems: &mut Problems) {
    let ids: Vec<ShapeId> =
        model.shapes.iter().filter(|(_, shape)| !shape.mixins.is_empty()).map(|(id, _)| id.clone()).collect();
    let mut done = BTreeSet::new();
    for id in ids {
        flatten_shape(model, &id, &mut done, &mut Vec::new(), problems);
    }
    model.shapes.retain(|_, shape| !shape.traits.contains_key(ids::MIXIN));
}

/// Gives a shape a member of its own in place of one that it only has from a mixin, so that traits can be applied to it.
pub(super) fn redefine(model: &mut Model, id: &ShapeId, name: &str) {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    let mut found = None;
    while let Some(id) = open.pop() {
        let Some(shape) = model.shapes.get(id).filter(|_| seen.insert(id)) else { continue };
        found = shape.members().iter().find(|member| member.name == name).map(|member| member.target.clone());
        if found.is_some() {
            break;
        }
        open.extend(&shape.mixins);
    }
    let Some(target) = found else { return };
    if let Some(Body::Structure(own) | Body::Union(own) | Body::Enum(own) | Body::IntEnum(own)) =
        model.shapes.get_mut(id).map(|shape| &mut shape.body)
        && !own.iter().any(|member| member.name == name)
    {
        own.push(Member { name: name.to_owned(), target, traits: Traits::new() });
    }
}

fn flatten_shape(
    model: &mut Model,
    id: &ShapeId,
    done: &mut BTreeSet<ShapeId>,
    open: &mut Vec<ShapeId>,
    problems: &mut Problems,
) {
    // A chain of more mixins than this is a mistake or an attack on the stack.
    const MAX_CHAIN: usize = 100;
    if done.contains(id) {
        return;
    }
    if open.contains(id) || open.len() > MAX_CHAIN {
        done.insert(id.clone());
        problems.push(Problem::new(id, "its mixins include itself, or nest too deep", "break the cycle of mixins"));
        return;
    }
    open.push(id.clone());
    let mixins = model.shapes.get(id).map(|shape| shape.mixins.clone()).unwrap_or_default();
    for mixin in &mixins {
        flatten_shape(model, mixin, done, open, problems);
    }
    open.pop();
    done.insert(id.clone());
    let sources: Vec<Shape> = mixins.iter().filter_map(|mixin| model.shapes.get(mixin).cloned()).collect();
    if let Some(shape) = model.shapes.get_mut(id) {
        for source in sources.iter().rev() {
            include(shape, source);
        }
        shape.mixins.clear();
    }
}

/// Puts a mixin's members before the shape's own; the shape's own traits win.
fn include(shape: &mut Shape, mixin: &Shape) {
    let own_traits = mixin.traits.get(ids::MIXIN).and_then(|value| value.get("localTraits")).cloned();
    for (trait_id, value) in &mixin.traits {
        let local = own_traits
            .as_ref()
            .and_then(|list| list.as_array())
            .is_some_and(|list| list.iter().any(|entry| entry.as_str() == Some(trait_id)));
        if trait_id != ids::MIXIN && !local {
            shape.traits.entry(trait_id.clone()).or_insert_with(|| value.clone());
        }
    }
    match (&mut shape.body, &mixin.body) {
        (Body::Structure(own), Body::Structure(mixed))
        | (Body::Union(own), Body::Union(mixed))
        | (Body::Enum(own), Body::Enum(mixed))
        | (Body::IntEnum(own), Body::IntEnum(mixed)) => {
            *own = merge(mixed, std::mem::take(own));
        }
        (Body::Service(own), Body::Service(mixed)) => {
            own.operations.extend(mixed.operations.iter().cloned());
            own.resources.extend(mixed.resources.iter().cloned());
            own.errors.extend(mixed.errors.iter().cloned());
        }
        (Body::Operation(own), Body::Operation(mixed)) => own.errors.extend(mixed.errors.iter().cloned()),
        _ => {}
    }
}

/// Mixed-in members in their order, each with the traits that the shape adds to it, then the shape's own.
fn merge(mixed: &[Member], own: Vec<Member>) -> Vec<Member> {
    let mut members = mixed.to_vec();
    for member in own {
        match members.iter_mut().find(|existing| existing.name == member.name) {
            Some(existing) => {
                existing.traits.extend(member.traits);
                existing.target = member.target;
            }
            None => members.push(member),
        }
    }
    members
}
