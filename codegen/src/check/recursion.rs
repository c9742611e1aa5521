//! Shapes that contain themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::places::{place, shapes};
use crate::model::{Body, Member, Model, Shape, ShapeId};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;
use crate::traits::required::is_required;

/// How deep lists and maps may be nested without a structure or union between.
const MAX_NESTING: usize = 16;

/// Reports lists and maps that are nothing but themselves, and structures and unions that nobody can build.
pub fn check_recursion(model: &Model, selection: &Selection, problems: &mut Problems) {
    check_nesting(model, selection, problems);
    check_buildable(model, selection, problems);
}

/// The shape of a list's elements or a map's values, where it is a list or map.
fn nested<'m>(model: &'m Model, id: &ShapeId) -> Option<&'m ShapeId> {
    match model.shapes.get(id).map(|shape| &shape.body) {
        Some(Body::List(element) | Body::Map(_, element)) => Some(&element.target),
        _ => None,
    }
}

fn check_nesting(model: &Model, selection: &Selection, problems: &mut Problems) {
    let mut depths: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    for start in &selection.shapes {
        let mut path: Vec<&ShapeId> = Vec::new();
        let mut on_path: BTreeSet<&ShapeId> = BTreeSet::new();
        let mut current = start;
        while let Some(next) = nested(model, current).filter(|_| !depths.contains_key(current)) {
            path.push(current);
            on_path.insert(current);
            if on_path.contains(next) {
                let reason = "it contains itself, with no structure or union between: no value of it can end";
                problems.push(Problem::new(next, reason, "put a structure or union between"));
                break;
            }
            current = next;
        }
        let mut depth = depths.get(current).copied().unwrap_or(0);
        for id in path.into_iter().rev() {
            depth += 1;
            depths.insert(id, depth);
            if depth == MAX_NESTING + 1 {
                let reason = format!("lists and maps are nested more than {MAX_NESTING} deep in it");
                problems.push(Problem::new(id, reason, "put a structure between"));
            }
        }
    }
}

/// The members without which a structure or union cannot be built, if they are structures or unions themselves.
fn needed<'m>(model: &'m Model, shape: &'m Shape) -> Vec<&'m Member> {
    let aggregate = |member: &&Member| {
        let target = model.shapes.get(&member.target).map(|target| &target.body);
        matches!(target, Some(Body::Structure(_) | Body::Union(_)))
    };
    match &shape.body {
        Body::Structure(members) => members.iter().filter(|member| is_required(member)).filter(aggregate).collect(),
        Body::Union(members) if members.iter().all(|member| aggregate(&member)) => members.iter().collect(),
        _ => Vec::new(),
    }
}

fn check_buildable(model: &Model, selection: &Selection, problems: &mut Problems) {
    let mut missing: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut built: Vec<&ShapeId> = Vec::new();
    for (id, shape) in shapes(model, selection) {
        let needed = needed(model, shape);
        for member in &needed {
            users.entry(&member.target).or_default().push(id);
        }
        // A structure needs all of them, a union any.
        let count = if matches!(shape.body, Body::Union(_)) { needed.len().min(1) } else { needed.len() };
        if count == 0 {
            built.push(id);
        }
        missing.insert(id, count);
    }
    while let Some(id) = built.pop() {
        for user in users.get(id).into_iter().flatten().copied() {
            if let Some(count) = missing.get_mut(user).filter(|count| **count > 0) {
                *count -= 1;
                if *count == 0 {
                    built.push(user);
                }
            }
        }
    }
    missing.retain(|_, count| *count > 0);
    report_cycles(model, &missing, problems);
}

/// Every shape that is left needs one that is left: following these ends in a circle, which is reported once.
fn report_cycles(model: &Model, unbuilt: &BTreeMap<&ShapeId, usize>, problems: &mut Problems) {
    let mut seen: BTreeSet<&ShapeId> = BTreeSet::new();
    for start in unbuilt.keys().copied() {
        let mut path: Vec<(&ShapeId, &Member)> = Vec::new();
        let mut current = start;
        while seen.insert(current) {
            let Some(shape) = model.shapes.get(current) else { break };
            let Some(next) = needed(model, shape).into_iter().find(|member| unbuilt.contains_key(&member.target))
            else {
                break;
            };
            path.push((current, next));
            current = &next.target;
        }
        let Some(begin) = path.iter().position(|(id, _)| *id == current) else { continue };
        let cycle = path.split_at(begin).1;
        let Some((id, member)) = cycle.iter().min_by_key(|(id, _)| *id) else { continue };
        let names: Vec<String> = cycle.iter().map(|(id, member)| format!("`{}${}`", id.name(), member.name)).collect();
        let reason = format!("it can never be built, as it needs itself: through {}", names.join(", "));
        let hint = "take `smithy.api#required` off one of these members, with an overlay if the model is not yours";
        problems.push(Problem::new(place(id, member), reason, hint).about_trait(ids::REQUIRED));
    }
}
