//! Places of a selected model, and how problems name them.

use serde_json::Value;

use crate::docs::is_control;
use crate::model::{Member, Model, Operation, Shape, ShapeId, Traits};
use crate::select::Selection;

/// The shapes that operations reach, with their ids.
pub fn shapes<'m>(model: &'m Model, selection: &'m Selection) -> impl Iterator<Item = (&'m ShapeId, &'m Shape)> {
    selection.shapes.iter().filter_map(|id| Some((id, model.shapes.get(id)?)))
}

/// The operations, with their ids.
pub fn operations<'m>(
    model: &'m Model,
    selection: &'m Selection,
) -> impl Iterator<Item = (&'m ShapeId, &'m Shape, &'m Operation)> {
    selection.operations.iter().filter_map(|id| Some((id, model.shapes.get(id)?, model.operation(id)?)))
}

/// All places that carry traits: the service, its operations, the shapes and their members.
pub fn trait_places<'m>(model: &'m Model, selection: &'m Selection) -> impl Iterator<Item = (String, &'m Traits)> {
    let ids = std::iter::once(&selection.service).chain(&selection.operations).chain(&selection.shapes);
    ids.filter_map(|id| Some((id, model.shapes.get(id)?))).flat_map(|(id, shape)| {
        let own = std::iter::once((id.to_string(), &shape.traits));
        own.chain(shape.all_members().into_iter().map(move |member| (place(id, member), &member.traits)))
    })
}

/// How problems name a member.
pub fn place(id: &ShapeId, member: &Member) -> String {
    format!("{id}${}", member.name)
}

/// A value of the model as problems show it: on one line, and not too long.
pub fn shown(value: &Value) -> String {
    const MAX: usize = 80;
    let text: String = value.to_string().chars().filter(|c| !is_control(*c)).collect();
    if text.chars().count() <= MAX { text } else { text.chars().take(MAX).chain(['…']).collect() }
}
