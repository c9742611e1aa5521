//! The JSON AST of Smithy as types; nothing is inferred.
//!
//! <https://smithy.io/2.0/spec/json-ast.html>

mod grammar;
mod parse;
mod shape_id;

use std::collections::BTreeMap;

use serde_json::Value;

pub(crate) use parse::parse;
pub use shape_id::ShapeId;
pub(crate) use shape_id::is_identifier;

/// A model: shapes by their ids, so that their order in the file does not matter.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// All shapes but those of the prelude.
    pub shapes: BTreeMap<ShapeId, Shape>,
    /// `apply` statements: traits that stand apart from their targets.
    pub applied: Vec<(ShapeId, Option<String>, Traits)>,
}

impl Model {
    /// The operation of this id.
    #[must_use]
    pub fn operation(&self, id: &ShapeId) -> Option<&Operation> {
        match self.shapes.get(id).map(|shape| &shape.body) {
            Some(Body::Operation(operation)) => Some(operation),
            _ => None,
        }
    }
}

/// Traits by their ids.
pub type Traits = BTreeMap<String, Value>;

/// A shape.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What kind it is, with what only that kind has.
    pub body: Body,
    /// Its traits.
    pub traits: Traits,
    /// Mixins that it takes members and traits from.
    pub mixins: Vec<ShapeId>,
}

impl Shape {
    /// Members of a structure, union or enum, in order.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.body {
            Body::Structure(members) | Body::Union(members) | Body::Enum(members) | Body::IntEnum(members) => members,
            _ => &[],
        }
    }

    /// As [`members`](Self::members), with the element of a list and the key and value of a map.
    #[must_use]
    pub fn all_members(&self) -> Vec<&Member> {
        match &self.body {
            Body::List(member) => vec![member],
            Body::Map(key, value) => vec![key, value],
            _ => self.members().iter().collect(),
        }
    }

    pub(crate) fn all_members_mut(&mut self) -> Vec<&mut Member> {
        match &mut self.body {
            Body::List(member) => vec![member],
            Body::Map(key, value) => vec![key, value],
            Body::Structure(members) | Body::Union(members) | Body::Enum(members) | Body::IntEnum(members) => {
                members.iter_mut().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What a shape is.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are Smithy's shape types")]
pub enum Body {
    Simple(Simple),
    Enum(Vec<Member>),
    IntEnum(Vec<Member>),
    List(Box<Member>),
    Map(Box<Member>, Box<Member>),
    Structure(Vec<Member>),
    Union(Vec<Member>),
    Service(Service),
    Resource(Resource),
    Operation(Operation),
}

/// Shapes without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Smithy's shape types")]
pub enum Simple {
    Blob,
    Boolean,
    String,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name; `member`, `key` and `value` in lists and maps.
    pub name: String,
    /// The shape that it is of.
    pub target: ShapeId,
    /// Its traits.
    pub traits: Traits,
}

/// What only services have.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The version of the API.
    pub version: String,
    /// Operations bound to the service itself.
    pub operations: Vec<ShapeId>,
    /// Resources bound to the service.
    pub resources: Vec<ShapeId>,
    /// Errors that every operation may return.
    pub errors: Vec<ShapeId>,
    /// Names that shapes have within the service.
    pub rename: BTreeMap<ShapeId, String>,
}

/// What only resources have.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// Lifecycle operations and all others.
    pub operations: Vec<ShapeId>,
    /// Resources below it.
    pub resources: Vec<ShapeId>,
}

/// What only operations have.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The input structure; `smithy.api#Unit` for none.
    pub input: ShapeId,
    /// The output structure; `smithy.api#Unit` for none.
    pub output: ShapeId,
    /// Errors that it may return.
    pub errors: Vec<ShapeId>,
}
