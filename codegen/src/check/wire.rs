//! The wire proof: every member of an input is in exactly one place of the request, and no place is taken twice.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{operations, place, uri};
use crate::model::{Member, Model, Shape, ShapeId};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;

/// Traits that bind a member to a place outside of the body's members.
pub(super) const BINDINGS: &[&str] = &[
    ids::HTTP_HEADER,
    ids::HTTP_LABEL,
    ids::HTTP_PAYLOAD,
    ids::HTTP_PREFIX_HEADERS,
    ids::HTTP_QUERY,
    ids::HTTP_QUERY_PARAMS,
    ids::HTTP_RESPONSE_CODE,
];

/// Where a member stands in a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A label of the URI.
    Label(String),
    /// A query parameter.
    Query(String),
    /// All query parameters that no other member has.
    QueryParams,
    /// A header, in lower case.
    Header(String),
    /// All headers with the prefix, in lower case, that no other member has.
    PrefixHeaders(String),
    /// The whole body.
    Payload,
    /// A member of the body.
    Body(String),
    /// The status of a response.
    ResponseCode,
}

/// That an operation's input and the places of its request correspond one to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The operation.
    pub operation: ShapeId,
    /// Each member of the input with its place, in the order of the model.
    pub places: Vec<(String, Place)>,
}

/// Proves it of every operation that is selected, and the same of outputs and errors. Protocols without HTTP bindings put
/// all members into the body.
///
/// # Errors
///
/// Every member that has no place or two, every place that has two members, every label without a member.
pub fn wire_proof(model: &Model, selection: &Selection, http_bindings: bool) -> Result<Vec<Proof>, Vec<Problem>> {
    let mut problems = Problems::default();
    let mut proofs = Vec::new();
    for (id, shape, operation) in operations(model, selection) {
        let input = model.shapes.get(&operation.input).map(Shape::members).unwrap_or_default();
        let places = if http_bindings {
            let request = request(id, shape, &operation.input, input, &mut problems);
            for response in std::iter::once(&operation.output).chain(&operation.errors) {
                let members = model.shapes.get(response).map(Shape::members).unwrap_or_default();
                exclusive(response, &places(response, members, response_place, &mut problems), &mut problems);
            }
            request
        } else {
            input.iter().map(|member| (member.name.clone(), Place::Body(member.name.clone()))).collect()
        };
        proofs.push(Proof { operation: id.clone(), places });
    }
    problems.or(Some(proofs))
}

fn request(
    id: &ShapeId,
    shape: &Shape,
    input_id: &ShapeId,
    input: &[Member],
    problems: &mut Problems,
) -> Vec<(String, Place)> {
    let places = places(input_id, input, request_place, problems);
    exclusive(input_id, &places, problems);
    let uri = shape.traits.get(ids::HTTP).and_then(|http| http.get("uri")).and_then(Value::as_str);
    // A missing or malformed URI is reported where the bindings of the operation are checked.
    let Some(pattern) = uri.and_then(|uri| uri::parse(uri).ok()) else { return places };
    let has = |place: &Place| places.iter().any(|(_, candidate)| candidate == place);
    for label in pattern.labels.iter().filter(|label| !has(&Place::Label((*label).clone()))) {
        let (reason, hint) = if input.iter().any(|member| member.name == *label) {
            ("which is not bound to it", format!("put `smithy.api#httpLabel` on `{input_id}${label}`"))
        } else {
            ("which the input does not have", format!("add it to `{input_id}`, or take the label out of the URI"))
        };
        let reason = format!("the URI has a label for the member `{label}`, {reason}");
        problems.push(Problem::new(id, reason, hint).about_trait(ids::HTTP));
    }
    for (name, place) in &places {
        let at = format!("{input_id}${name}");
        match place {
            Place::Label(label) if !pattern.labels.contains(label) => {
                let reason = format!("it is bound to a label that the URI of `{}` does not have", id.name());
                let hint = format!("add `{{{name}}}` to the URI, or take the trait off");
                problems.push(Problem::new(at, reason, hint).about_trait(ids::HTTP_LABEL));
            }
            Place::Query(query) if pattern.query.contains(query) => {
                let reason = format!("the URI of `{}` has the query parameter `{query}` already", id.name());
                problems.push(Problem::new(at, reason, "give it another name").about_trait(ids::HTTP_QUERY));
            }
            _ => {}
        }
    }
    places
}

/// The place of each member; the first where traits name several, which is reported.
fn places(
    structure: &ShapeId,
    members: &[Member],
    of: fn(&Member, &str) -> Option<Place>,
    problems: &mut Problems,
) -> Vec<(String, Place)> {
    let place_of = |member: &Member| {
        let bound: Vec<&str> = BINDINGS.iter().copied().filter(|id| member.traits.contains_key(*id)).collect();
        if bound.len() > 1 {
            let reason = format!("it is bound {} times: by {}", bound.len(), bound.join(", "));
            problems.push(Problem::new(place(structure, member), reason, "leave one of these traits"));
        }
        let first = bound.iter().find_map(|binding| of(member, binding));
        (member.name.clone(), first.unwrap_or_else(|| Place::Body(member.name.clone())))
    };
    members.iter().map(place_of).collect()
}

fn request_place(member: &Member, binding: &str) -> Option<Place> {
    match binding {
        ids::HTTP_LABEL => Some(Place::Label(member.name.clone())),
        ids::HTTP_QUERY => Some(Place::Query(text(member, binding))),
        ids::HTTP_QUERY_PARAMS => Some(Place::QueryParams),
        ids::HTTP_RESPONSE_CODE => None,
        _ => common_place(member, binding),
    }
}

/// What binds requests only is without effect on responses.
fn response_place(member: &Member, binding: &str) -> Option<Place> {
    match binding {
        ids::HTTP_RESPONSE_CODE => Some(Place::ResponseCode),
        _ => common_place(member, binding),
    }
}

fn common_place(member: &Member, binding: &str) -> Option<Place> {
    match binding {
        ids::HTTP_HEADER => Some(Place::Header(text(member, binding).to_ascii_lowercase())),
        ids::HTTP_PREFIX_HEADERS => Some(Place::PrefixHeaders(text(member, binding).to_ascii_lowercase())),
        ids::HTTP_PAYLOAD => Some(Place::Payload),
        _ => None,
    }
}

fn text(member: &Member, trait_id: &str) -> String {
    member.traits.get(trait_id).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Reports places that several members take, and members of the body where another one is the whole body.
fn exclusive(structure: &ShapeId, places: &[(String, Place)], problems: &mut Problems) {
    let mut taken: BTreeMap<&Place, &str> = BTreeMap::new();
    for (name, place) in places {
        if let Some(other) = taken.insert(place, name) {
            let reason = format!("`{other}` and `{name}` are both {}", described(place));
            problems.push(Problem::new(structure, reason, "bind one of them to another place"));
        }
    }
    let prefixes: Vec<&str> = places.iter().filter_map(|(_, place)| prefix(place)).collect();
    for (name, place) in places {
        let at = || format!("{structure}${name}");
        match place {
            Place::Body(_) => {
                if let Some(payload) = taken.get(&Place::Payload) {
                    let reason = format!("it is not bound to any place, as `{payload}` is the whole body");
                    let hint =
                        "bind it to a header, a label or the query, or take `smithy.api#httpPayload` off the other";
                    problems.push(Problem::new(at(), reason, hint));
                }
            }
            // An empty prefix takes all headers that no other member has.
            Place::Header(header) => {
                if let Some(prefix) = prefixes.iter().find(|prefix| !prefix.is_empty() && header.starts_with(**prefix))
                {
                    let reason = format!("its header `{header}` begins with the prefix `{prefix}` of another member");
                    problems.push(Problem::new(at(), reason, "bind it to another header"));
                }
            }
            Place::PrefixHeaders(own) => {
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

fn prefix(place: &Place) -> Option<&str> {
    match place {
        Place::PrefixHeaders(prefix) => Some(prefix),
        _ => None,
    }
}

fn described(place: &Place) -> String {
    match place {
        Place::Label(name) => format!("the label `{name}`"),
        Place::Query(name) => format!("the query parameter `{name}`"),
        Place::QueryParams => "the rest of the query".to_owned(),
        Place::Header(name) => format!("the header `{name}`"),
        Place::PrefixHeaders(prefix) => format!("the headers that begin with `{prefix}`"),
        Place::Payload => "the whole body".to_owned(),
        Place::Body(name) => format!("the member `{name}` of the body"),
        Place::ResponseCode => "the status of the response".to_owned(),
    }
}
