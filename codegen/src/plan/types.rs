//! Rust types of shapes.

use crate::model::{Body, Model, ShapeId, Simple};
use crate::names::{Ident, Names};
use crate::traits::ids;

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    BigNumber,
    String,
    Blob,
    ByteStream,
    Timestamp,
    Document,
    Unit,
    /// A generated structure or union.
    Structure(Ident),
    /// A generated enum.
    Enum(Ident),
    List(Box<Type>),
    Map(Box<Type>),
    Optional(Box<Type>),
    Sensitive(Box<Type>),
    Boxed(Box<Type>),
}

/// The type of values of a shape.
pub fn type_of(model: &Model, names: &Names, id: &ShapeId) -> Type {
    let Some(shape) = model.shapes.get(id) else { return Type::Unit };
    let has = |trait_id| shape.traits.contains_key(trait_id);
    let element = |target: &ShapeId| {
        let element = type_of(model, names, target);
        Box::new(if has(ids::SPARSE) { Type::Optional(Box::new(element)) } else { element })
    };
    let mut secret = has(ids::SENSITIVE);
    let ty = match &shape.body {
        Body::Simple(simple) => match simple {
            Simple::Boolean => Type::Boolean,
            Simple::String => Type::String,
            Simple::Byte => Type::Byte,
            Simple::Short => Type::Short,
            Simple::Integer => Type::Integer,
            Simple::Long => Type::Long,
            Simple::Float => Type::Float,
            Simple::Double => Type::Double,
            Simple::BigInteger | Simple::BigDecimal => Type::BigNumber,
            Simple::Timestamp => Type::Timestamp,
            Simple::Document => Type::Document,
            Simple::Blob if has(ids::STREAMING) => Type::ByteStream,
            Simple::Blob => Type::Blob,
        },
        Body::Enum(_) | Body::IntEnum(_) => Type::Enum(names.of(id)),
        Body::Structure(_) | Body::Union(_) => Type::Structure(names.of(id)),
        Body::List(member) => Type::List(element(&member.target)),
        Body::Map(key, value) => {
            secret |= model.shapes.get(&key.target).is_some_and(|key| key.traits.contains_key(ids::SENSITIVE));
            Type::Map(element(&value.target))
        }
        Body::Service(_) | Body::Resource(_) | Body::Operation(_) => Type::Unit,
    };
    if secret { Type::Sensitive(Box::new(ty)) } else { ty }
}

impl Type {
    /// The type where its size must not become part of what holds it: structures are boxed, everywhere the same.
    pub fn boxed(self) -> Self {
        match self {
            Self::Structure(_) => Self::Boxed(Box::new(self)),
            Self::Sensitive(inner) => match *inner {
                Self::Structure(_) => Self::Boxed(Box::new(Self::Sensitive(inner))),
                other => Self::Sensitive(Box::new(other)),
            },
            other => other,
        }
    }
}
