//! Shapes that become types.

use super::context::Context;
use super::docs::{self, Uses};
use super::enums::{EnumPlan, enumeration};
use super::structure::{StructurePlan, structure};
use super::union::{UnionPlan, union};
use crate::model::{Body, ShapeId};
use crate::names::Ident;

/// A shape that becomes a type, in a file of its own.
#[derive(Debug)]
pub enum ShapePlan {
    Structure(StructurePlan),
    Union(UnionPlan),
    Enum(EnumPlan),
    IntEnum(EnumPlan),
}

impl ShapePlan {
    /// The name of the type.
    pub fn name(&self) -> &Ident {
        match self {
            Self::Structure(plan) => &plan.name,
            Self::Union(plan) => &plan.name,
            Self::Enum(plan) | Self::IntEnum(plan) => &plan.name,
        }
    }
}

/// Lowers a shape, if it becomes a type.
pub fn shape(context: &Context<'_>, id: &ShapeId, uses: Option<&Uses>) -> Option<ShapePlan> {
    let shape = context.model.shapes.get(id)?;
    let docs = || docs::shape(context, id, shape, uses);
    Some(match &shape.body {
        Body::Structure(members) => ShapePlan::Structure(structure(context, id, shape, members, docs())),
        Body::Union(members) => ShapePlan::Union(union(context, id, shape, members, docs())),
        Body::Enum(members) => ShapePlan::Enum(enumeration(context, id, shape, members, docs())),
        Body::IntEnum(members) => ShapePlan::IntEnum(enumeration(context, id, shape, members, docs())),
        _ => return None,
    })
}
