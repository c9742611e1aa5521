//! Shapes that are streamed: <https://smithy.io/2.0/spec/streaming.html>.

use std::collections::BTreeSet;

use super::places::{operations, place, shapes};
use crate::model::{Body, Member, Model, Shape, ShapeId};
use crate::problem::{Problem, Problems};
use crate::select::{Selection, event_streams};
use crate::settings::ProtocolSupport;
use crate::traits::ids;

/// Reports streams of events, streams that are not the body of a request or response, and lengths of what is not streamed.
pub fn check_streaming(
    model: &Model,
    selection: &Selection,
    protocol: Option<&ProtocolSupport>,
    problems: &mut Problems,
) {
    let mut messages = BTreeSet::new();
    for (id, _, operation) in operations(model, selection) {
        for (role, target) in [("input", &operation.input), ("output", &operation.output)] {
            messages.insert(target);
            for member in event_streams(model, target) {
                let reason =
                    format!("its {role} streams events, in `{}`, which clients cannot do yet", place(target, member));
                let hint = "leave all such operations out with `event_streams = false` in tinsmith.toml";
                problems.push(Problem::new(id, reason, hint).about_trait(ids::STREAMING));
            }
        }
    }
    for (_, shape) in shapes(model, selection) {
        for member in shape.all_members() {
            messages.remove(&member.target);
        }
    }
    messages.retain(|id| !selection.errors.contains(*id));
    for (id, shape) in shapes(model, selection) {
        if shape.traits.contains_key(ids::REQUIRES_LENGTH) && !is_streaming(shape) {
            let reason = "only what is streamed can be of unknown length";
            problems.push(Problem::new(id, reason, "take the trait off").about_trait(ids::REQUIRES_LENGTH));
        }
        for member in shape.all_members() {
            if let Some(target) = model.shapes.get(&member.target).filter(|target| is_streaming(target)) {
                check_member(id, member, target, messages.contains(id), protocol, problems);
            }
        }
    }
}

/// A stream is the body of a message, so it can be no part of another value.
fn check_member(
    structure: &ShapeId,
    member: &Member,
    target: &Shape,
    of_message: bool,
    protocol: Option<&ProtocolSupport>,
    problems: &mut Problems,
) {
    let is_blob = matches!(target.body, Body::Simple(_));
    let (reason, hint) = if !of_message {
        let reason = "but only members of inputs and outputs can be, where these are of no other shape";
        (reason.to_owned(), "take `smithy.api#streaming` off, or write an input or output that has it as a member")
    } else if let Some(protocol) = protocol.filter(|protocol| is_blob && !protocol.http_bindings) {
        let reason = format!("but `{}` writes it into a document with the other members", protocol.id);
        (reason, "take `smithy.api#streaming` off, or leave the operations out that have it")
    } else if !member.traits.contains_key(ids::HTTP_PAYLOAD) && (is_blob || protocol.is_none_or(|p| p.http_bindings)) {
        ("but it is not the body".to_owned(), "put `smithy.api#httpPayload` on it, or take `smithy.api#streaming` off")
    } else {
        return;
    };
    let reason = format!("it is of `{}`, which is streamed, {reason}", member.target);
    problems.push(Problem::new(place(structure, member), reason, hint).about_trait(ids::STREAMING));
}

fn is_streaming(shape: &Shape) -> bool {
    shape.traits.contains_key(ids::STREAMING)
}
