//! The wire proof: every member of an input is in exactly one place of the request, and no place is taken twice.

use std::collections::BTreeMap;

use serde_json::Value;

use super::binding::{Binding, Bindings, bound_by};
use super::places::{operations, place};
use super::uri;
use crate::model::{Member, Model, Shape, ShapeId};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;

/// Proves it of every operation that is selected, and the same of outputs and errors, of a protocol with HTTP bindings: others
/// put all members into the body. Wrong is every member that has no place or two, every place that has two members, every
/// label without a member.
pub fn check_wire(model: &Model, selection: &Selection, bindings: &Bindings, problems: &mut Problems) {
    let members = |id: &ShapeId| model.shapes.get(id).map(Shape::members).unwrap_or_default();
    for (id, shape, operation) in operations(model, selection) {
        let input = places(members(&operation.input), bindings.of(&operation.input), in_request);
        check_request(id, shape, &operation.input, &input, problems);
        check_places(&operation.input, &input, problems);
        for response in std::iter::once(&operation.output).chain(&operation.errors) {
            let places = places(members(response), bindings.of(response), in_response);
            check_places(response, &places, problems);
        }
    }
}

/// Members, each with its place in a message.
type Places<'m> = Vec<(&'m Member, Binding)>;

fn places<'m>(members: &'m [Member], bindings: &[Binding], in_message: fn(&Binding) -> Binding) -> Places<'m> {
    members.iter().zip(bindings.iter().map(in_message)).collect()
}

fn in_request(binding: &Binding) -> Binding {
    match binding {
        Binding::ResponseCode => Binding::Body,
        other => in_one_case(other),
    }
}

fn in_response(binding: &Binding) -> Binding {
    match binding {
        Binding::Label | Binding::Query(_) | Binding::QueryParams => Binding::Body,
        other => in_one_case(other),
    }
}

/// Headers are the same however they are written.
fn in_one_case(binding: &Binding) -> Binding {
    match binding {
        Binding::Header(name) => Binding::Header(name.to_ascii_lowercase()),
        Binding::PrefixHeaders(prefix) => Binding::PrefixHeaders(prefix.to_ascii_lowercase()),
        other => other.clone(),
    }
}

/// The labels of the URI are the members that are bound to them, and its query is no member's.
fn check_request(id: &ShapeId, shape: &Shape, input_id: &ShapeId, input: &Places<'_>, problems: &mut Problems) {
    let uri = shape.traits.get(ids::HTTP).and_then(|http| http.get("uri")).and_then(Value::as_str);
    // A missing or malformed URI is reported where the bindings of the operation are checked.
    let Some(pattern) = uri.and_then(|uri| uri::parse(uri).ok()) else { return };
    for label in &pattern.labels {
        let (reason, hint) = match input.iter().find(|(member, _)| member.name == *label) {
            Some((_, Binding::Label)) => continue,
            Some(_) => ("which is not bound to it", format!("put `smithy.api#httpLabel` on `{input_id}${label}`")),
            None => {
                ("which the input does not have", format!("add it to `{input_id}`, or take the label out of the URI"))
            }
        };
        let reason = format!("the URI has a label for the member `{label}`, {reason}");
        problems.push(Problem::new(id, reason, hint).about_trait(ids::HTTP));
    }
    for (member, binding) in input {
        let (at, name) = (place(input_id, member), &member.name);
        match binding {
            Binding::Label if !pattern.labels.contains(name) => {
                let reason = format!("it is bound to a label that the URI of `{}` does not have", id.name());
                let hint = format!("add `{{{name}}}` to the URI, or take the trait off");
                problems.push(Problem::new(at, reason, hint).about_trait(ids::HTTP_LABEL));
            }
            Binding::Query(query) if pattern.query.contains(query) => {
                let reason = format!("the URI of `{}` has the query parameter `{query}` already", id.name());
                problems.push(Problem::new(at, reason, "give it another name").about_trait(ids::HTTP_QUERY));
            }
            _ => {}
        }
    }
}

/// Reports members with several places, places that several members take, and members of the body where another one is
/// the whole body.
fn check_places(structure: &ShapeId, places: &Places<'_>, problems: &mut Problems) {
    let mut taken: BTreeMap<&Binding, &str> = BTreeMap::new();
    for (member, binding) in places {
        let bound: Vec<&str> = bound_by(member).collect();
        if bound.len() > 1 {
            let reason = format!("it is bound {} times: by {}", bound.len(), bound.join(", "));
            problems.push(Problem::new(place(structure, member), reason, "leave one of these traits"));
        }
        // Every member has a label and a place in the body of its own.
        let Some(what) = shared(binding) else { continue };
        if let Some(other) = taken.insert(binding, &member.name) {
            let reason = format!("`{other}` and `{}` are both {what}", member.name);
            problems.push(Problem::new(structure, reason, "bind one of them to another place"));
        }
    }
    let prefixes: Vec<&str> = places.iter().filter_map(|(_, binding)| prefix(binding)).collect();
    for (member, binding) in places {
        let at = || place(structure, member);
        match binding {
            Binding::Body => {
                if let Some(payload) = taken.get(&Binding::Payload) {
                    let reason = format!("it is not bound to any place, as `{payload}` is the whole body");
                    let hint =
                        "bind it to a header, a label or the query, or take `smithy.api#httpPayload` off the other";
                    problems.push(Problem::new(at(), reason, hint));
                }
            }
            // An empty prefix takes all headers that no other member has.
            Binding::Header(header) => {
                if let Some(prefix) = prefixes.iter().find(|prefix| !prefix.is_empty() && header.starts_with(**prefix))
                {
                    let reason = format!("its header `{header}` begins with the prefix `{prefix}` of another member");
                    problems.push(Problem::new(at(), reason, "bind it to another header"));
                }
            }
            Binding::PrefixHeaders(own) => {
                let other = prefixes.iter().find(|prefix| **prefix != own && own.starts_with(**prefix));
                if let Some(prefix) = other {
                    let reason = format!("its prefix `{own}` begins with the prefix `{prefix}` of another member");
                    problems.push(Problem::new(at(), reason, "bind it to another prefix"));
                }
            }
            _ => {}
        }
    }
}

fn prefix(binding: &Binding) -> Option<&str> {
    match binding {
        Binding::PrefixHeaders(prefix) => Some(prefix),
        _ => None,
    }
}

/// What a place is called that several members could take.
fn shared(binding: &Binding) -> Option<String> {
    Some(match binding {
        Binding::Body | Binding::Label => return None,
        Binding::Query(name) => format!("the query parameter `{name}`"),
        Binding::QueryParams => "the rest of the query".to_owned(),
        Binding::Header(name) => format!("the header `{name}`"),
        Binding::PrefixHeaders(prefix) => format!("the headers that begin with `{prefix}`"),
        Binding::Payload => "the whole body".to_owned(),
        Binding::ResponseCode => "the status of the response".to_owned(),
    })
}
