//! Which members stream events.

use crate::model::{Body, Member, Model, Shape, ShapeId};
use crate::traits::ids;

/// The members of a structure that are event streams.
pub fn event_streams<'m>(model: &'m Model, id: &ShapeId) -> impl Iterator<Item = &'m Member> {
    let members = model.shapes.get(id).map(Shape::members).unwrap_or_default();
    members.iter().filter(|member| {
        let target = model.shapes.get(&member.target);
        let is_streaming = |shape: &Shape| shape.traits.contains_key(ids::STREAMING);
        target.is_some_and(|target| matches!(target.body, Body::Union(_)) && is_streaming(target))
    })
}
