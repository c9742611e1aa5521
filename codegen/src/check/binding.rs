//! Where members of structures stand in HTTP messages: decided here, for all stages.

use std::collections::BTreeMap;

use serde_json::Value;

use super::places::shapes;
use crate::model::{Body, Member, Model, ShapeId};
use crate::select::Selection;
use crate::traits::ids;

/// Where a member stands in an HTTP message. What binds requests alone has no effect on responses, and the status none on
/// requests: there such members are in the body.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    #[default]
    Body,
    Label,
    Query(String),
    QueryParams,
    Header(String),
    PrefixHeaders(String),
    Payload,
    ResponseCode,
}

/// Traits that bind a member to a place outside of the body's members.
const BINDINGS: [&str; 7] = [
    ids::HTTP_HEADER,
    ids::HTTP_LABEL,
    ids::HTTP_PAYLOAD,
    ids::HTTP_PREFIX_HEADERS,
    ids::HTTP_QUERY,
    ids::HTTP_QUERY_PARAMS,
    ids::HTTP_RESPONSE_CODE,
];

/// The traits that bind a member, of which there should be one at most.
pub fn bound_by(member: &Member) -> impl Iterator<Item = &'static str> {
    BINDINGS.into_iter().filter(|trait_id| member.traits.contains_key(*trait_id))
}

/// The bindings of all structures.
#[derive(Debug)]
pub struct Bindings(BTreeMap<ShapeId, Vec<Binding>>);

impl Bindings {
    /// Those of the structures that are selected.
    pub fn new(model: &Model, selection: &Selection) -> Self {
        let structures = shapes(model, selection).filter(|(_, shape)| matches!(shape.body, Body::Structure(_)));
        Self(structures.map(|(id, shape)| (id.clone(), shape.members().iter().map(binding).collect())).collect())
    }

    /// Those of a structure's members, in their order. What is no structure has none.
    pub fn of(&self, structure: &ShapeId) -> &[Binding] {
        self.0.get(structure).map(Vec::as_slice).unwrap_or_default()
    }
}

/// By the first of the traits; that there is no other is checked.
fn binding(member: &Member) -> Binding {
    let Some(trait_id) = bound_by(member).next() else { return Binding::Body };
    let name = || member.traits.get(trait_id).and_then(Value::as_str).unwrap_or_default().to_owned();
    match trait_id {
        ids::HTTP_HEADER => Binding::Header(name()),
        ids::HTTP_LABEL => Binding::Label,
        ids::HTTP_PAYLOAD => Binding::Payload,
        ids::HTTP_PREFIX_HEADERS => Binding::PrefixHeaders(name()),
        ids::HTTP_QUERY => Binding::Query(name()),
        ids::HTTP_QUERY_PARAMS => Binding::QueryParams,
        _ => Binding::ResponseCode,
    }
}
